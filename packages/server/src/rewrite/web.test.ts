import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { describe, expect, it } from 'vitest'
import { aRewriter, cookieOf, everything, strictPolicy, trackedPage, twinPolicy, waitingPage } from '../testing/twin.ts'
import { forHono } from './hono.ts'
import type { RewriterOptions } from './rewriter.ts'
import { forWeb } from './web.ts'

/** Asks for a page that answers so. */
const ask = async (
  answer: Response | ((request: Request) => Response),
  { request = {}, ...differing }: Partial<RewriterOptions> & { request?: RequestInit } = {},
) => {
  const { rewriter, reported } = await aRewriter(differing)
  const response = await forWeb(rewriter)(new Request('https://shop.example/page?x=1', request), (request) =>
    typeof answer === 'function' ? answer(request) : answer,
  )
  return { response, reported, headers: response.headers, text: response.status === 304 ? '' : await response.text() }
}

const page = (headers: Record<string, string> = {}, status = 200) =>
  new Response(trackedPage, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } })

describe('a page', () => {
  it('is marked by the decision of the visitor who asks', async () => {
    expect((await ask(page())).text).toBe(waitingPage)
    expect((await ask(page(), { request: { headers: { Cookie: await cookieOf(everything) } } })).text).toBe(trackedPage)
    expect((await ask(page(), { request: { headers: { Cookie: await cookieOf({ analytics: true }) } } })).text).toBe(waitingPage)
    expect((await ask(page(), { request: { headers: { Cookie: `a=b; ${await cookieOf({ 'facebook-pixel': true })}; c=d` } } })).text).toBe(
      trackedPage,
    )
  })

  it.each([
    ['is a forgery', 'kakburk=1~x~y~analytics.marketing~t9~'],
    ['answers another question', cookieOf(everything, strictPolicy)],
  ])('waits when the cookie %s', async (_, cookie) => {
    const forged = (await cookie).replace(/~[\w-]{22}~/, `~${'A'.repeat(22)}~`)
    expect((await ask(page(), { request: { headers: { Cookie: forged } } })).text).toBe(waitingPage)
  })

  it('is marked whatever its status is', async () => {
    expect((await ask(page({}, 404))).text).toBe(waitingPage)
    expect((await ask(page({ Vary: 'Cookie' }))).text).toBe(waitingPage)
  })

  it('says nothing any more of the bytes that it had', async () => {
    const { headers } = await ask(page({ 'Content-Length': '5', 'Accept-Ranges': 'bytes', 'Content-MD5': 'x', 'X-Own': 'kept' }))
    expect(Object.fromEntries(headers)).toEqual({ 'content-type': 'text/html; charset=utf-8', vary: 'Cookie', 'x-own': 'kept' })
  })

  it('keeps its cookies, and how long it may be kept', async () => {
    const answer = page({ 'Cache-Control': 'private, max-age=60', Vary: 'Accept-Encoding' })
    answer.headers.append('Set-Cookie', 'a=1')
    answer.headers.append('Set-Cookie', 'b=2')
    const { headers } = await ask(answer)
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect([headers.get('Cache-Control'), headers.get('Vary')]).toEqual(['private, max-age=60', 'Accept-Encoding, Cookie'])
  })

  it('that a shared cache may keep is marked as for nobody, whoever asks', async () => {
    const request = { headers: { Cookie: await cookieOf(everything) } }
    for (const header of ['public, max-age=60', 'max-age=0, s-maxage=60'])
      expect((await ask(page({ 'Cache-Control': header }), { request })).text).toBe(waitingPage)
    expect((await ask(page({ 'CDN-Cache-Control': 'max-age=60' }), { request })).text).toBe(waitingPage)
    expect((await ask(page({ 'Cache-Control': 'no-cache, s-maxage=0' }), { request })).text).toBe(trackedPage)
  })

  it('does not have the browser load by a header what waits in the page', async () => {
    const link = (value: string) => ask(page({ Link: value })).then(({ headers }) => headers.get('Link'))
    const own = '</own.css>; rel=preload; as=style'
    expect(await link(`<https://www.facebook.com/tr>; rel=preload; as="image, of sorts", ${own}`)).toBe(own)
    expect(await link('<https://www.facebook.com/tr>; rel="preconnect"')).toBeNull()
    expect(await link('<https://www.facebook.com/tr>; rel="canonical"')).toContain('facebook')
    expect(await link(own)).toBe(own)
  })
})

