import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createTerminal } from '../testing/command.ts'

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

it('leaves the file that was there alone when it fails', async () => {
  const { kakburk, folder } = await setUp()
  const file = join(folder, 'log.csv')
  writeFileSync(file, 'before')
  expect((await kakburk('export', '--site', 'nobody', '--out', file)).code).toBe(1)
  expect(readFileSync(file, 'utf8')).toBe('before')
  const nowhere = join(folder, 'nowhere', 'log.csv')
  const { code, stderr } = await kakburk('export', '--site', 'window-shop', '--out', nowhere)
  expect([code, existsSync(nowhere)]).toEqual([1, false])
  expect(stderr.split('\n').at(-2)).toMatch(/^kakburk: .*ENOENT/)
})

it('takes it well when its reader has seen enough', async () => {
  const { database } = await setUp()
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('broken pipe'), { code: 'EPIPE' })) })
  const { code } = await createTerminal({ stdout }).kakburk('export', '--site', 'window-shop', '--database', database)
  expect(code).toBe(0)
})
