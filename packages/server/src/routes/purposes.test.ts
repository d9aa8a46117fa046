import { policyName, type Receipt } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { aNo, aYes, policyWithBoxes } from '../testing/box.ts'
import { createServer, decisionsIn, outcome, post } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'

const policy = await policyName(policyWithBoxes())

const setUp = async () => {
  const server = await createServer({ policies: [policyWithBoxes(), aPolicy({ site: 'b-shop' })] })
  const { token } = await server.tokens.make({ site: 'window-shop', role: 'shop', label: 'the shop itself', days: 1 })
  const visitor = createVisitor()
  const send = async (differing: Partial<Receipt>, from = visitor) => {
    const answer = await (await post(server, from.signed(differing))).json()
    return { id: answer.entry.id as string, link: `/r/window-shop/${answer.entry.id}/${answer.secret}` }
  }
  const ask = async (id: string, { site = 'window-shop', by = token as string | null } = {}) =>
    server.app.request(`/s/${site}/purposes/${id}`, by === null ? {} : { headers: { Authorization: `Bearer ${by}` } })
  const state = async (id: string) => (await ask(id)).json()
  return { server, visitor, token, send, ask, state }
}

describe('a shop that asks what became of a box', () => {
  it('is told what was granted, by which words, and when', async () => {
    const { send, ask } = await setUp()
    const { id } = await send(aYes(policy))
    const answer = await ask(id)
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    expect(await answer.json()).toEqual({
      receipt: id,
      purpose: 'newsletter',
      granted: true,
      state: 'holds',
      at: '2026-11-20T12:00:00.500Z',
      withdrawnAt: null,
      policy,
      text: 'Ja, skicka "nyheter", =1+1',
      language: 'sv',
      page: '/kassa',
    })
  })

  it('is told of a withdrawal from the browser, by the receipt of either', async () => {
    const { server, send, state } = await setUp()
    const yes = await send(aYes(policy))
    server.clock.time = new Date('2026-11-21T08:00:00.000Z')
    const no = await send(aNo(policy, yes.id))
    const expected = { granted: false, state: 'withdrawn', withdrawnAt: '2026-11-21T08:00:00.000Z' }
    expect([await state(yes.id), await state(no.id)]).toMatchObject([expected, expected])
  })

  it('is told of a withdrawal by the link of the receipt', async () => {
    const { server, send, state } = await setUp()
    const { id, link } = await send(aYes(policy))
    const page = await (await server.app.request(link)).text()
    expect(page).toContain('Nyhetsbrevet')
    expect(page).toContain('Ja, skicka &quot;nyheter&quot;, =1+1')
    expect((await server.app.request(`${link}/withdraw`, { method: 'POST' })).status).toBe(303)
    expect(await state(id)).toMatchObject({ granted: false, state: 'withdrawn' })
    expect((await decisionsIn(server)).at(-1)?.entry).toMatchObject({
      type: 'withdrawal',
      action: 'withdraw-purpose',
      grants: { newsletter: false },
      previous: id,
    })
    expect(await (await server.app.request(link)).text()).not.toContain('/withdraw"')
  })

  it('is told nothing personal of what was erased, and that it grants nothing', async () => {
    const { server, send, state } = await setUp()
    const { id, link } = await send(aYes(policy))
    expect((await server.app.request(`${link}/erase`, { method: 'POST' })).status).toBe(200)
    expect(await state(id)).toEqual({
      receipt: id,
      purpose: 'newsletter',
      granted: false,
      state: 'erased',
      at: '2026-11-20T12:00:00.500Z',
      withdrawnAt: null,
      policy,
    })
  })

  it('is told that a no is a no', async () => {
    const { send, state } = await setUp()
    const { id } = await send(aYes(policy, { action: 'refuse-purpose', grants: { newsletter: false } }))
    expect(await state(id)).toMatchObject({ granted: false, state: 'refused' })
  })

  it('is told of a new yes, with other words, beside the old one', async () => {
    const { send, state } = await setUp()
    const first = await send(aYes(policy))
    const second = await send(aYes(policy, { previous: first.id, text: 'Ja, och erbjudanden' }))
    expect([await state(first.id), await state(second.id)]).toMatchObject([
      { granted: true, text: 'Ja, skicka "nyheter", =1+1' },
      { granted: true, text: 'Ja, och erbjudanden' },
    ])
    await send(aNo(policy, second.id))
    expect([await state(first.id), await state(second.id)]).toMatchObject([{ granted: false }, { granted: false }])
  })

  it.each(['owner', 'auditor', 'shop'] as const)('may be a %s', async (role) => {
    const { server, send, ask } = await setUp()
    const { id } = await send(aYes(policy))
    const { token } = await server.tokens.make({ site: 'window-shop', role, label: '', days: 1 })
    expect((await ask(id, { by: token })).status).toBe(200)
  })

  it('gets nothing without a token of the site and a proper role', async () => {
    const { server, token, send, ask } = await setUp()
    const { id } = await send(aYes(policy))
    const editor = await server.tokens.make({ site: 'window-shop', role: 'editor', label: '', days: 1 })
    const foreign = await server.tokens.make({ site: 'b-shop', role: 'owner', label: '', days: 1 })
    for (const by of [null, 'kak_x', editor.token, foreign.token]) expect(await outcome(ask(id, { by }))).toBe('401 token-invalid')
    expect(await outcome(ask(id, { site: 'b-shop', by: token }))).toBe('401 token-invalid')
    expect(await outcome(ask(id, { site: 'b-shop', by: foreign.token }))).toBe('404 not-found')
    expect(await outcome(ask(id, { site: 'c-shop' }))).toBe('404 site-unknown')
  })

  it('gets nothing for a receipt about cookies, for a forged one, and for one that is not there', async () => {
    const { server, visitor, send, ask } = await setUp()
    const { id } = await send({ policy })
    const forged = { ...visitor.signed(aYes(policy)), signature: createVisitor().signed(aYes(policy)).signature }
    expect((await post(server, forged)).status).toBe(201)
    for (const unknown of [id, forged.receipt.id, '00000000-0000-4000-8000-000000000000', 'x'])
      expect(await outcome(ask(unknown))).toBe('404 not-found')
  })

  it('may not export the log', async () => {
    const { server, token } = await setUp()
    const headers = { Authorization: `Bearer ${token}` }
    expect(await outcome(server.app.request('/s/window-shop/export', { headers }) as Promise<Response>)).toBe('401 token-invalid')
  })

  it('is written down once an hour, with how often', async () => {
    const { server, send, ask } = await setUp()
    const { id } = await send(aYes(policy))
    for (let count = 0; count < 3; count++) await ask(id)
    server.clock.time = new Date('2026-11-20T13:00:00.500Z')
    await ask(id)
    const lines = []
    for await (const { action, who, detail } of server.accesses.list('window-shop')) lines.push([action, who, detail])
    expect(lines).toEqual([
      ['look-up', expect.stringMatching(/^token [0-9a-f]{8}, shop "the shop itself"$/), 'purposes, by the id of a receipt'],
      ['look-up', expect.stringMatching(/shop/), 'purposes, by the id of a receipt; 2 more since the line before'],
    ])
  })
})

