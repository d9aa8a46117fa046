import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createServer, decisionsIn, outcome, post, type Server } from '../testing/server.ts'
import { createVisitor, everything, nothing } from '../testing/visitor.ts'
import { verifyReceipt } from '../verify/receipt.ts'

const other = 'A'.repeat(43)

/** A server with a receipt, what its visitor was given, and the path of its link. */
const setUp = async (visitor = createVisitor()) => {
  const server = await createServer()
  const given = await (await post(server, visitor.signed())).json()
  return { server, visitor, given, link: `/r/window-shop/${given.entry.id}/${given.secret}` }
}

const get = (server: Server, path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers })
const submit = (server: Server, path: string, headers: Record<string, string> = {}) =>
  server.app.request(path, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', 'User-Agent': 'Firefox/145.0', ...headers } })
const stateOf = async (server: Server, id: string) =>
  (await (await get(server, `/s/window-shop/receipts/${id}/state`)).json()) as { state?: string; code?: string }

describe('the link of a receipt', () => {
  it('shows what was answered, in the language in which it was asked', async () => {
    const { server, link } = await setUp()
    const page = await (await get(server, link)).text()
    expect(page).toContain('<html lang="sv" dir="ltr">')
    for (const text of ['Fönsterbutiken AB', 'Ditt samtycke gäller', 'Du godkände alla', 'Statistik', '/kassa', 'window-shop/1']) {
      expect(page).toContain(text)
    }
    const english = await setUp()
    const given = await (await post(english.server, createVisitor().signed({ language: 'en' }))).json()
    expect(await (await get(english.server, `/r/window-shop/${given.entry.id}/${given.secret}`)).text()).toContain('Your consent stands')
  })

  it('goes into no cache, no search engine, no Referer and no frame, and runs no script', async () => {
    const { server, link } = await setUp()
    for (const path of [link, `${link}/erase`, `${link}/data.json`, `/r/window-shop/${randomUUID()}/${other}`]) {
      const { headers } = await get(server, path)
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('X-Robots-Tag')).toBe('noindex')
      expect(headers.get('Content-Security-Policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      )
    }
  })

  it('shows what a page of the shop wrote as text and not as markup', async () => {
    const server = await createServer()
    const given = await (await post(server, createVisitor().signed({ page: '/%3C&<script>' }))).json()
    const page = await (await get(server, `/r/window-shop/${given.entry.id}/${given.secret}`)).text()
    expect(page).toContain('/%3C&amp;&lt;script&gt;')
    expect(page).not.toContain('<script')
  })

  it.each(['GET', 'HEAD'])('changes nothing by %s', async (method) => {
    const { server, link } = await setUp()
    for (const path of ['', '/withdraw', '/erase', '/data.json']) await server.app.request(`${link}${path}`, { method })
    expect(await decisionsIn(server)).toHaveLength(1)
    expect((await get(server, link)).status).toBe(200)
  })
})

describe('a withdrawal by the link', () => {
  it('is logged as what it is, by nobody but the holder of the link', async () => {
    const { server, given, link } = await setUp()
    const answer = await submit(server, `${link}/withdraw`)
    expect([answer.status, new URL(answer.headers.get('Location') ?? '', `https://x${link}/withdraw`).pathname]).toEqual([303, link])
    const [, logged] = await decisionsIn(server)
    expect(logged?.entry).toMatchObject({ type: 'withdrawal', action: 'withdraw', grants: nothing, previous: given.entry.id })
    expect(logged?.personal?.half).toEqual({ by: 'link', visitor: given.personal.visitor, language: 'sv', browser: 'Firefox' })
    const page = await (await get(server, link)).text()
    expect(page).toContain('Du har tagit tillbaka ditt samtycke')
    expect(page).not.toContain('/withdraw"')
  })

  it('tells the browser that said yes, and that of every later yes', async () => {
    const { server, visitor, given, link } = await setUp()
    const later = visitor.signed({ action: 'choose', grants: { analytics: true, marketing: false }, previous: given.entry.id })
    await post(server, later)
    expect(await stateOf(server, later.receipt.id)).toEqual({ state: 'holds' })
    await submit(server, `${link}/withdraw`)
    for (const id of [given.entry.id, later.receipt.id]) expect(await stateOf(server, id)).toEqual({ state: 'withdrawn' })
    expect((await decisionsIn(server)).at(-1)?.entry.previous).toBe(later.receipt.id)
  })

  it('done twice, one after the other or at once, is logged once', async () => {
    const { server, link } = await setUp()
    await Promise.all([1, 2, 3].map(() => submit(server, `${link}/withdraw`)))
    await submit(server, `${link}/withdraw`)
    expect(await decisionsIn(server)).toHaveLength(2)
  })

  it('counts before a yes that its browser had made earlier and delivers later, and not before a later one', async () => {
    const { server, visitor, given, link } = await setUp()
    await submit(server, `${link}/withdraw`)
    const yes = { action: 'accept-all', grants: everything, previous: given.entry.id } as const
    const [early, late] = [visitor.signed(yes), visitor.signed({ ...yes, browserTime: '2026-11-20T13:00:00.000Z' })]
    for (const signed of [early, late]) expect(await outcome(post(server, signed))).toBe(201)
    expect(await stateOf(server, early.receipt.id)).toEqual({ state: 'withdrawn' })
    expect(await stateOf(server, late.receipt.id)).toEqual({ state: 'holds' })
  })

  it('of a no has nothing to take back', async () => {
    const server = await createServer()
    const given = await (await post(server, createVisitor().signed({ action: 'reject-all', grants: nothing }))).json()
    const link = `/r/window-shop/${given.entry.id}/${given.secret}`
    await submit(server, `${link}/withdraw`)
    expect(await decisionsIn(server)).toHaveLength(1)
    expect(await (await get(server, link)).text()).toContain('Du har inte samtyckt')
  })

  it.each(['cross-site', 'same-site'])('is not taken from a form of another page: %s', async (from) => {
    const { server, link } = await setUp()
    expect((await submit(server, `${link}/withdraw`, { 'Sec-Fetch-Site': from })).status).toBe(404)
    expect(await decisionsIn(server)).toHaveLength(1)
  })
})

describe('what is held about a visitor', () => {
  it('is given as a file, in which each receipt can be checked by itself', async () => {
    const { server, visitor, given, link } = await setUp()
    await post(server, visitor.signed({ action: 'choose', grants: { analytics: true, marketing: false }, previous: given.entry.id }))
    await post(server, createVisitor().signed())
    await submit(server, `${link}/withdraw`)
    const answer = await get(server, `${link}/data.json`)
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment/)
    const { receipts } = (await answer.json()) as { receipts: { entry: { action: string }; by: string; standing: string }[] }
    expect(receipts.map(({ entry, by }) => `${entry.action} ${by}`)).toEqual(['accept-all browser', 'choose browser', 'withdraw link'])
    const keys = await (await get(server, '/s/window-shop/key')).text()
    for (const receipt of receipts) {
      const { logged, personal, signature } = await verifyReceipt(JSON.stringify(receipt), keys)
      expect([logged.holds, personal.holds, signature.holds]).toEqual([true, true, receipt.by === 'link' ? null : true])
    }
  })

  it('is erased, with the link, and only of this visitor', async () => {
    const { server, visitor, given, link } = await setUp()
    const later = visitor.signed({ action: 'choose', grants: { analytics: true, marketing: false }, previous: given.entry.id })
    await post(server, later)
    const neighbour = await (await post(server, createVisitor().signed())).json()
    expect(await (await get(server, `${link}/erase`)).text()).toContain('Det går inte att ångra')
    const answer = await submit(server, `${link}/erase`)
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Dina uppgifter är raderade')])
    expect((await decisionsIn(server)).map(({ personal }) => personal !== null)).toEqual([false, false, true, false])
    expect((await decisionsIn(server)).at(-1)?.entry).toMatchObject({ type: 'erasure', erased: [1, 2] })
    expect((await get(server, link)).status).toBe(404)
    expect(await stateOf(server, later.receipt.id)).toEqual({ state: 'erased' })
    expect(await stateOf(server, neighbour.entry.id)).toEqual({ state: 'holds' })
  })
})

describe('a wrong link', () => {
  /** What can be told of an answer, without what differs at every request. */
  const tell = async (answer: Response) => [answer.status, [...answer.headers].sort(), await answer.text()]

  it('gets nothing and no hint, whatever is wrong with it', async () => {
    const { server, given, link } = await setUp()
    const forger = createVisitor()
    const forged = await post(server, { ...createVisitor().signed({ key: forger.key }), signature: forger.signed().signature })
    const { entry, secret } = await forged.json()
    const reference = await tell(await get(server, `/r/window-shop/${randomUUID()}/${other}`))
    expect(reference[0]).toBe(404)
    for (const wrong of [
      `/r/window-shop/${given.entry.id}/${other}`,
      `/r/window-shop/${given.entry.id}/x`,
      `/r/window-shop/${randomUUID()}/${given.secret}`,
      `/r/no-such-shop/${given.entry.id}/${given.secret}`,
      `/r/window-shop/x/${given.secret}`,
      // The secret of a forged receipt opens nothing, least of all what belongs to the visitor whom it names.
      `/r/window-shop/${entry.id}/${secret}`,
      `/r/window-shop/${given.entry.id}/${other}/data.json`,
      `/r/window-shop/${given.entry.id}/${other}/erase`,
    ]) {
      const fresh = { ...server, app: server.app }
      expect(await tell(await get(fresh, wrong))).toEqual(reference)
    }
    expect((await get(server, link)).status).toBe(200)
    for (const path of ['withdraw', 'erase']) {
      expect(
        (await submit(server, `/r/window-shop/${given.entry.id}/${other}/${path}`, { 'X-Real-IP': 'b' })).status,
      ).toBeGreaterThanOrEqual(404)
    }
    expect(await decisionsIn(server)).toHaveLength(2)
  })

  it('is slowed after ten of them, by address, as a trusted proxy says it', async () => {
    const { given } = await setUp()
    const server = await createServer({ addressHeader: 'X-Forwarded-For' })
    const from = (address: string) =>
      get(server, `/r/window-shop/${given.entry.id}/${other}`, { 'X-Forwarded-For': `10.0.0.1, ${address}` })
    for (let count = 0; count < 10; count++) expect((await from('203.0.113.7')).status).toBe(404)
    const slowed = await from('203.0.113.7')
    expect([slowed.status, slowed.headers.get('Retry-After')]).toEqual([429, '60'])
    expect((await from('203.0.113.8')).status).toBe(404)
    server.clock.time = new Date('2026-11-20T12:01:01.000Z')
    expect((await from('203.0.113.7')).status).toBe(404)
  })

  it('of a forged receipt does not show in the history of the visitor whom it names', async () => {
    const { server, visitor, link } = await setUp()
    await post(server, { ...visitor.signed({ page: '/forged' }), signature: visitor.signed().signature })
    expect(await (await get(server, `${link}/data.json`)).text()).not.toContain('/forged')
  })
})

it('tells where a receipt stands, in one word, to any page', async () => {
  const { server, given } = await setUp()
  const answer = await get(server, `/s/window-shop/receipts/${given.entry.id}/state`)
  expect([answer.headers.get('Access-Control-Allow-Origin'), await answer.text()]).toEqual(['*', '{"state":"holds"}'])
  expect(await stateOf(server, randomUUID())).toMatchObject({ code: 'not-found' })
})

it('says that it did not work when the database does not answer, and tells the operator why', async () => {
  const { server, link } = await setUp()
  server.database.close()
  const answer = await get(server, link)
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('That did not work')])
  expect(server.reported).toHaveLength(1)
})
