import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { aDraft, half } from '../testing/draft.ts'
import { createServer } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { startDaily } from './daily.ts'
import { createErasure } from './erasure.ts'
import { createRules, keepRules } from './retention.ts'

const setUp = async () => {
  const server = await createServer({ policies: [aPolicy(), aPolicy({ site: 'b-shop' })] })
  onTestFinished(() => server.database.close())
  const parts = { rules: createRules(server.database), log: server.log, erasure: createErasure(server), now: () => server.clock.time }
  const keptIn = async (site: string) => {
    const kept = []
    for await (const { index, personal } of server.log.entries(site)) if (personal) kept.push(index)
    return kept
  }
  /** Two entries a day at each site, from the 20th. */
  for (const day of ['20', '21', '22']) {
    server.clock.time = new Date(`2026-11-${day}T12:00:00.000Z`)
    for (const site of ['window-shop', 'b-shop']) for (let count = 0; count < 2; count++) await server.log.append(aDraft({ site }))
  }
  return { server, parts, keptIn }
}

it('is kept for as long as the rule of the site says, to the moment', async () => {
  const { server, parts, keptIn } = await setUp()
  parts.rules.set('window-shop', 30)
  server.clock.time = new Date('2026-12-21T12:00:00.000Z')
  expect(await keepRules(parts)).toBe(2)
  expect(await keptIn('window-shop')).toEqual([3, 4, 5, 6])
  server.clock.time = new Date('2026-12-21T12:00:00.001Z')
  expect(await keepRules(parts)).toBe(2)
  expect(await keptIn('window-shop')).toEqual([5, 6])
})

it('is logged as an erasure on its account, and once', async () => {
  const { server, parts } = await setUp()
  parts.rules.set('window-shop', 1)
  server.clock.time = new Date('2026-11-22T00:00:00.000Z')
  expect([await keepRules(parts), await keepRules(parts)]).toEqual([2, 0])
  const entries = []
  for await (const { entry } of server.log.entries('window-shop')) if (entry.type === 'erasure') entries.push(entry)
  expect(entries).toMatchObject([{ action: 'erase', erased: [1, 2], reason: 'retention' }])
})

it('is kept for ever by a site without a rule, and by one whose rule was taken away', async () => {
  const { server, parts, keptIn } = await setUp()
  parts.rules.set('window-shop', 1)
  parts.rules.set('window-shop', undefined)
  server.clock.time = new Date('2036-11-20T12:00:00.000Z')
  expect([await keepRules(parts), parts.rules.list(), parts.rules.read('window-shop')]).toEqual([0, [], undefined])
  expect(await keptIn('b-shop')).toHaveLength(6)
})

it('is erased of more entries than one entry names', async () => {
  const { server, parts, keptIn } = await setUp()
  await Promise.all(Array.from({ length: 1100 }, () => server.log.append(aDraft())))
  parts.rules.set('window-shop', 1)
  server.clock.time = new Date('2026-12-20T12:00:00.000Z')
  expect(await keepRules(parts)).toBe(1106)
  expect(await keptIn('window-shop')).toEqual([])
})

it('is looked at by itself at once and then every day, and a failure is reported', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const clock = { time: new Date('2026-11-20T12:00:00.000Z') }
  const [times, reported] = [[] as string[], [] as unknown[]]
  const daily = startDaily(
    async () => {
      times.push(clock.time.toISOString())
      if (times.length === 2) throw new Error('no room')
    },
    { now: () => clock.time, report: (error) => void reported.push(error) },
  )
  await vi.advanceTimersByTimeAsync(0)
  for (let hour = 0; hour < 60; hour++) {
    clock.time = new Date(clock.time.getTime() + 3_600_000)
    await vi.advanceTimersByTimeAsync(3_600_000)
  }
  await daily.stop()
  await vi.advanceTimersByTimeAsync(200_000_000)
  expect(times).toEqual(['2026-11-20T12:00:00.000Z', '2026-11-21T12:00:00.000Z', '2026-11-22T12:00:00.000Z'])
  expect(reported.map(String)).toEqual(['Error: no room'])
})

describe('a yes to a purpose', () => {
  const yes = { action: 'grant-purpose', grants: { newsletter: true } } as const
  const no = { action: 'withdraw-purpose', type: 'withdrawal', grants: { newsletter: false } } as const
  const reader = { ...half, visitor: 'reader' }
  const after = async (given: Parameters<typeof aDraft>[0][]) => {
    const { server, parts, keptIn } = await setUp()
    for (const differing of given) await server.log.append(aDraft(differing, reader))
    parts.rules.set('window-shop', 30)
    server.clock.time = new Date('2027-12-21T12:00:00.000Z')
    await keepRules(parts)
    return keptIn('window-shop')
  }

  it('is kept beyond the rule while it stands, as its proof is needed', async () => {
    expect(await after([yes])).toEqual([7])
  })

  it('is erased once its withdrawal is older than the rule, with that', async () => {
    expect(await after([yes, no])).toEqual([])
  })

  it('is kept as long as its withdrawal', async () => {
    const { server, parts, keptIn } = await setUp()
    await server.log.append(aDraft(yes, reader))
    server.clock.time = new Date('2027-12-20T12:00:00.000Z')
    await server.log.append(aDraft(no, reader))
    parts.rules.set('window-shop', 30)
    await keepRules(parts)
    expect(await keptIn('window-shop')).toEqual([7, 8])
  })

  it('that was refused is erased like every other answer', async () => {
    expect(await after([{ action: 'refuse-purpose', grants: { newsletter: false } }])).toEqual([])
  })
})
