import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { aDraft } from '../testing/draft.ts'
import { describeLog } from '../testing/log-suite.ts'
import { execute, makeFile, openLog, query } from '../testing/sqlite.ts'
import { verifyLog } from '../testing/verify.ts'
import { createSqliteLog } from './sqlite.ts'

describeLog('SQLite', (options) => openLog(makeFile(), options))

describe('the log on disk', () => {
  it('is there after a restart, to the byte', async () => {
    const file = makeFile()
    const before = openDatabase(file)
    const { logged } = await createSqliteLog(before).append(aDraft())
    before.close()
    const log = openLog(file)
    expect(await log.find('window-shop', logged.entry.id)).toEqual(logged)
    expect((await log.append(aDraft())).logged.index).toBe(1)
  })

  it('gives no index away twice to two processes that append at once, and is one tree', { timeout: 60_000 }, async () => {
    const file = makeFile()
    const [first, second] = await Promise.all([appendInProcess(file, 150), appendInProcess(file, 150)])
    expect([...first, ...second].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index))
    // Had one waited for the other to be done, nothing would be shown.
    expect(Math.min(...first)).toBeLessThan(Math.max(...second))
    expect(Math.min(...second)).toBeLessThan(Math.max(...first))
    expect(await verifyLog(openLog(file))).toEqual({ size: 300, checkpoints: 300 })
    expect(query(file, 'SELECT * FROM site_keys')).toHaveLength(1)
  })

  it('has an entry and its personal half, or neither', async () => {
    const file = makeFile()
    const log = openLog(file)
    execute(file, "CREATE TRIGGER full BEFORE INSERT ON personal_halves BEGIN SELECT RAISE(ABORT, 'no room'); END")
    await expect(log.append(aDraft())).rejects.toThrow('no room')
    expect(await log.size('window-shop')).toBe(0)
  })

  it('keeps of a secret its hash alone, and of a private key nothing', async () => {
    const file = makeFile()
    const { secret = '', logged } = await openLog(file).append(aDraft())
    const hash = createHash('sha256').update(secret).digest()
    expect(query(file, 'SELECT * FROM receipt_secrets')).toEqual([{ site: 'window-shop', index: logged.index, hash }])
    const key = readdirSync(`${file}.keys`).find((name) => name.endsWith('.key')) ?? ''
    const seed = Buffer.from(
      readFileSync(join(`${file}.keys`, key), 'utf8')
        .trim()
        .split('+')
        .slice(4)
        .join('+'),
      'base64',
    ).subarray(1)
    expect(seed).toHaveLength(32)
    for (const each of [file, `${file}-wal`]) {
      const bytes = readFileSync(each)
      for (const hidden of ['PRIVATE', seed.toString('base64').slice(0, 20), seed, secret]) expect(bytes.includes(hidden)).toBe(false)
    }
  })

  it('shows an entry whose personal half was erased, without it', async () => {
    const file = makeFile()
    const log = openLog(file)
    const { logged } = await log.append(aDraft())
    execute(file, "UPDATE personal_halves SET salt = x'', half = ''")
    expect(await log.find('window-shop', logged.entry.id)).toEqual({ ...logged, personal: null })
  })
})

/** Appends so many entries in a process of its own, and resolves to the indices that it was given. */
const appendInProcess = async (file: string, count: number): Promise<number[]> => {
  const script = fileURLToPath(new URL('../testing/append.ts', import.meta.url))
  const options = ['--import', 'tsx', '--conditions', 'kakburk-source']
  const { stdout } = await promisify(execFile)(process.execPath, [...options, script, file, String(count)])
  return JSON.parse(stdout)
}
