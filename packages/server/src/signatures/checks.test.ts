import type { SignedReceipt } from '@kakburk/shared'
import { asc } from 'drizzle-orm'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { signatureChecks } from '../db/schema.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { aDraft } from '../testing/draft.ts'
import { createServer, decisionsIn, outcome, post, type Server } from '../testing/server.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'
import { createSignatureChecks } from './checks.ts'
import { judge, type Signed } from './judge.ts'
import { createThread } from './thread.ts'

/** What a visitor signed, under the signature of something else. */
const forged = (visitor = createVisitor(), differing: Parameters<typeof visitor.signed>[0] = {}): SignedReceipt => ({
  ...visitor.signed(differing),
  signature: visitor.signed().signature,
})

/** What was found, by index. */
const found = ({ database }: Pick<Server, 'database'>) =>
  Object.fromEntries(
    database.orm
      .select()
      .from(signatureChecks)
      .orderBy(asc(signatureChecks.index))
      .all()
      .map(({ index, valid }) => [index, valid]),
  )

const here = { judge: async (entries: readonly Signed[]) => entries.map(judge), close: async () => {} }

describe('the signature of a decision that follows nothing', () => {
  it.each<[string, boolean, (visitor: ReturnType<typeof createVisitor>) => SignedReceipt]>([
    ['holds', true, (visitor) => visitor.signed()],
    ['of a first no holds', true, (visitor) => visitor.signed({ action: 'reject-all', grants: nothing })],
    ['is that of something else', false, (visitor) => forged(visitor)],
    ['is of a key that is no point of the curve', false, (visitor) => visitor.signed({ key: { ...visitor.key, y: visitor.key.x } })],
  ])('%s: it is logged, and what was found is recorded once', async (_, valid, make) => {
    const server = await createServer()
    expect(await outcome(post(server, make(createVisitor())))).toBe(201)
    expect(found(server)).toEqual({})
    await server.signatures.settled()
    expect(found(server)).toEqual({ 1: valid })
    server.signatures.expect('window-shop')
    await server.signatures.settled()
    expect(server.reported).toEqual([])
    expect(found(server)).toEqual({ 1: valid })
  })
})

describe('a forged decision', () => {
  it.each(['before', 'after'])('is followed by nothing, not even under the key that it names, %s it was checked', async (when) => {
    const server = await createServer()
    const visitor = createVisitor()
    const yes = forged(visitor)
    await post(server, yes)
    if (when === 'after') await server.signatures.settled()
    const withdrawal = visitor.signed({ action: 'withdraw', grants: nothing, previous: yes.receipt.id })
    expect(await outcome(post(server, withdrawal))).toBe('422 signature-wrong')
    expect(await decisionsIn(server)).toHaveLength(1)
  })

  it('sent again is refused, and so is a forged copy of a good one: neither gets what its visitor got', async () => {
    const server = await createServer()
    const visitor = createVisitor()
    const [bad, good] = [forged(visitor), visitor.signed()]
    for (const signed of [bad, good]) expect(await outcome(post(server, signed))).toBe(201)
    expect(await outcome(post(server, bad))).toBe('422 signature-wrong')
    expect(await outcome(post(server, { ...good, signature: bad.signature }))).toBe('422 signature-wrong')
    expect(await outcome(post(server, good))).toBe(200)
  })

  it.each(['withdraw', 'choose'] as const)('is refused when it follows a yes: %s', async (action) => {
    const server = await createServer()
    const visitor = createVisitor()
    const yes = visitor.signed()
    await post(server, yes)
    const grants = action === 'choose' ? { analytics: true, marketing: false } : nothing
    const later = forged(visitor, { action, grants, previous: yes.receipt.id })
    expect(await outcome(post(server, later))).toBe('422 signature-wrong')
    expect(await decisionsIn(server)).toHaveLength(1)
  })
})

describe('signatures that nobody has checked yet', () => {
  it('are checked when the server starts again', async () => {
    const server = await createServer()
    await post(server, createVisitor().signed())
    await post(server, forged())
    await server.signatures.close()
    expect(found(server)).toEqual({})
    await createSignatureChecks(server.database, { judges: here }).settled()
    expect(found(server)).toEqual({ 1: true, 2: false })
  })

  it('are checked in groups, and what nobody signed is passed over', async () => {
    const { database } = await createServer()
    const log = createSqliteLog(database)
    const link = { by: 'link', visitor: 'v', language: 'sv', browser: 'Firefox' } as const
    await Promise.all(Array.from({ length: 600 }, (_, n) => log.append(aDraft({}, n % 3 === 0 ? link : undefined))))
    const groups: number[] = []
    const counting = { ...here, judge: (entries: readonly Signed[]) => here.judge(entries.slice(0, groups.push(entries.length) * 1000)) }
    await createSignatureChecks(database, { judges: counting }).settled()
    expect(groups).toEqual([256, 256, 88])
    expect(Object.values(found({ database }))).toEqual(Array(400).fill(false))
  })

  it('are no fault of two processes that check the same log', async () => {
    const server = await createServer()
    for (let count = 0; count < 3; count++) await post(server, createVisitor().signed())
    const reported: unknown[] = []
    const second = createSignatureChecks(server.database, { judges: here, report: (error) => reported.push(error) })
    await Promise.all([server.signatures.settled(), second.settled()])
    expect([reported, server.reported]).toEqual([[], []])
    expect(found(server)).toEqual({ 1: true, 2: true, 3: true })
  })

  it('wait for the next time when they cannot be checked now, and the reason is told', async () => {
    const server = await createServer()
    await post(server, createVisitor().signed())
    const reported: unknown[] = []
    const failing = { ...here, judge: vi.fn(here.judge).mockRejectedValueOnce(new Error('no thread')) }
    const checks = createSignatureChecks(server.database, { judges: failing, report: (error) => reported.push(error) })
    await checks.settled()
    expect(reported).toEqual([new Error('no thread')])
    expect(found(server)).toEqual({})
    checks.expect('window-shop')
    await checks.settled()
    expect(found(server)).toEqual({ 1: true })
  })
})

it('are checked on a thread of their own', async () => {
  const server = await createServer()
  await post(server, createVisitor().signed())
  await post(server, forged())
  const judges = createThread()
  onTestFinished(() => judges.close())
  await createSignatureChecks(server.database, { judges }).settled()
  expect(found(server)).toEqual({ 1: true, 2: false })
  await judges.close()
  await expect(judges.judge([])).resolves.toEqual([])
})
