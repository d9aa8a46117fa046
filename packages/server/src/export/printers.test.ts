import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ConsentLog } from '../log/contract.ts'
import { createMemoryLog } from '../log/memory.ts'
import { aDraft } from '../testing/draft.ts'
import { makeFolder } from '../testing/folder.ts'
import { oddDrafts, ordinaryDrafts } from '../testing/hostile.ts'
import { createServer, type Server } from '../testing/server.ts'
import { policyId } from '../testing/shop.ts'
import { type ExportedEntry, formats, type Job, type Part, type Printer } from './contract.ts'
import { createLogPrinters, makeExported } from './log-printer.ts'
import { createPrinters } from './printers.ts'
import { createWriter } from './writer.ts'

/** So many entries make a thread worth its while. */
const many = 1001

const drafts = [...Object.values(ordinaryDrafts), ...Object.values(oddDrafts)]

/** Has whatever there may be in a log. */
const fill = (log: ConsentLog) => Promise.all(drafts.map((draft) => log.append({ ...draft, entry: { ...draft.entry, policy: policyId } })))

/** A server whose log has it all, every third entry checked, every fourth erased. */
const setUp = async (file: string) => {
  const server = await createServer({ file })
  onTestFinished(() => server.database.close())
  await fill(server.log)
  await server.log.append(aDraft({ site: 'another' }))
  const check = server.database.connection.prepare('INSERT INTO signature_checks VALUES (?, ?, ?, ?)')
  for (let index = 0; index <= drafts.length; index += 3) check.run('window-shop', index, index % 2, '2026-11-20T12:00:00.000Z')
  server.database.connection.exec(`UPDATE personal_halves SET salt = x'', half = '' WHERE "index" % 4 = 2`)
  return server
}

const inFile = () => setUp(join(makeFolder(), 'log.db'))

const job = (differing: Partial<Job> = {}): Job => ({ site: 'window-shop', format: 'csv', spreadsheet: false, ...differing })
const jobs = [...formats.map((format) => job({ format })), job({ spreadsheet: true })]

const print = async (printer: Printer, job: Job, ...parts: Part[]): Promise<string> =>
  Buffer.concat(await Promise.all(parts.map((part) => printer.print(job, part)))).toString()

/** What should be printed: one entry after the other, as a log gives them. */
const expected = async (
  { sites }: Server,
  log: ConsentLog,
  job: Job,
  checkOf: (index: number) => ExportedEntry['check'],
): Promise<string> => {
  const published = await sites.readCurrent('window-shop')
  const writer = createWriter(job, (name) => (name === policyId ? published : undefined))
  let text = writer.head(published ? [published] : [])
  for await (const logged of log.entries('window-shop')) text += writer.entry({ ...makeExported(logged), check: checkOf(logged.index) })
  return text + writer.tail
}

const asSetUp = (index: number): ExportedEntry['check'] => (index % 3 !== 0 ? undefined : index % 2 === 1 ? 'valid' : 'wrong')

describe('what is printed is what the log says, in every format,', () => {
  // The second and the third begin with an entry whose half is erased, and the second has no other.
  const partsOf = (size: number): Part[] => [
    'head',
    { start: 0, end: 6 },
    { start: 6, end: 7 },
    { start: 7, end: 10 },
    { start: 10, end: size },
    'tail',
  ]

  it.each<[string, () => Promise<Server>, number]>([
    ['on a thread', inFile, many],
    ['in this thread, of few entries', inFile, many - 1],
    ['of a database in memory', () => setUp(':memory:'), many],
  ])('%s', async (_, create, entries) => {
    const server = await create()
    const printer = createPrinters(server.database)(entries)
    const parts = partsOf(await server.log.size('window-shop'))
    for (const job of jobs) expect(await print(printer, job, ...parts)).toBe(await expected(server, server.log, job, asSetUp))
    await printer.close()
  })

  it('of a log that is in no database', async () => {
    const server = await createServer()
    const log = createMemoryLog()
    await fill(log)
    const printer = createLogPrinters({ log, sites: server.sites })(many)
    for (const job of jobs)
      expect(await print(printer, job, ...partsOf(drafts.length))).toBe(await expected(server, log, job, () => undefined))
  })
})

