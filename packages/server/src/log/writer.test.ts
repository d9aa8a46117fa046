import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { aDraft } from '../testing/draft.ts'
import { execute, makeFile, openFile, openLog, query } from '../testing/sqlite.ts'
import { verifyLog } from '../testing/verify.ts'
import { createSqliteLog } from './sqlite.ts'
import { createWriter } from './writer.ts'

const drafts = (count: number) => Array.from({ length: count }, () => aDraft({}, null))

/** Appends so many entries as fast as it goes. */
const fill = (file: string, count: number): void => {
  const { append } = createWriter(openFile(file))
  for (let left = count; left > 0; left -= 1000) append(drafts(Math.min(left, 1000)).map((draft) => ({ draft })))
}

/** Takes everything out of a database that is newer than entries, as if an earlier version of this program had written it. */
const makeOld = (file: string): void =>
  execute(
    file,
    ['tiles', 'checkpoints', 'site_keys'].map((table) => `DROP TRIGGER ${table}_stay; DELETE FROM ${table};`).join('') +
      'DELETE FROM receipt_secrets',
  )

describe('a group of drafts', () => {
  it('has one checkpoint to a site', async () => {
    const file = makeFile()
    const log = openLog(file)
    const all = [...drafts(200), ...drafts(3).map(({ entry, half }) => ({ entry: { ...entry, site: 'b-shop' }, half }))]
    const appended = await Promise.all(all.map((draft) => log.append(draft)))
    expect(appended.map(({ logged }) => logged.index)).toEqual([...Array(200).keys(), 0, 1, 2])
    expect(query(file, 'SELECT site, size FROM checkpoints ORDER BY site')).toEqual([
      { site: 'b-shop', size: 3 },
      { site: 'window-shop', size: 200 },
    ])
    expect(await verifyLog(log)).toEqual({ size: 200, checkpoints: 1 })
  })

  it('that only comes again writes nothing', async () => {
    const file = makeFile()
    const log = openLog(file)
    const draft = aDraft()
    await log.append(draft)
    execute(file, "CREATE TRIGGER full BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'no room'); END")
    expect(await log.append(draft)).toMatchObject({ isNew: false, logged: { index: 0 } })
  })

  it('fills the tiles that its entries make full', async () => {
    const file = makeFile()
    fill(file, 600)
    const rows = query<{ size: number }>(file, 'SELECT level, "index", length(root) AS root, length(hashes) AS size FROM tiles')
    expect(rows).toEqual([
      { level: 0, index: 0, root: 32, size: 8192 },
      { level: 0, index: 1, root: 32, size: 8192 },
    ])
    expect(await verifyLog(openLog(file))).toEqual({ size: 600, checkpoints: 1 })
  })
})

describe('a log that others write to as well', () => {
  it('goes on where they stopped', async () => {
    const file = makeFile()
    const [first, second] = [openLog(file), openLog(file)]
    for (let turn = 0; turn < 300; turn++) await (turn % 3 === 0 ? first : second).append(aDraft({}, null))
    expect(await verifyLog(first)).toEqual({ size: 300, checkpoints: 300 })
    expect(await second.checkpoint('window-shop')).toEqual(await first.checkpoint('window-shop'))
  })

  it('believes nothing that did not reach the disk with the change that it was part of', async () => {
    const file = makeFile()
    const database = openFile(file)
    const [writer, other] = [createWriter(database), createWriter(database)]
    const append = (by: typeof writer, count: number) => by.append(drafts(count).map((draft) => ({ draft })))
    append(writer, 255)
    const rolledBack = () =>
      database.change(() => {
        append(writer, 300)
        throw new Error('after all not')
      })
    expect(rolledBack).toThrow('after all not')
    append(other, 300)
    append(writer, 1)
    expect(await verifyLog(openLog(file))).toEqual({ size: 556, checkpoints: 3 })
  })
})

describe('a log of before there were checkpoints', () => {
  it.each([1, 255, 256, 700])('of %i entries gets its tiles, its first key and a checkpoint when it is asked for one', async (size) => {
    const file = makeFile()
    fill(file, size)
    makeOld(file)
    const log = openLog(file)
    expect((await log.checkpoint('window-shop'))?.size).toBe(size)
    expect(await verifyLog(log)).toEqual({ size, checkpoints: 1 })
  })

  it('gets them with its next entry too', async () => {
    const file = makeFile()
    fill(file, 700)
    makeOld(file)
    const log = openLog(file)
    expect((await log.append(aDraft())).logged.index).toBe(700)
    expect(await verifyLog(log)).toEqual({ size: 701, checkpoints: 1 })
    expect(await verifyLog(openLog(file))).toEqual({ size: 701, checkpoints: 1 })
  })

  it('gets them when its key, which was missing, is back', async () => {
    const file = makeFile()
    fill(file, 700)
    execute(file, 'DROP TRIGGER tiles_stay; DELETE FROM tiles')
    renameSync(`${file}.keys`, `${file}.lost`)
    const log = openLog(file)
    await expect(log.append(aDraft())).rejects.toMatchObject({ code: 'storage-unavailable' })
    renameSync(`${file}.lost`, `${file}.keys`)
    expect((await log.append(aDraft())).logged.index).toBe(700)
    expect((await verifyLog(log)).size).toBe(701)
    expect(await log.prove('window-shop', 0)).toHaveLength(10)
  })

  it('takes in what an earlier version adds while it still runs', async () => {
    const file = makeFile()
    const log = openLog(file)
    await log.append(aDraft())
    const { entry } = aDraft()
    const text = JSON.stringify(entry)
    execute(file, `INSERT INTO entries VALUES ('window-shop', 1, '${entry.id}', '2026-11-20T12:00:00.000Z', '${text}', x'00')`)
    await log.append(aDraft())
    expect(await verifyLog(log)).toEqual({ size: 3, checkpoints: 2 })
  })
})

