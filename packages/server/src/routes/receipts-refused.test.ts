import { canonical } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createServer, decisionsIn, outcome, type Posted, post, type Server } from '../testing/server.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'

describe('a receipt that does not hold is refused, and nothing is logged:', () => {
  const visitor = createVisitor()
  const good = visitor.signed()

  it.each<[string, string, () => Posted]>([
    ['400 body-not-json', 'no JSON', () => 'yes'],
    ['400 body-not-json', 'nothing', () => ''],
    ['400 body-not-json', 'bytes that are not UTF-8', () => Uint8Array.of(0xff)],
    ['400 receipt-invalid', 'another shape', () => '{}'],
    ['400 receipt-invalid', 'a name twice', () => canonical(good).replace('"page":', '"page":"/other","page":')],
    ['400 receipt-invalid', 'a lone surrogate', () => canonical(good).replace('/kassa', '/\\ud800')],
    ['400 receipt-invalid', '__proto__', () => canonical(good).replace('"page":', '"__proto__":{},"page":')],
    ['400 receipt-invalid', 'a number as text', () => canonical(good).replace('"v":1', '"v":"1"')],
    ['400 receipt-invalid', 'nesting', () => '['.repeat(4000) + ']'.repeat(4000)],
    ['400 receipt-invalid', 'another site', () => visitor.signed({ site: 'other-shop' })],
    ['400 receipt-invalid', 'another language', () => visitor.signed({ language: 'fi' })],
    ['400 receipt-invalid', 'grants of no policy', () => visitor.signed({ grants: { statistics: true } })],
    ['400 receipt-invalid', 'an action that is not what was granted', () => visitor.signed({ action: 'accept-all', grants: nothing })],
    ['400 receipt-invalid', 'a withdrawal of nothing', () => visitor.signed({ action: 'withdraw', grants: nothing })],
    ['422 policy-unknown', 'a policy that was never published', () => visitor.signed({ policy: `sha256-${'A'.repeat(43)}` })],
  ])('%s for %s', async (expected, _, body) => {
    const server = await createServer()
    expect(await outcome(post(server, body()))).toBe(expected)
    expect(await decisionsIn(server)).toEqual([])
    expect(server.reported).toEqual([])
  })

  it.each([
    ['415 content-type-not-json', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['415 content-type-not-json', { 'Content-Type': 'multipart/form-data; boundary=x' }],
    ['415 content-type-not-json', { 'Content-Type': 'text/html' }],
    ['415 content-type-not-json', { 'Content-Type': '' }],
    ['413 body-too-large', { 'Content-Length': '8193' }],
    ['403 origin-not-allowed', { Origin: 'https://evil.example' }],
    ['403 origin-not-allowed', { Origin: 'https://shop.example.evil.example' }],
    ['403 origin-not-allowed', { Origin: 'http://shop.example' }],
    ['403 origin-not-allowed', { Origin: 'https://shop.example:8443' }],
    ['403 origin-not-allowed', { Origin: 'https://shop.example/' }],
    ['403 origin-not-allowed', { Origin: 'null' }],
    ['403 origin-not-allowed', { Origin: '' }],
  ])('%s for %j', async (expected, headers) => {
    const server = await createServer()
    expect(await outcome(post(server, good, { headers }))).toBe(expected)
    expect(await decisionsIn(server)).toEqual([])
  })

  it('403 origin-not-allowed for a request that tells no origin', async () => {
    const { app } = await createServer()
    const request = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: canonical(good) }
    expect(await outcome(app.request('/s/window-shop/receipts', request))).toBe('403 origin-not-allowed')
  })

  it('404 site-unknown for a site that nobody knows', async () => {
    expect(await outcome(post(await createServer(), good, { site: 'nobody' }))).toBe('404 site-unknown')
  })

  it('with every fault and its place', async () => {
    const answer = await post(await createServer(), canonical({ ...good, receipt: { ...good.receipt, page: '/?q', id: 'x' } }))
    expect(((await answer.json()) as { faults: { path: string }[] }).faults.map(({ path }) => path)).toEqual(['receipt.id', 'receipt.page'])
  })
})

describe('another method than POST', () => {
  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is refused, with what is allowed: %s', async (method) => {
    const { app } = await createServer()
    const answer = await app.request('/s/window-shop/receipts', { method })
    expect(answer.headers.get('Allow')).toBe('POST, OPTIONS')
    expect(await outcome(answer)).toBe('405 method-not-allowed')
  })
})

describe('the size of a body', () => {
  const stream = (sizes: number[]) => {
    const left = [...sizes]
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        const size = left.shift()
        if (size === undefined) controller.close()
        else controller.enqueue(new Uint8Array(size).fill(0x20))
      },
    })
  }

  const postStream = async (server: Server, sizes: number[], headers: Record<string, string> = {}) => {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', Origin: 'https://shop.example', ...headers },
      body: stream(sizes),
      duplex: 'half',
    }
    return outcome(server.app.request('/s/window-shop/receipts', init))
  }

  it.each([
    ['413 body-too-large', 'without Content-Length', [8000, 193], {}],
    ['413 body-too-large', 'with a Content-Length that lies', [8193], { 'Content-Length': '10' }],
    ['413 body-too-large', 'without end', Array(10_000).fill(1000), {}],
    ['400 body-not-json', 'at the limit', [8000, 192], {}],
  ])('is %s %s', async (expected, _, sizes, headers) => {
    expect(await postStream(await createServer(), sizes, headers)).toBe(expected)
  })
})

describe('the pages of the shop', () => {
  it.each(['https://shop.example', 'http://localhost:3000'])('may read the answer, and a refusal, at %s', async (origin) => {
    const server = await createServer()
    for (const body of [createVisitor().signed(), 'no JSON']) {
      const { headers } = await post(server, body, { headers: { Origin: origin } })
      expect([headers.get('Access-Control-Allow-Origin'), headers.get('Vary')]).toEqual([origin, 'Origin'])
    }
  })

  it('may ask beforehand whether they may post', async () => {
    const { app } = await createServer()
    const headers = {
      Origin: 'https://shop.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    }
    const answer = await app.request('/s/window-shop/receipts', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'Content-Type',
      'access-control-max-age': '86400',
      vary: 'Origin',
    })
  })

  it('alone may: any other is refused, and cannot read why', async () => {
    const server = await createServer()
    const headers = { Origin: 'https://evil.example' }
    const asked = await server.app.request('/s/window-shop/receipts', { method: 'OPTIONS', headers })
    const posted = await post(server, createVisitor().signed(), { headers })
    for (const answer of [asked, posted]) {
      expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
      expect(await outcome(answer)).toBe('403 origin-not-allowed')
    }
  })
})
