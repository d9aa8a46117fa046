import { canonical } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createServer, post } from '../testing/server.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'
import { verifyReceipt } from './receipt.ts'

/** A receipt as its visitor got it, among others in the log, and the keys of that log. */
const setUp = async () => {
  const server = await createServer()
  for (let count = 0; count < 5; count++) await post(server, createVisitor().signed())
  const visitor = createVisitor()
  const saved = JSON.parse(await (await post(server, visitor.signed())).text())
  const keys = await (await server.app.request('/s/window-shop/key')).text()
  return { server, visitor, saved, keys }
}

/** As much of an answer as a test changes. */
type Answer = { index: number; proof: string; salt: string; entry: { grants: object }; personal: object }

const holds = async (saved: unknown, keys: string) => {
  const { logged, personal, signature } = await verifyReceipt(JSON.stringify(saved), keys)
  return [logged, personal, signature].map((finding) => finding.holds)
}

describe('a saved receipt', () => {
  it('holds, however it is written down', async () => {
    const { saved, keys } = await setUp()
    const report = await verifyReceipt(JSON.stringify(saved, null, 2), keys)
    expect(report).toMatchObject({ logged: { holds: true }, personal: { holds: true }, signature: { holds: true } })
    expect(report.logged.proven).toMatchObject({ index: 6, size: 7 })
    const turned = Object.fromEntries(Object.entries(saved.entry).reverse())
    expect(await holds({ ...saved, entry: turned, link: 'https://consent.example/r' }, keys)).toEqual([true, true, true])
  })

  it('of a withdrawal and of a first no hold as well', async () => {
    const { server, visitor, saved, keys } = await setUp()
    const withdrawal = visitor.signed({ action: 'withdraw', grants: nothing, previous: saved.entry.id })
    const no = createVisitor().signed({ action: 'reject-all', grants: nothing })
    for (const signed of [withdrawal, no]) expect(await holds(await (await post(server, signed)).json(), keys)).toEqual([true, true, true])
  })

  it('without what is personal shows that it was logged, and no more', async () => {
    const { saved, keys } = await setUp()
    const { personal: _, salt: __, ...rest } = saved
    expect(await holds(rest, keys)).toEqual([true, null, null])
  })

  it('of a withdrawal by link was signed by nobody', async () => {
    const { server, saved, keys } = await setUp()
    const half = { by: 'link', visitor: saved.personal.visitor, language: 'sv', browser: 'Firefox' } as const
    const draft = {
      ...saved.entry,
      type: 'withdrawal',
      id: crypto.randomUUID(),
      action: 'withdraw',
      grants: nothing,
      previous: saved.entry.id,
    }
    const { v: _, at: __, commitment: ___, ...entry } = draft
    const { logged, proof } = await server.log.append({ entry, half })
    const salt = Buffer.from(logged.personal?.salt ?? []).toString('base64url')
    expect(await holds({ index: logged.index, entry: logged.entry, personal: half, salt, proof }, keys)).toEqual([true, true, null])
  })
})

describe('a saved receipt does not hold', () => {
  const other = createVisitor()

  it.each<[string, (saved: Answer) => void, (boolean | null)[]]>([
    ['with other grants', ({ entry }) => Object.assign(entry.grants, { marketing: false }), [false, true, false]],
    ['of another time', ({ entry }) => Object.assign(entry, { at: '2026-11-20T12:00:00.501Z' }), [false, true, true]],
    ['of another site', ({ entry }) => Object.assign(entry, { site: 'other-shop' }), [false, true, false]],
    ['at another index', (saved) => Object.assign(saved, { index: 5 }), [false, true, true]],
    ['with the proof of nothing', (saved) => Object.assign(saved, { proof: 'proof' }), [false, true, true]],
    ['on another page', ({ personal }) => Object.assign(personal, { page: '/other' }), [true, false, false]],
    ['in another browser', ({ personal }) => Object.assign(personal, { browser: 'Firefox' }), [true, false, true]],
    ['by another key', ({ personal }) => Object.assign(personal, { key: other.key }), [true, false, false]],
    ['by no key', ({ personal }) => Object.assign(personal, { key: { ...other.key, y: other.key.x } }), [true, false, false]],
    ['under another signature', ({ personal }) => Object.assign(personal, { signature: other.signed().signature }), [true, false, false]],
    ['under another salt', (saved) => Object.assign(saved, { salt: 'A'.repeat(43) }), [true, false, true]],
    ['with a salt that is none', (saved) => Object.assign(saved, { salt: '!' }), [true, false, true]],
    ['with an entry that is none', (saved) => Object.assign(saved, { entry: {} }), [false, false, false]],
  ])('%s', async (_, change, expected) => {
    const { saved, keys } = await setUp()
    change(saved)
    expect(await holds(saved, keys)).toEqual(expected)
  })

  it('by the key of another log, though it have the same name', async () => {
    const { saved } = await setUp()
    const { keys } = await setUp()
    const { logged } = await verifyReceipt(canonical(saved), keys)
    expect(logged).toEqual({ holds: false, why: expect.stringContaining('none of the known keys') })
  })

  it.each([
    ['body-not-json', 'yes', ''],
    ['receipt-invalid', '[]', ''],
    ['receipt-invalid', '{"index":1,"entry":null,"proof":""}', ''],
    ['note-invalid', '{"index":1,"entry":{},"proof":""}', 'a key'],
  ])('and is refused as %s: %s', async (code, text, keys) => {
    await expect(verifyReceipt(text, keys)).rejects.toMatchObject({ code })
  })
})