describe('what passes unchanged', () => {
  const bytes = Uint8Array.of(31, 139, 8, 0, 60, 105, 109, 103)
  it.each([
    ['is no page', { 'Content-Type': 'application/json', 'Content-Length': '8', ETag: '"a"' }],
    ['is XML', { 'Content-Type': 'application/xhtml+xml' }],
    ['is in an encoding that writes tags otherwise', { 'Content-Type': 'text/html; charset="UTF-16LE"' }],
  ])('%s', async (_, headers) => {
    const answer = new Response(bytes, { headers: headers as Record<string, string> })
    const { response } = await ask(() => answer)
    expect(response).toBe(answer)
  })

  it('a page that came compressed, of which the owner is told', async () => {
    const answer = new Response(bytes, { headers: { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip', 'Content-Length': '8' } })
    const { rewriter, reported } = await aRewriter()
    const response = await forWeb(rewriter)(new Request('https://shop.example/'), () => answer)
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect([response.headers.get('Content-Length'), response.headers.get('Vary')]).toEqual(['8', 'Cookie'])
    expect(reported.join()).toContain('compressed')
  })

  it('a page without a body', async () => {
    for (const status of [204, 304]) {
      const { response } = await ask(() => new Response(null, { status, headers: { 'Content-Type': 'text/html' } }))
      expect([response.status, response.body]).toEqual([status, null])
    }
    const head = await ask(() => new Response(null, { headers: { 'Content-Type': 'text/html', 'Content-Length': '9' } }), {
      request: { method: 'HEAD' },
    })
    expect([head.text, head.headers.get('Content-Length'), head.headers.get('Vary')]).toEqual(['', null, 'Cookie'])
  })

  it('everything, as long as there is no policy', async () => {
    const { text, reported } = await ask(page(), { policy: { v: 1 } })
    expect(text).toBe(trackedPage)
    expect(reported.join()).toContain('pages pass unmarked')
  })
})

describe('a page that the browser has already', () => {
  /** A shop whose page has an ETag, and which answers 304 to whoever has it. */
  const shop = (request: Request) =>
    request.headers.get('If-None-Match') === '"a"' || request.headers.has('If-Modified-Since')
      ? new Response(null, { status: 304, headers: { ETag: '"a"' } })
      : page({ ETag: '"a"', 'Last-Modified': 'Fri, 20 Nov 2026 12:00:00 GMT' })
  const again = async (tag: string | null, cookie = '', more: Record<string, string> = {}) =>
    ask(shop, { request: { headers: { Accept: 'text/html,*/*', Cookie: cookie, ...(tag !== null && { 'If-None-Match': tag }), ...more } } })

  it('is not sent again to a visitor who has not decided anew', async () => {
    const first = await again(null)
    const tag = first.headers.get('ETag')
    expect(tag).toMatch(/^W\/"a~kakburk\./)
    expect(first.headers.get('Last-Modified')).toBeNull()
    const second = await again(tag)
    expect([second.response.status, second.headers.get('ETag')]).toEqual([304, tag])
  })

  it('is sent again after a withdrawal, and not after a yes: what waits in it the gate lets go', async () => {
    const yes = await cookieOf(everything)
    const no = await cookieOf({})
    const granted = (await again(null, yes)).headers.get('ETag')
    expect((await again(granted, yes)).response.status).toBe(304)
    expect((await again(granted, no)).text).toBe(waitingPage)
    expect((await again((await again(null)).headers.get('ETag'), yes)).response.status).toBe(304)
  })

  it('is sent again when it is of a time before us', async () => {
    expect((await again('"a"')).text).toBe(waitingPage)
    expect((await again('*')).text).toBe(waitingPage)
    expect((await again(null, '', { 'If-Modified-Since': 'Fri, 20 Nov 2026 12:00:00 GMT' })).text).toBe(waitingPage)
  })

  it('is left to the shop when it is no page', async () => {
    const { response } = await ask(shop, { request: { headers: { Accept: '*/*', 'If-None-Match': '"a"' } } })
    expect(response.status).toBe(304)
  })
})

describe('the header', () => {
  const header = (differing: Parameters<typeof ask>[1] = {}) =>
    ask(page(), { policy: strictPolicy, header: true, ...differing }).then(({ headers }) => headers.get('Content-Security-Policy'))

  it('lets come what is essential or granted, from its hosts alone', async () => {
    const undecided = await header()
    expect(undecided).toMatch(/^default-src 'self' 'unsafe-inline' 'unsafe-eval' /)
    expect(undecided).toContain(' shop.example:* ')
    expect(undecided).not.toMatch(/facebook|youtube|google/)
    const some = await header({ request: { headers: { Cookie: await cookieOf({ youtube: true }, strictPolicy) } } })
    expect(some).toContain(' *.youtube.com:* ')
    expect(some).not.toContain('facebook')
  })

  it('is not sent when everything is granted', async () => {
    expect(await header({ request: { headers: { Cookie: await cookieOf(everything, strictPolicy) } } })).toBeNull()
  })

  it('stands beside the policy of the shop, which goes on to hold', async () => {
    const own = page({ 'Content-Security-Policy': "script-src 'nonce-x'" })
    const { headers } = await ask(own, { policy: strictPolicy, header: true })
    expect(headers.get('Content-Security-Policy')).toMatch(/^script-src 'nonce-x', default-src 'self' /)
  })

  it('does not stay with a page that the browser has from before the yes', async () => {
    const shop = (request: Request) => (request.headers.has('If-None-Match') ? new Response(null, { status: 304 }) : page({ ETag: '"a"' }))
    const strict = { policy: strictPolicy, header: true }
    const tag = (await ask(shop, strict)).headers.get('ETag') ?? ''
    const again = (cookie: string) =>
      ask(shop, { ...strict, request: { headers: { 'If-None-Match': tag, Cookie: cookie, Accept: 'text/html' } } })
    expect((await again('')).response.status).toBe(304)
    const granted = await again(await cookieOf(everything, strictPolicy))
    expect([granted.text, granted.headers.get('Content-Security-Policy')]).toEqual([trackedPage, null])
  })

  it('may come alone, and then the page passes as it is, compressed or not', async () => {
    const { text, headers, reported } = await ask(page({ 'Content-Length': '9' }), { policy: strictPolicy, header: true, tags: false })
    expect([text, headers.get('Content-Length'), headers.get('Vary')]).toEqual([trackedPage, '9', 'Cookie'])
    expect(headers.get('Content-Security-Policy')).toContain('default-src')
    expect(reported).toEqual([])
  })

  it('is refused to a site that is not strict: there a yes could not lift it', async () => {
    const { headers, reported } = await ask(page(), { header: true })
    expect(headers.get('Content-Security-Policy')).toBeNull()
    expect(reported.join()).toContain('strict')
  })
})

describe('a rewriter that holds more than the gate', () => {
  it('tells the gate by marks what is held', async () => {
    const policy = { ...twinPolicy, blocking: 'marked' }
    expect((await ask(page(), { policy })).text).toBe(trackedPage)
    expect((await ask(page(), { policy, blocking: 'automatic' })).text).toContain('<img data-consent="facebook-pixel" data-kakburk-src=')
  })
})

describe('the shop’s own address', () => {
  it('is the one that the public knows, behind whichever proxy', async () => {
    const metrics = { id: 'metrics', name: 'Own', category: 'analytics', purpose: { sv: 'x' }, controller: 'shop', cookies: [] }
    const policy = { ...twinPolicy, services: [...twinPolicy.services, { ...metrics, hosts: ['shop.example/metrics'], storage: [] }] }
    const own = () => new Response('<script src="/metrics/a.js"></script>', { headers: { 'Content-Type': 'text/html' } })
    expect((await ask(own, { policy, request: { headers: { Host: '10.0.0.7:8080' } } })).text).toContain('text/plain')
  })
})

describe('Global Privacy Control', () => {
  it('is promised at the well-known address, without the shop being asked', async () => {
    const { rewriter } = await aRewriter()
    const response = await forWeb(rewriter)(
      new Request('https://shop.example/.well-known/gpc.json'),
      () => new Response('', { status: 500 }),
    )
    expect([response.status, await response.json()]).toEqual([200, { gpc: true, lastUpdate: expect.any(String) }])
  })
})

describe('Hono', () => {
  const shop = async () => {
    const { rewriter } = await aRewriter()
    return new Hono()
      .use(compress({ threshold: 0 }))
      .use(forHono(rewriter))
      .get('/', (c) => {
        c.header('ETag', '"a"')
        c.header('X-Own', 'kept')
        return c.html(trackedPage)
      })
      .get('/json', (c) => c.json({ page: trackedPage }))
      .get('/fails', () => {
        throw new Error('of the shop')
      })
      .onError((_, c) => c.html(trackedPage, 500))
  }

  it('sends pages marked, and everything else as it is', async () => {
    const app = await shop()
    const answer = await app.request('/')
    expect(await answer.text()).toBe(waitingPage)
    expect([answer.headers.get('ETag')?.slice(0, 4), answer.headers.get('X-Own'), answer.headers.get('Vary')]).toEqual([
      'W/"a',
      'kept',
      'Cookie, Accept-Encoding',
    ])
    expect(await (await app.request('/json')).json()).toEqual({ page: trackedPage })
    expect(await (await app.request('/fails')).text()).toBe(waitingPage)
    expect((await app.request('/none')).status).toBe(404)
    expect((await app.request('/.well-known/gpc.json')).status).toBe(200)
  })

  it('compresses what was marked', async () => {
    const answer = await (await shop()).request('/', { headers: { 'Accept-Encoding': 'gzip' } })
    expect(answer.headers.get('Content-Encoding')).toBe('gzip')
    const text = await new Response(answer.body?.pipeThrough(new DecompressionStream('gzip'))).text()
    expect(text).toBe(waitingPage)
  })

  it('answers HEAD as GET without a body', async () => {
    const answer = await (await shop()).request('/', { method: 'HEAD' })
    expect([answer.status, await answer.text(), answer.headers.get('Vary')]).toEqual([200, '', 'Cookie'])
  })
})
