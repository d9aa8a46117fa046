import { randomUUID } from 'node:crypto'
import { setImmediate, setTimeout } from 'node:timers/promises'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aDraft } from '../testing/draft.ts'
import { execute, makeFile, openFile, query } from '../testing/sqlite.ts'
import { verifyLog } from '../testing/verify.ts'
import { createSequencer } from './sequencer.ts'
import { createSqliteLog } from './sqlite.ts'
import type { Outcome } from './writer.ts'

/** A log as `kakburk serve` opens it. */
const serve = (patience?: number) => {
  const file = makeFile()
  return { file, log: createSqliteLog(openFile(file, { patience: 0 }), patience === undefined ? {} : { patience }) }
}

const outcomes = async (appended: Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(appended)).map((each) => (each.status === 'fulfilled' ? 'taken' : (each.reason.code ?? each.reason.message)))

describe('what is appended in one turn', () => {
  it('is answered in its order, once it is on disk', async () => {
    const { file, log } = serve()
    const appended = Array.from({ length: 5 }, () => log.append(aDraft()))
    expect(await log.size('window-shop')).toBe(0)
    for (const [place, each] of appended.entries()) {
      expect((await each).logged.index).toBe(place)
      expect(query(file, 'SELECT count(*) AS count FROM entries')).toEqual([{ count: 5 }])
    }
  })

  it('goes on without the one that the database refuses', async () => {
    const { file, log } = serve()
    const id = randomUUID()
    execute(file, `CREATE TRIGGER bad BEFORE INSERT ON entries WHEN NEW.id = '${id}' BEGIN SELECT RAISE(ABORT, 'bad'); END`)
    const drafts = [aDraft(), aDraft({ id }), aDraft()]
    expect(await outcomes(drafts.map((draft) => log.append(draft)))).toEqual(['taken', 'SQLITE_CONSTRAINT_TRIGGER', 'taken'])
    expect(await verifyLog(log)).toEqual({ size: 2, checkpoints: 2 })
  })

  it.each([
    ['goes on without a site of which a page is damaged', 'SQLITE_CORRUPT_INDEX', ['SQLITE_CORRUPT_INDEX', 'taken', 'taken']],
    ['is refused as one when the disk is full', 'SQLITE_FULL', ['SQLITE_FULL', 'SQLITE_FULL', 'SQLITE_FULL']],
  ])('%s', async (_, code, expected) => {
    const append = createSequencer((wishes) => {
      if (wishes.some(({ draft }) => draft.entry.site === 'a-shop')) throw new Client.SqliteError('x', code)
      return wishes.map(() => ({ isNew: true }) as Outcome)
    }, 0)
    expect(await outcomes(['a-shop', 'b-shop', 'c-shop'].map((site) => append({ draft: aDraft({ site }) })))).toEqual(expected)
  })

  it('waits for another process that has the database, while everything else goes on', async () => {
    const { file, log } = serve()
    const other = new Client(file)
    onTestFinished(() => void other.close())
    other.exec('BEGIN IMMEDIATE')
    const appended = [log.append(aDraft()), log.append(aDraft())]
    const start = performance.now()
    await setTimeout(50)
    expect(performance.now() - start).toBeLessThan(500)
    appended.push(log.append(aDraft()))
    other.exec('COMMIT')
    expect(await outcomes(appended)).toEqual(['taken', 'taken', 'taken'])
    expect(await verifyLog(log)).toEqual({ size: 3, checkpoints: 2 })
  })

  it('is refused when that takes too long, and taken when it comes again', async () => {
    const { file, log } = serve(50)
    const other = new Client(file)
    onTestFinished(() => void other.close())
    other.exec('BEGIN IMMEDIATE')
    const drafts = Array.from({ length: 20 }, () => aDraft())
    const start = performance.now()
    expect(await outcomes(drafts.map((draft) => log.append(draft)))).toEqual(Array(20).fill('SQLITE_BUSY'))
    // Together, and not one after the other.
    expect(performance.now() - start).toBeLessThan(20 * 50)
    other.exec('COMMIT')
    expect(await outcomes(drafts.map((draft) => log.append(draft)))).toEqual(Array(20).fill('taken'))
  })
})

describe('a queue', () => {
  const appended = { isNew: true } as Outcome

  it('takes 10,000 at most, and then some more when those are done', async () => {
    const groups: number[] = []
    const append = createSequencer((wishes) => {
      groups.push(wishes.length)
      return wishes.map(() => appended)
    }, 0)
    const wish = { draft: aDraft() }
    const all = await outcomes(Array.from({ length: 10_001 }, () => append(wish)))
    expect([all.filter((each) => each === 'taken').length, all.at(-1)]).toEqual([10_000, 'storage-unavailable'])
    expect(groups).toEqual(Array(10).fill(1000))
    expect(await append(wish)).toBe(appended)
  })

  it.each([
    { name: 'what comes turn by turn', turns: 20, before: [], after: [20] },
    { name: 'no more than 1,000 of what does not end', turns: 1100, before: [1000], after: [1000, 100] },
  ])('takes $name in one group', async ({ turns, before, after }) => {
    const groups: number[] = []
    const append = createSequencer((wishes) => {
      groups.push(wishes.length)
      return wishes.map(() => appended)
    }, 0)
    const all: Promise<unknown>[] = []
    for (let turn = 0; turn < turns; turn++) {
      all.push(append({ draft: aDraft() }))
      await setImmediate()
    }
    expect(groups).toEqual(before)
    await Promise.all(all)
    expect(groups).toEqual(after)
  })
})
