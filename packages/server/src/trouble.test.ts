import { spawnSync } from 'node:child_process'
import { closeSync, cpSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ConsentProblem, canonical } from '@kakburk/shared'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest'
import { readStorageFailure } from './db/failure.ts'
import { type Database, openDatabase } from './db/open.ts'
import { createSqliteLog } from './log/sqlite.ts'
import { createWriter } from './log/writer.ts'
import { startBuilt } from './testing/built.ts'
import { createTerminal } from './testing/command.ts'
import { aDraft } from './testing/draft.ts'
import { makeFolder } from './testing/folder.ts'
import { createRandom } from './testing/random.ts'
import { createServer, outcome, post } from './testing/server.ts'
import { makeFile, openFile, openLog, query } from './testing/sqlite.ts'
import { verifyLog } from './testing/verify.ts'
import { createVisitor } from './testing/visitor.ts'

/** A server whose log has a connection of its own, so that a test can trouble it. */
const setUp = async () => {
  const file = makeFile()
  const database = openFile(file, { patience: 0 })
  const log = createSqliteLog(database, { patience: 50, host: 'consent.example' })
  const server = await createServer({ file, log })
  onTestFinished(() => server.database.close())
  return { file, database, server, health: () => outcome(server.app.request('/health')) }
}

/** Brings a trouble; what it returns takes it away. */
type Trouble = (database: Database) => () => void

const full: Trouble = ({ connection }) => {
  connection.pragma(`max_page_count = ${connection.pragma('page_count', { simple: true })}`)
  return () => void connection.pragma('max_page_count = 4294967294')
}

const readOnly: Trouble = ({ connection }) => {
  connection.pragma('query_only = 1')
  return () => void connection.pragma('query_only = 0')
}

const locked: Trouble = ({ file }) => {
  const other = new Client(file)
  other.exec('BEGIN IMMEDIATE')
  return () => void other.close()
}

describe('a receipt that the storage does not take', () => {
  it.each([
    ['a full disk', full, 'the disk is full; make room'],
    ['a database that cannot be written to', readOnly, 'cannot be written to; give the user'],
    ['a database that another process has locked', locked, 'has kept the database locked for too long; end what has it open'],
  ])('for %s is refused for now, leaves nothing behind, and is taken when the cause is gone', async (_, trouble, told) => {
    const { file, database, server, health } = await setUp()
    const end = trouble(database)
    // A full database may still have room in the pages that it has.
    const receipts = Array.from({ length: 300 }, () => createVisitor().signed())
    const refused = []
    for (const receipt of receipts) {
      const answer = await post(server, receipt)
      if (answer.status === 201) continue
      expect(answer.headers.get('Retry-After')).toBe('30')
      expect([answer.status, await answer.json()]).toEqual([503, { code: 'storage-unavailable', message: expect.stringContaining(told) }])
      refused.push(receipt)
      if (refused.length === 3) break
    }
    expect(refused).toHaveLength(3)
    expect(await health()).toBe('503 storage-unavailable')
    expect(server.reported).not.toEqual([])
    end()
    const { size } = await verifyLog(openLog(file))
    for (const table of ['personal_halves', 'receipt_secrets']) {
      expect(query(file, `SELECT count(*) AS count FROM ${table}`)).toEqual([{ count: size - 1 }])
    }
    for (const receipt of refused) expect(await outcome(post(server, receipt))).toBe(201)
    expect(await health()).toBe(200)
    expect((await verifyLog(openLog(file))).size).toBe(size + 3)
  })
})

