import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { aDraft } from '../testing/draft.ts'
import { makeFolder } from '../testing/folder.ts'
import { describeLog } from '../testing/log-suite.ts'
import { createSqliteLog } from './sqlite.ts'

const openFile = (file: string) => {
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  return database
}

describeLog('SQLite', (now) => createSqliteLog(openFile(join(makeFolder(), 'log.db')), { now }))

describe('the log on disk', () => {
  it('is there after a restart, to the byte', async () => {
    const file = join(makeFolder(), 'log.db')
    const before = openDatabase(file)
    const { logged } = await createSqliteLog(before).append(aDraft())
    before.close()
    const log = createSqliteLog(openFile(file))
    expect(await log.find('window-shop', logged.entry.id)).toEqual(logged)
    expect((await log.append(aDraft())).logged.index).toBe(1)
  })

  it('gives no index away twice to two processes that append at once', async () => {
    const file = join(makeFolder(), 'log.db')
    const [first, second] = await Promise.all([appendInProcess(file, 150), appendInProcess(file, 150)])
    expect([...first, ...second].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index))
    // Had one waited for the other to be done, nothing would be shown.
    expect(Math.min(...first)).toBeLessThan(Math.max(...second))
    expect(Math.min(...second)).toBeLessThan(Math.max(...first))
  })

  it('has an entry and its personal half, or neither', async () => {
    const file = join(makeFolder(), 'log.db')
    const log = createSqliteLog(openFile(file))
    execute(file, "CREATE TRIGGER full BEFORE INSERT ON personal_halves BEGIN SELECT RAISE(ABORT, 'no room'); END")
    await expect(log.append(aDraft())).rejects.toThrow('no room')
    expect(await log.size('window-shop')).toBe(0)
  })

  it('shows an entry whose personal half was erased, without it', async () => {
    const file = join(makeFolder(), 'log.db')
    const log = createSqliteLog(openFile(file))
    const { logged } = await log.append(aDraft())
    execute(file, 'DELETE FROM personal_halves')
    expect(await log.find('window-shop', logged.entry.id)).toEqual({ ...logged, personal: null })
  })
})

const execute = (file: string, statement: string): void => {
  const client = new Client(file)
  client.exec(statement)
  client.close()
}

/** Appends so many entries in a process of its own, and resolves to the indices that it was given. */
const appendInProcess = async (file: string, count: number): Promise<number[]> => {
  const script = fileURLToPath(new URL('../testing/append.ts', import.meta.url))
  const options = ['--import', 'tsx', '--conditions', 'kakburk-source']
  const { stdout } = await promisify(execFile)(process.execPath, [...options, script, file, String(count)])
  return JSON.parse(stdout)
}