describe('cookies and purposes', () => {
  it('are apart, even when one key signed both: taking back the one leaves the other', async () => {
    const { server, send, state } = await setUp()
    const cookies = await send({ policy })
    const letter = await send(aYes(policy))
    const other = await send(aYes(policy, { grants: { youtube: true } }))
    const stateOfCookies = async () =>
      (await (await server.app.request(`/s/window-shop/receipts/${cookies.id}/state`)).json()).state as string
    await send(aNo(policy, letter.id))
    expect([await stateOfCookies(), await state(letter.id), await state(other.id)]).toMatchObject([
      'holds',
      { granted: false },
      { granted: true },
    ])
    await send({ policy, action: 'withdraw', grants: nothing, previous: cookies.id })
    expect([await stateOfCookies(), await state(other.id)]).toMatchObject(['withdrawn', { granted: true }])
  })

  it('are taken back by the link of the one alone', async () => {
    const { server, send, state } = await setUp()
    const cookies = await send({ policy })
    const letter = await send(aYes(policy))
    await server.app.request(`${cookies.link}/withdraw`, { method: 'POST' })
    expect(await state(letter.id)).toMatchObject({ granted: true })
    expect((await decisionsIn(server)).at(-1)?.entry).toMatchObject({ action: 'withdraw', previous: cookies.id })
  })
})

