import { languages, newestDecision } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { makeSite } from '../rewrite/site.ts'
import { createServer, decisionsIn, post, type Server } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor, everything, nothing } from '../testing/visitor.ts'

const shop = 'https://www.shop.example'
const own = 'https://consent.shop.example'
const shared = aPolicy({ origins: [shop], cookieDomain: 'shop.example' })
const at = '/s/window-shop/choice'

const setUp = (policy = shared, url = own) => createServer({ policies: [policy], url })

const get = (server: Server, query = '', headers: Record<string, string> = {}) => server.app.request(at + query, { headers })
const read = async (server: Server, query = '', headers: Record<string, string> = {}) => (await get(server, query, headers)).text()
const ticketIn = (page: string) => /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? ''

type Fields = Record<string, string> | [name: string, value: string][]

/** Sends a form as a browser does from our own page, but for what differs. */
const submit = (server: Server, fields: Fields, headers: Record<string, string> = {}) =>
  server.app.request(at, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'User-Agent': 'Firefox/145.0',
      Origin: own,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  })

/** Opens the page and answers. */
const choose = async (server: Server, answer: string, more: [name: string, value: string][] = [], cookie = '') =>
  submit(
    server,
    [
      ['ticket', ticketIn(await read(server, '', { Cookie: cookie }))],
      ['return', `${shop}/kassa?a=1`],
      ['lang', 'sv'],
      ['answer', answer],
      ...more,
    ],
    { Cookie: cookie },
  )

const cookieOf = (answer: Response) => answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''

/** What the gate and the rewriter read of a cookie. */
const readAsThey = async (cookie: string, server: Server, policy = shared) =>
  newestDecision(cookie, (await makeSite(policy)).rules, Math.floor(server.clock.time.getTime() / 1000))

