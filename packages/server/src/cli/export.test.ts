import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createTerminal } from '../testing/command.ts'
import { aDraft } from '../testing/draft.ts'

const setUp = async () => {
  const terminal = createTerminal()
  await terminal.kakburk('site', 'add', terminal.writePolicy())
  return terminal
}

it('writes to stdout the log alone, and says on stderr what it did', async () => {
  const { kakburk } = await setUp()
  const { code, stdout, stderr } = await kakburk('export', '--site', 'window-shop')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^index,id,[^\r\n]+\r\n0,[^\r\n]+\r\n$/)
  expect(stderr).toBe('Exporting 1 entry of site window-shop…\nWrote 1 entry to stdout.\n')
})

it('writes a file for its owner alone, in place of one that was there, and leaves nothing beside it', async () => {
  const { kakburk, folder } = await setUp()
  const target = join(folder, 'out')
  mkdirSync(target)
  const file = join(target, 'log.csv')
  for (const flavour of [[], ['--spreadsheet']]) {
    const { code, stdout, stderr } = await kakburk('export', '--site', 'window-shop', '--out', file, ...flavour)
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain(`Wrote 1 entry to ${file}.\n`)
  }
  expect(readFileSync(file, 'utf8')).toMatch(/^\uFEFFindex,/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(target)).toEqual(['log.csv'])
})

it('takes a range', async () => {
  const { kakburk } = await setUp()
  expect((await kakburk('export', '--site', 'window-shop', '--from', '2026-11-21')).stderr).toContain('Wrote 0 entries')
  expect((await kakburk('export', '--site', 'window-shop', '--from', '2026-11-20', '--to', '2026-11-21')).stderr).toContain('Wrote 1 entry')
})

it.each([
  ['csv', /^index,id,[^\r\n]+\r\n0,[^\r\n]+\r\n$/],
  ['json-lines', /^\{"index":0,"entry":\{[^\n]+\}\n$/],
  ['json-ld', /^\{"@context":[^\n]+\n"@graph":\[\n\{[^\n]+\}\n\]\}\n$/],
])('writes the format that is asked for: %s', async (format, expected) => {
  const { kakburk } = await setUp()
  const { code, stdout } = await kakburk('export', '--site', 'window-shop', '--format', format)
  expect([code, stdout]).toEqual([0, expect.stringMatching(expected)])
})

it.each([
  [['--format', 'xml'], /'xml' is invalid. Allowed choices are csv, json-lines, json-ld/],
  [['--format', 'json-ld', '--spreadsheet'], /spreadsheet: expected with format csv alone/],
])('says that it was used wrongly: %s', async (args, expected) => {
  const { kakburk } = await setUp()
  const { code, stdout, stderr } = await kakburk('export', '--site', 'window-shop', ...args)
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(expected)])
})

it('writes a log of thousands as a whole', async () => {
  const { kakburk, database: file } = await setUp()
  const database = openDatabase(file)
  const log = createSqliteLog(database)
  await Promise.all(Array.from({ length: 1999 }, () => log.append(aDraft())))
  database.close()
  const { code, stdout, stderr } = await kakburk('export', '--site', 'window-shop')
  expect([code, stdout.split('\r\n').length, stderr]).toEqual([0, 2002, expect.stringContaining('Wrote 2000 entries')])
})

it('leaves the file that was there alone when it fails', async () => {
  const { kakburk, folder } = await setUp()
  const file = join(folder, 'log.csv')
  writeFileSync(file, 'before')
  expect((await kakburk('export', '--site', 'nobody', '--out', file)).code).toBe(1)
  expect(readFileSync(file, 'utf8')).toBe('before')
})

describe('before anything is exported, it refuses', () => {
  it('a folder, a name in a folder that is missing, a name that ends with a slash, and no name', async () => {
    const { kakburk, folder } = await setUp()
    const nowhere = join(folder, 'nowhere', 'log.csv')
    const refusal = async (out: string) => {
      const { code, stderr } = await kakburk('export', '--site', 'window-shop', '--out', out)
      expect(code).toBe(1)
      return stderr
    }
    expect(await refusal(nowhere)).toBe(`kakburk: ${nowhere}: the folder ${join(folder, 'nowhere')} is missing; make it first\n`)
    for (const out of [folder, `${folder}/log.csv/`, '']) {
      expect(await refusal(out)).toBe(`kakburk: "${out}" is not the name of a file; leave --out away for stdout\n`)
    }
    expect(existsSync(nowhere)).toBe(false)
  })

  it('a device or a pipe, which would become a file', async () => {
    const { kakburk, folder } = await setUp()
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const { code, stderr } = await kakburk('export', '--site', 'window-shop', '--out', pipe)
    expect([code, stderr]).toEqual([1, expect.stringContaining('is not the name of a file')])
    expect(statSync(pipe).isFIFO()).toBe(true)
  })

  it('a link to nothing', async () => {
    const { kakburk, folder } = await setUp()
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'))
    const { code, stderr } = await kakburk('export', '--site', 'window-shop', '--out', join(folder, 'link'))
    expect([code, stderr]).toEqual([1, expect.stringMatching(/link: is a link to .*nowhere, which is not there\n$/)])
  })
})

it('replaces what a link points to, and leaves the link', async () => {
  const { kakburk, folder } = await setUp()
  const [link, target] = [join(folder, 'link.csv'), join(folder, 'target.csv')]
  writeFileSync(target, 'before')
  symlinkSync('target.csv', link)
  expect((await kakburk('export', '--site', 'window-shop', '--out', link)).code).toBe(0)
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(target, 'utf8')).toMatch(/^index,/)
})

it('waits for whoever writes to the database, since it is logged before it is given', async () => {
  const { database } = await setUp()
  const writing = new Client(database)
  onTestFinished(() => void writing.close())
  writing.exec('BEGIN IMMEDIATE')
  const impatient = createTerminal({ openDatabase: (file) => openDatabase(file, { create: false, patience: 0 }) })
  const done = impatient.kakburk('export', '--site', 'window-shop', '--database', database)
  await setTimeout(200)
  writing.exec('COMMIT')
  expect((await done).code).toBe(0)
  expect((await impatient.kakburk('access', '--site', 'window-shop', '--database', database)).stdout).toContain('cli:anna: export, csv')
})

it('says in one line that stdout is full', async () => {
  const { database } = await setUp()
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC: no space left on device, write')) })
  const { code, stderr } = await createTerminal({ stdout }).kakburk('export', '--site', 'window-shop', '--database', database)
  expect([code, stderr.split('\n').slice(1)]).toEqual([
    1,
    ['kakburk: stdout cannot be written: ENOSPC: no space left on device, write', ''],
  ])
})

it('takes it well when its reader has seen enough', async () => {
  const { database } = await setUp()
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('broken pipe'), { code: 'EPIPE' })) })
  const { code } = await createTerminal({ stdout }).kakburk('export', '--site', 'window-shop', '--database', database)
  expect(code).toBe(0)
})