describe('the receipt of a box', () => {
  it.each<[string, (yes: string, cookies: string) => Partial<Receipt>, string]>([
    ['without its text', () => ({ ...aYes(policy), text: undefined }), '400 receipt-invalid'],
    ['with a text that was not made one line', () => aYes(policy, { text: 'a\nb' }), '400 receipt-invalid'],
    ['with a text that is too long', () => aYes(policy, { text: 'a'.repeat(2001) }), '400 receipt-invalid'],
    ['for a purpose that the policy does not have', () => aYes(policy, { grants: { letters: true } }), '400 receipt-invalid'],
    ['for two purposes', () => aYes(policy, { grants: { newsletter: true, youtube: true } }), '400 receipt-invalid'],
    ['for none', () => aYes(policy, { grants: {} }), '400 receipt-invalid'],
    ['that says yes and refuses', () => aYes(policy, { grants: { newsletter: false } }), '400 receipt-invalid'],
    ['that takes back nothing', (yes) => ({ ...aNo(policy, yes), previous: null }), '400 receipt-invalid'],
    ['that refuses what it follows', (yes) => aNo(policy, yes, { action: 'refuse-purpose' }), '400 receipt-invalid'],
    ['that follows an answer about cookies', (_, cookies) => aYes(policy, { previous: cookies }), '400 receipt-invalid'],
    ['that takes back another purpose', (yes) => aNo(policy, yes, { grants: { youtube: false } }), '400 receipt-invalid'],
    ['that takes back cookies', (yes) => ({ policy, action: 'withdraw', grants: nothing, previous: yes }), '400 receipt-invalid'],
    ['that follows what is not there', () => aNo(policy, '00000000-0000-4000-8000-000000000000'), '409 previous-unknown'],
  ])('is refused: one %s', async (_, differing, expected) => {
    const { server, visitor, send } = await setUp()
    const yes = await send(aYes(policy))
    const cookies = await send({ policy })
    const { text, ...receipt } = visitor.receipt(differing(yes.id, cookies.id))
    const signed = visitor.sign(text === undefined ? receipt : { ...receipt, text })
    expect(await outcome(post(server, signed))).toBe(expected)
  })

  it('is refused by a policy without purposes, and a text by a decision about cookies', async () => {
    const [server, visitor] = [await createServer(), createVisitor()]
    expect(await outcome(post(server, visitor.signed({ action: 'grant-purpose', grants: { newsletter: true }, text: 'Ja' })))).toBe(
      '400 receipt-invalid',
    )
    expect(await outcome(post(server, visitor.signed({ text: 'Ja' })))).toBe('400 receipt-invalid')
  })

  it('of the greatest length fits, in whatever script', async () => {
    const { send, state } = await setUp()
    const { id } = await send(aYes(policy, { text: '語'.repeat(2000), page: `/${'a'.repeat(511)}` }))
    expect((await state(id)).text).toHaveLength(2000)
  })

  it('sent twice is logged once', async () => {
    const { server, visitor } = await setUp()
    const signed = visitor.signed(aYes(policy))
    expect([(await post(server, signed)).status, (await post(server, signed)).status]).toEqual([201, 200])
    expect(await decisionsIn(server)).toHaveLength(1)
  })

  it('of a no belongs to no visitor, and that of a yes says nothing of its words in the public half', async () => {
    const { server, send } = await setUp()
    await send(aYes(policy, { action: 'refuse-purpose', grants: { newsletter: false } }))
    await send(aYes(policy))
    const [no, yes] = await decisionsIn(server)
    expect(no?.personal?.half.visitor).toBeUndefined()
    expect(yes?.personal?.half).toMatchObject({ text: 'Ja, skicka "nyheter", =1+1', visitor: expect.any(String) })
    expect(yes?.text).not.toContain('nyheter')
  })
})