describe('the page for visitors without scripts', () => {
  it('asks as the banner does, with nothing on, and answers that differ by their words alone', async () => {
    const page = await read(await setUp(), '?lang=sv')
    expect(page).toContain('<html lang="sv" dir="ltr">')
    for (const text of ['Fönsterbutiken AB', 'Statistik', 'Google Analytics', 'https://shop.example/integritet'])
      expect(page).toContain(text)
    expect(page).not.toMatch(/ checked|<script/)
    const buttons = [...page.matchAll(/<button[^>]*>[^<]*<\/button>/g)].map(([button]) => button)
    expect(buttons).toHaveLength(3)
    expect(new Set(buttons.map((button) => button.replace(/reject|accept|save|>[^<]*</g, '')))).toHaveProperty('size', 1)
    // The first is what Enter presses.
    expect(buttons[0]).toContain('reject')
  })

  it.each(languages)('speaks %s, and says in it when it cannot pass an answer on', async (language) => {
    const policy = aPolicy({ origins: [shop], cookieDomain: 'shop.example', languages: [language] })
    const page = await read(await setUp(policy), `?lang=${language}`)
    expect(page).toContain(`<html lang="${language}"`)
    expect(page).toContain('<form')
    const held = await read(await setUp(policy, 'https://elsewhere.example'), `?lang=${language}`)
    expect(held).toContain('class="note"')
    expect(held).not.toContain('<form')
  })

  it('goes into no cache, no search engine and no frame, and stores nothing before an answer', async () => {
    const { headers } = await get(await setUp())
    expect([headers.get('Cache-Control'), headers.get('X-Robots-Tag'), headers.get('Set-Cookie')]).toEqual(['no-store', 'noindex', null])
    expect(headers.get('Content-Security-Policy')).toContain("form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
  })

  it.each([
    ['the page that it is told', `?return=${encodeURIComponent(`${shop}/kassa?a=1#b`)}`, {}, `${shop}/kassa?a=1#b`],
    ['the shop that the visitor came from', '', { Referer: `${shop}/` }, `${shop}/`],
    ['the shop, from nowhere', '', {}, `${shop}/`],
    ['the shop and no other site', '?return=https://evil.example/', {}, `${shop}/`],
    ['the shop and no site whose name begins like it', `?return=${shop}.evil.example/`, {}, `${shop}/`],
    ['the shop and no script', '?return=javascript:alert(1)', {}, `${shop}/`],
    ['the shop, without a name that stands before it', '?return=https://evil.example%40www.shop.example/', {}, `${shop}/`],
    ['the shop and not where a broken address might lead', '?return=//evil.example', { Referer: 'https://evil.example/' }, `${shop}/`],
  ])('leads back to %s', async (_, query, headers, back) => {
    expect(await read(await setUp(), query, headers)).toContain(`<a class="button" href="${back}"`)
  })
})

describe('an answer by the form', () => {
  it.each([
    ['accept', [], 'accept-all', everything],
    ['reject', [], 'reject-all', nothing],
    ['save', [], 'reject-all', nothing],
    ['save', [['grant', 'analytics']], 'choose', { analytics: true, marketing: false }],
    [
      'save',
      [
        ['grant', 'youtube'],
        ['grant', 'nothing-known'],
        ['grant', 'shop-cart'],
      ],
      'choose',
      { analytics: false, marketing: false, youtube: true },
    ],
    ['reject', [['grant', 'analytics']], 'reject-all', nothing],
  ] as [string, [string, string][], string, object][])(
    '%s with %j is logged and kept as what it is',
    async (answer, more, action, grants) => {
      const server = await setUp()
      const answered = await choose(server, answer, more)
      const [logged] = await decisionsIn(server)
      expect(logged?.entry).toMatchObject({ type: 'consent', action, grants, previous: null })
      const yes = action !== 'reject-all'
      expect(logged?.personal?.half).toEqual({
        browser: 'Firefox',
        by: 'form',
        language: 'sv',
        page: '/kassa',
        ...(yes && { visitor: expect.stringMatching(/^[\w-]{43}$/) }),
      })
      expect(answered.headers.get('Set-Cookie')).toMatch(
        /^kakburk=1~[^;]+; Max-Age=15724800; Path=\/; SameSite=Lax; Domain=shop\.example; Secure$/,
      )
      const decision = await readAsThey(cookieOf(answered), server)
      expect(decision).toMatchObject({ stands: true, grants })
      expect(decision?.receipt).toBe(yes ? logged?.entry.id : undefined)
    },
  )

  it('is shown with its receipt, by whose link a yes can be taken back', async () => {
    const server = await setUp()
    const page = await (await choose(server, 'accept')).text()
    expect(page).toContain(`<a class="button" href="${shop}/kassa?a=1"`)
    const [, link = ''] = /href="(\.\.\/\.\.\/r\/[^"]+)"/.exec(page) ?? []
    const path = new URL(link, `https://x${at}`).pathname
    expect(await (await server.app.request(path)).text()).toContain('Ditt samtycke gäller')
    await server.app.request(`${path}/withdraw`, { method: 'POST' })
    const [yes, withdrawal] = await decisionsIn(server)
    expect(withdrawal?.entry).toMatchObject({ action: 'withdraw', previous: yes?.entry.id })
    const state = await server.app.request(`/s/window-shop/receipts/${yes?.entry.id}/state`)
    expect(await state.json()).toEqual({ state: 'withdrawn' })
  })

  it('stands on the page when its visitor comes back, who can change it', async () => {
    const server = await setUp()
    const cookie = cookieOf(
      await choose(server, 'save', [
        ['grant', 'analytics'],
        ['grant', 'youtube'],
      ]),
    )
    const page = await read(server, '?lang=sv', { Cookie: cookie })
    expect([...page.matchAll(/value="([\w-]+)"[^>]* checked/g)].map(([, name]) => name)).toEqual(['analytics', 'youtube'])
    server.clock.time = new Date('2026-11-20T13:00:00.000Z')
    const changed = await choose(server, 'reject', [], cookie)
    expect(await readAsThey(`${cookie}; ${cookieOf(changed)}`, server)).toMatchObject({ grants: nothing })
    expect(await decisionsIn(server)).toHaveLength(2)
  })

  it('is logged once when it is sent twice, at once or by loading the answer anew, and anew when it has changed', async () => {
    const server = await setUp()
    const ticket = ticketIn(await read(server))
    const [yes, no] = [
      { ticket, answer: 'accept' },
      { ticket, answer: 'reject' },
    ]
    const [answered] = await Promise.all([submit(server, yes), submit(server, yes)])
    const cookie = cookieOf(answered as Response)
    const again = await submit(server, yes, { Cookie: cookie })
    expect([again.status, again.headers.get('Set-Cookie')]).toEqual([200, null])
    expect(await decisionsIn(server)).toHaveLength(1)
    const refused = await submit(server, no, { Cookie: cookie })
    await submit(server, yes, { Cookie: cookieOf(refused) })
    expect((await decisionsIn(server)).map(({ entry }) => entry.action)).toEqual(['accept-all', 'reject-all', 'accept-all'])
  })

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['a page of the shop itself', { 'Sec-Fetch-Site': 'same-site', Origin: shop }],
    ['a page that says nothing of itself', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
    ['another origin, in a browser that says no more', { 'Sec-Fetch-Site': undefined, Origin: 'https://evil.example' }],
    ['a browser that says neither', { 'Sec-Fetch-Site': undefined, Origin: undefined }],
  ])('is not taken from a form of %s', async (_, headers) => {
    const server = await setUp()
    const sent = Object.assign({ 'Sec-Fetch-Site': 'same-origin', Origin: own }, headers)
    const request = new Request(`${own}${at}`, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== undefined)),
      body: new URLSearchParams({ ticket: ticketIn(await read(server)), answer: 'accept' }),
    })
    const answer = await server.app.request(request)
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([403, null])
    expect(await decisionsIn(server)).toEqual([])
  })

  it.each([
    ['has no ticket', async () => ''],
    ['has one that somebody made up', async () => `mi7a8b9c.${'A'.repeat(22)}.${'A'.repeat(43)}`],
    ['has one of another server', async () => ticketIn(await read(await setUp()))],
    [
      'is older than a day',
      async (server: Server) => {
        const ticket = ticketIn(await read(server))
        server.clock.time = new Date('2026-11-21T12:00:01.000Z')
        return ticket
      },
    ],
    [
      'asked by an earlier policy',
      async (server: Server) => {
        const ticket = ticketIn(await read(server))
        await server.sites.publish(aPolicy({ origins: [shop], cookieDomain: 'shop.example', lifetimeDays: 30 }))
        return ticket
      },
    ],
  ] as [string, (server: Server) => Promise<string>][])('whose form %s is asked for again', async (_, make) => {
    const server = await setUp()
    const answer = await submit(server, { ticket: await make(server), answer: 'accept', return: `${shop}/kassa` })
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([303, null])
    expect(answer.headers.get('Location')).toBe('choice?return=https%3A%2F%2Fwww.shop.example%2Fkassa&lang=sv')
    expect(await decisionsIn(server)).toEqual([])
  })

  it('is not taken where no answer of this server reaches the shop', async () => {
    for (const [policy, url] of [
      [shared, 'https://elsewhere.example'],
      [aPolicy({ origins: [shop] }), own],
    ] as const) {
      const server = await setUp(policy, url)
      const answer = await submit(server, { answer: 'accept' }, { Origin: url })
      expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([303, null])
      expect(await decisionsIn(server)).toEqual([])
    }
  })

  it('sets the cookie of one host where the shop passes requests on', async () => {
    const server = await setUp(aPolicy({ origins: [shop] }), `${shop}/kakburk`)
    const answer = await submit(server, { ticket: ticketIn(await read(server)), answer: 'accept' }, { Origin: shop })
    expect(answer.headers.get('Set-Cookie')).toMatch(/; Path=\/; SameSite=Lax; Secure$/)
  })

  it('is followed by no browser’s key: nobody can tell whose it was', async () => {
    const server = await setUp()
    await choose(server, 'accept')
    const [yes] = await decisionsIn(server)
    const policy = yes?.entry.policy ?? ''
    const signed = createVisitor().signed({ policy, action: 'withdraw', grants: nothing, previous: yes?.entry.id ?? '' })
    const answer = await post(server, signed, { headers: { Origin: shop } })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'key-differs'])
  })

  it('that cannot be logged is not kept either', async () => {
    const server = await setUp()
    const ticket = ticketIn(await read(server))
    server.database.connection.exec("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'full'); END")
    const answer = await submit(server, { ticket, answer: 'accept' })
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([503, null])
  })
})