describe('a log that was damaged', () => {
  it.each([
    ['an entry of its last tile was changed', `UPDATE entries SET entry = '{}' WHERE "index" = 650`],
    ['a tile was changed', 'UPDATE tiles SET root = zeroblob(32) WHERE "index" = 1'],
    ['its last entries are gone', 'DELETE FROM entries WHERE "index" > 650'],
  ])('is not signed on: %s', async (_, statement) => {
    const file = makeFile()
    fill(file, 700)
    execute(
      file,
      `DROP TRIGGER entries_stay; DROP TRIGGER entries_stay_as_they_are; DROP TRIGGER tiles_stay_as_they_are; PRAGMA foreign_keys = OFF; ${statement}`,
    )
    const log = openLog(file)
    await expect(log.append(aDraft())).rejects.toMatchObject({
      code: 'storage-unavailable',
      cause: { message: expect.stringContaining('restore it from a backup') },
    })
    await expect(log.checkpoint('window-shop')).rejects.toMatchObject({ code: 'storage-unavailable' })
    expect(query(file, 'SELECT size FROM checkpoints')).toEqual([{ size: 700 }])
    await expect(log.append(aDraft({ site: 'b-shop' }))).resolves.toMatchObject({ isNew: true })
  })
})

describe('a log whose database was put back from a backup', () => {
  const setUp = async () => {
    const file = makeFile()
    const log = openLog(file)
    await Promise.all(drafts(300).map((draft) => log.append(draft)))
    const backup = makeFile()
    execute(file, `VACUUM INTO '${backup}'`)
    // The newest checkpoint is kept once a second.
    vi.spyOn(performance, 'now').mockImplementation(() => 1e9)
    onTestFinished(() => void vi.restoreAllMocks())
    return { file, backup, log }
  }

  /** The backup in the place of the database, and the keys as they are now. */
  const restore = (file: string, backup: string): ReturnType<typeof openLog> => {
    cpSync(`${file}.keys`, `${backup}.keys`, { recursive: true })
    return openLog(backup)
  }

  it('goes on when nothing is missing, and signs nothing that is at odds with what it gave out', async () => {
    const { file, backup, log } = await setUp()
    expect((await restore(file, backup).append(aDraft())).logged.index).toBe(300)
    await log.append(aDraft())
    const older = restore(file, backup)
    await expect(older.append(aDraft())).rejects.toMatchObject({
      code: 'storage-unavailable',
      cause: {
        message: expect.stringMatching(/is older than what it has signed, 301 entries by .*window-shop.checkpoint: restore a newer backup/),
      },
    })
    await expect(older.append(aDraft({ site: 'b-shop' }))).resolves.toMatchObject({ isNew: true })
    rmSync(`${backup}.keys/window-shop.checkpoint`)
    expect((await older.append(aDraft())).logged.index).toBe(301)
  })

  it('takes what a power cut left of that file for none', async () => {
    const { file, backup } = await setUp()
    writeFileSync(`${file}.keys/window-shop.checkpoint`, '')
    expect((await restore(file, backup).append(aDraft())).logged.index).toBe(300)
  })
})

describe('the start of a log', () => {
  it('reads a few hundred rows of 100,000', async () => {
    const file = makeFile()
    openFile(file)
    const value = `'window-shop', i, 'id ' || i, '2026-11-20T12:00:00.000Z', '{"i":' || i || '}', x'00'`
    execute(file, `INSERT INTO entries WITH n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 99999) SELECT ${value} FROM n`)
    await openLog(file).checkpoint('window-shop')
    const log = createSqliteLog(openFile(file))
    const rows = countRows()
    const { logged } = await log.append(aDraft())
    expect(logged.index).toBe(100_000)
    // 100,000 = 390 · 256 + 160, and 390 = 1 · 256 + 134.
    expect(rows()).toBeGreaterThan(160 + 134 + 1)
    expect(rows()).toBeLessThan(160 + 134 + 1 + 10)
    const before = rows()
    await log.append(aDraft())
    expect(rows() - before).toBeLessThan(5)
  })
})

/** Counts, from now on, the rows that any statement gives. */
const countRows = (): (() => number) => {
  const client = new Client(':memory:')
  const statement = Object.getPrototypeOf(client.prepare('SELECT 1')) as { all: () => unknown[]; get: () => unknown }
  client.close()
  let count = 0
  const { all, get } = statement
  vi.spyOn(statement, 'all').mockImplementation(function (this: unknown, ...values) {
    const rows = all.apply(this as never, values)
    count += rows.length
    return rows
  })
  vi.spyOn(statement, 'get').mockImplementation(function (this: unknown, ...values) {
    count++
    return get.apply(this as never, values)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return () => count
}
