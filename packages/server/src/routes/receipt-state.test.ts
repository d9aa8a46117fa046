import type { SignedReceipt } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { makeDraft } from '../receipts/draft.ts'
import { createServer, decisionsIn, outcome, post } from '../testing/server.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'

/** A server that has the yes of a visitor, and what a browser with that yes is told of it. */
const setUp = async () => {
  const [server, visitor] = [await createServer(), createVisitor()]
  const given = await (await post(server, visitor.signed())).json()
  const state = async () => (await (await server.app.request(`/s/window-shop/receipts/${given.entry.id}/state`)).json()).state
  const page = async () => (await server.app.request(`/r/window-shop/${given.entry.id}/${given.secret}`)).text()
  const no = { grants: nothing, previous: given.entry.id as string, action: 'withdraw' } as const
  /** A receipt as its visitor would make it, with the signature of somebody else. */
  const forge = (differing: object = no): SignedReceipt => ({
    ...visitor.signed(differing),
    signature: createVisitor().signed(differing).signature,
  })
  return { server, visitor, state, page, no, forge }
}

it('obeys the withdrawal that the key of the yes has signed', async () => {
  const { server, visitor, state, no } = await setUp()
  expect(await state()).toBe('holds')
  expect(await outcome(post(server, visitor.signed(no)))).toBe(201)
  expect(await state()).toBe('withdrawn')
})

describe('a forged withdrawal', () => {
  it('is refused, and no browser is told of it', async () => {
    const { server, state, no, forge } = await setUp()
    expect(await outcome(post(server, forge()))).toBe('422 signature-wrong')
    expect(await outcome(post(server, createVisitor().signed(no)))).toBe('409 key-differs')
    expect(await decisionsIn(server)).toHaveLength(1)
    expect(await state()).toBe('holds')
  })

  it('as a no that stands alone is logged as forged, and takes nothing back', async () => {
    const { server, state, forge } = await setUp()
    expect(await outcome(post(server, forge({ action: 'reject-all', grants: nothing })))).toBe(201)
    expect(await state()).toBe('holds')
    await server.signatures.settled()
    expect(await state()).toBe('holds')
  })

  it.each([
    ['before it was checked', false],
    ['after it was checked', true],
  ])('that somebody wrote into the log itself counts for nothing, %s', async (_, isChecked) => {
    const { server, state, page, forge } = await setUp()
    await server.log.append(makeDraft(forge(), { browser: 'Firefox' }))
    server.signatures.expect('window-shop')
    if (isChecked) await server.signatures.settled()
    expect((await decisionsIn(server)).map(({ entry }) => entry.type)).toEqual(['consent', 'withdrawal'])
    expect(await state()).toBe('holds')
    expect(await page()).toContain('Ditt samtycke gäller')
  })

  it('does not keep the visitor from a withdrawal of their own', async () => {
    const { server, visitor, state, no, forge } = await setUp()
    await server.log.append(makeDraft(forge(), { browser: 'Firefox' }))
    expect(await outcome(post(server, visitor.signed(no)))).toBe(201)
    expect(await state()).toBe('withdrawn')
  })

  it('of a yes that is itself forged changes nothing for the visitor whom it names', async () => {
    const { server, state, forge, visitor } = await setUp()
    const yes = forge({})
    await post(server, yes)
    expect(await outcome(post(server, visitor.signed({ grants: nothing, previous: yes.receipt.id, action: 'withdraw' })))).toBe(
      '422 signature-wrong',
    )
    expect(await state()).toBe('holds')
  })
})
