import { Writable } from 'node:stream'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { createTokens } from '../sites/tokens.ts'
import { createTerminal } from '../testing/command.ts'

const setUp = async () => {
  const terminal = createTerminal()
  await terminal.kakburk('site', 'add', terminal.writePolicy())
  return terminal
}

it('prints a token alone, so that it can be piped, and says until when it holds', async () => {
  const { kakburk, database } = await setUp()
  const { code, stdout, stderr } = await kakburk('token', '--site', 'window-shop', '--days', '30')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^kak_[\w-]{43}\n$/)])
  expect(stderr).toContain('until 2026-12-20T12:00:00.000Z')
  const opened = openDatabase(database)
  onTestFinished(() => opened.close())
  const tokens = createTokens(opened, { now: () => new Date('2026-12-20T11:59:59Z') })
  expect(await tokens.isAuditor('window-shop', stdout.trim())).toBe(true)
})

it('prints JSON for machines', async () => {
  const { kakburk } = await setUp()
  const { stdout } = await kakburk('token', '--site', 'window-shop', '--label', 'auditor', '--json')
  const token = expect.stringMatching(/^kak_/)
  expect(JSON.parse(stdout)).toEqual({ token, site: 'window-shop', label: 'auditor', expiresAt: '2027-02-18T12:00:00.000Z' })
})

it('makes none for a site that there is not', async () => {
  const { kakburk } = await setUp()
  expect(await kakburk('token', '--site', 'nobody')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'kakburk: site: there is none called "nobody"\n',
  })
})

it.each([
  ['that is full', 'ENOSPC', 1, 'kakburk: stdout cannot be written: broken\n'],
  ['whose reader is gone', 'EPIPE', 0, ''],
])('leaves no token good that nobody has read, on a stdout %s', async (_, code, exitCode, stderr) => {
  const { database } = await setUp()
  let token = ''
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      token = String(chunk).trim()
      done(Object.assign(new Error('broken'), { code }))
    },
  })
  const done = await createTerminal({ stdout }).kakburk('token', '--site', 'window-shop', '--database', database)
  expect([done.code, done.stderr]).toEqual([exitCode, stderr])
  const opened = openDatabase(database)
  onTestFinished(() => opened.close())
  expect(token).toMatch(/^kak_/)
  expect(await createTokens(opened, { now: () => new Date('2026-11-20T12:00:00Z') }).isAuditor('window-shop', token)).toBe(false)
})