describe('a database with a page that is damaged', () => {
  const pageSize = 4096

  /** A log with a full tile and an erasure, of which all has been written back to its file. */
  const makeLog = () => {
    const file = makeFile()
    const database = openDatabase(file)
    const { append } = createWriter(database)
    append(Array.from({ length: 300 }, () => ({ draft: aDraft() })))
    append([{ draft: aDraft({ type: 'erasure', action: 'erase', erased: [3, 4] }, null) }])
    database.close()
    return file
  }

  const damage = (file: string, page: number, random: () => number): string => {
    const copy = makeFile()
    cpSync(file, copy)
    cpSync(`${file}.keys`, `${copy}.keys`, { recursive: true })
    const handle = openSync(copy, 'r+')
    writeSync(handle, Buffer.from(Array.from({ length: pageSize }, () => Math.floor(random() * 256))), 0, pageSize, page * pageSize)
    closeSync(handle)
    return copy
  }

  const reasonOf = (error: unknown): string =>
    (error instanceof ConsentProblem ? error : readStorageFailure(error))?.message ?? String(error)

  /** What becomes of one more receipt. */
  const tryAppend = async (file: string): Promise<number | string> => {
    let database: Database | undefined
    try {
      database = openDatabase(file)
      return (await createSqliteLog(database).append(aDraft())).logged.index
    } catch (error) {
      return reasonOf(error)
    } finally {
      database?.close()
    }
  }

  it('takes a receipt as the next one where that page has no part in it, and says else that it is damaged', async () => {
    const file = makeLog()
    const random = createRandom(7)
    const outcomes = { taken: 0, refused: 0 }
    for (let page = 0; page < statSync(file).size / pageSize; page++) {
      const damaged = damage(file, page, random)
      const became = await tryAppend(damaged)
      if (became === 301) {
        outcomes.taken++
        // Nothing was made up for what cannot be read.
        const read = verifyLog(openLog(damaged)).then(({ size }) => size, reasonOf)
        expect([302, 'the database is damaged; restore it from a backup']).toContain(await read)
      } else {
        outcomes.refused++
        expect(became).toMatch(/is damaged.*; restore it from a backup$|is not a SQLite database$/)
      }
    }
    expect(outcomes).toEqual({ taken: expect.toSatisfy((count) => count > 20), refused: expect.toSatisfy((count) => count > 20) })
  }, 60_000)
})

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

/** Mounts a small disk; undefined where this process may not. */
const mountDisk = (size: string): string | undefined => {
  const folder = makeFolder()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status !== 0) return
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
  return folder
}

describe.runIf(isRoot)('a disk', { timeout: 120_000 }, () => {
  const setUpDisk = async ({ skip }: TestContext) => {
    const disk = mountDisk('2m') ?? skip('this process may mount nothing')
    const file = join(disk, 'kakburk.db')
    const { kakburk, writePolicy } = createTerminal({ env: { KAKBURK_DATABASE: file }, now: () => new Date() })
    expect(await kakburk('site', 'add', writePolicy(), '--url', 'https://consent.example')).toMatchObject({ code: 0 })
    const start = () => {
      const server = startBuilt(file)
      onTestFinished(() => server.kill())
      return server
    }
    return { disk, file, start }
  }

  const remount = (disk: string, options: string) => expect(spawnSync('mount', ['-o', `remount,${options}`, disk]).status).toBe(0)

  const deliver = (address: string, signed = createVisitor().signed()) =>
    fetch(`${address}/s/window-shop/receipts`, {
      method: 'POST',
      headers: { Origin: 'https://shop.example', 'Content-Type': 'text/plain' },
      body: canonical(signed),
    })

  it('that is full costs no receipt and no banner, and the log goes on by itself when there is room', async (context) => {
    const { disk, file, start } = await setUpDisk(context)
    const server = start()
    const address = await server.address
    let taken = 0
    let answer = await deliver(address)
    for (; answer.status === 201; taken++) answer = await deliver(address)
    expect(await outcome(answer)).toBe('503 storage-unavailable')
    expect((await fetch(`${address}/s/window-shop/gate.js`)).status).toBe(200)
    expect((await fetch(`${address}/health`)).status).toBe(503)
    expect(server.told()).toContain('storage-unavailable: the disk is full; make room')

    // Neither does a crash on a full disk lose anything.
    await server.kill()
    const again = start()
    const signed = createVisitor().signed()
    expect(await outcome(deliver(await again.address, signed))).toBe('503 storage-unavailable')
    remount(disk, 'size=20m')
    expect(await outcome(deliver(await again.address, signed))).toBe(201)
    expect((await fetch(`${await again.address}/health`)).status).toBe(200)
    expect((await verifyLog(openLog(file))).size).toBe(1 + taken + 1)
  })

  it('that is read-only is told at the start, and nothing is served from it', async (context) => {
    const { disk, file, start } = await setUpDisk(context)
    remount(disk, 'ro')
    await expect(start().address).rejects.toThrow(/kakburk: database .*kakburk\.db: .*cannot be (written to|opened)/)
    remount(disk, 'rw')
    expect((await fetch(`${await start().address}/health`)).status).toBe(200)
    expect((await verifyLog(openLog(file))).size).toBe(1)
  })
})