it('is the same over spare memory, which is taken where it is large enough', async () => {
  const server = await inFile()
  const printer = createPrinters(server.database)(many)
  const part = { start: 0, end: drafts.length }
  const fresh = await printer.print(job(), part)
  for (const size of [0, 100, 10 * fresh.length]) {
    const spare = new Uint8Array(size).fill(65)
    const printed = await printer.print(job(), part, spare)
    expect(Buffer.from(printed).equals(fresh)).toBe(true)
    expect(printed.buffer.byteLength === size).toBe(size > fresh.length)
    expect(spare.length).toBe(0)
  }
  await printer.close()
})

describe('the thread', () => {
  /** How often the file of a database is open in this process. */
  const connectionsTo = ({ database }: Server) =>
    readdirSync('/proc/self/fd').filter((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`) === database.file
      } catch {
        return false
      }
    }).length

  it('is shared by all that print at the same time, and ends with the last of them', async () => {
    const server = await inFile()
    const open = createPrinters(server.database)
    const before = connectionsTo(server)
    for (let round = 0; round < 3; round++) {
      const [first, second] = [open(many), open(many)]
      await Promise.all([first.print(job(), 'head'), second.print(job(), 'head')])
      expect(connectionsTo(server)).toBe(before + 1)
      await first.close()
      await second.print(job(), 'head')
      await second.close()
      await expect(second.print(job(), 'head')).rejects.toThrow('the thread that prints exports ended')
      // SQLite keeps a file that it must not close yet, for the next connection to it.
      expect(connectionsTo(server)).toBeLessThanOrEqual(before + 1)
    }
  })

  it('sees what was logged and erased since it started', async () => {
    const server = await inFile()
    const printer = createPrinters(server.database)(many)
    await printer.print(job(), 'head')
    const { logged } = await server.log.append(aDraft({}, drafts[0]?.half))
    const line = () => print(printer, job(), { start: logged.index, end: logged.index + 1 })
    expect(await line()).toContain(`,${logged.entry.commitment},kept,`)
    server.database.connection
      .prepare(`UPDATE personal_halves SET salt = x'', half = '' WHERE site = ? AND "index" = ?`)
      .run('window-shop', logged.index)
    expect(await line()).toContain(`,${logged.entry.commitment},erased,`)
    await printer.close()
  })

  it('keeps nothing that was erased in the file: it reads page by page', async () => {
    const server = await inFile()
    const printer = createPrinters(server.database)(many)
    await print(printer, job(), 'head', { start: 0, end: 5 })
    server.database.connection.exec("UPDATE personal_halves SET salt = x'', half = ''")
    expect(server.database.connection.pragma('wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }])
    await printer.close()
  })

  it('tells what SQLite says, by its code, and prints on', async () => {
    const server = await inFile()
    const printer = createPrinters(server.database)(many)
    await printer.print(job(), 'head')
    const other = new Client(server.database.file)
    other.exec('ALTER TABLE entries RENAME TO elsewhere')
    await expect(printer.print(job(), { start: 0, end: 1 })).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
      message: 'no such table: entries',
    })
    other.exec('ALTER TABLE elsewhere RENAME TO entries')
    other.close()
    expect(await print(printer, job(), { start: 0, end: 1 })).toMatch(/^0,/)
    await printer.close()
  })

  it('that cannot start is an error, and the next one tries again', async () => {
    const server = await inFile()
    const database = { ...server.database, file: `${server.database.file}.none` }
    const open = createPrinters(database)
    const failing = open(many)
    await expect(failing.print(job(), 'head')).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' })
    await expect(failing.print(job(), 'head')).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' })
    database.file = server.database.file
    const later = open(many)
    expect(await print(later, job(), 'head')).toMatch(/^index,/)
    await failing.close()
    expect(await print(later, job(), 'head')).toMatch(/^index,/)
    await later.close()
  })
})
