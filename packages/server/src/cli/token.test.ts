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
  expect(await tokens.find('window-shop', stdout.trim())).toMatchObject({ role: 'auditor' })
})

it('prints JSON for machines', async () => {
  const { kakburk } = await setUp()
  const { stdout } = await kakburk('token', '--site', 'window-shop', '--label', 'auditor', '--json')
  expect(JSON.parse(stdout)).toEqual({
    token: expect.stringMatching(/^kak_/),
    id: expect.stringMatching(/^[0-9a-f]{8}$/),
    site: 'window-shop',
    role: 'auditor',
    label: 'auditor',
    expiresAt: '2027-02-18T12:00:00.000Z',
  })
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
  expect(await createTokens(opened, { now: () => new Date('2026-11-20T12:00:00Z') }).find('window-shop', token)).toBeUndefined()
})

it('lists tokens by their ids, takes one back, and tells the access log of both', async () => {
  const { kakburk } = await setUp()
  const list = async () => (await kakburk('token', 'list', '--site', 'window-shop')).stdout
  expect(await list()).toContain('No tokens of site window-shop yet')
  const { id } = JSON.parse((await kakburk('token', '--site', 'window-shop', '--role', 'owner', '--label', 'Anna', '--json')).stdout)
  const until = 'until 2027-02-18T12:00:00.000Z'
  expect(await list()).toBe(`token ${id}, owner "Anna", of 2026-11-20T12:00:00.000Z, ${until}\n`)
  expect(await kakburk('token', 'revoke', id)).toMatchObject({
    code: 0,
    stdout: `Revoked: token ${id}, owner "Anna", of site window-shop\n`,
  })
  expect(await list()).toContain('No tokens')
  expect((await kakburk('access', '--site', 'window-shop')).stdout).toBe(
    `2026-11-20T12:00:00.000Z cli:anna: make-token, token ${id}, owner "Anna", ${until}\n2026-11-20T12:00:00.000Z cli:anna: revoke-token, token ${id}, owner "Anna"\n`,
  )
})

it('takes back no token that there is not', async () => {
  const { kakburk } = await setUp()
  expect(await kakburk('token', 'revoke', '00000000')).toMatchObject({ code: 1, stderr: expect.stringContaining('there is none') })
})

it('knows no other role', async () => {
  const { kakburk } = await setUp()
  expect((await kakburk('token', '--site', 'window-shop', '--role', 'king')).code).toBe(2)
})
