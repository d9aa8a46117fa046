import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { makeFolder } from '../testing/folder.ts'
import { aPolicy } from '../testing/shop.ts'
import { createSites } from './sites.ts'
import { createTokens } from './tokens.ts'

const setUp = async (file = ':memory:') => {
  const clock = { time: new Date('2026-11-20T12:00:00.000Z') }
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  for (const site of ['a-shop', 'b-shop']) await createSites(database).publish(aPolicy({ site }))
  return { clock, tokens: createTokens(database, { now: () => clock.time }) }
}

it('makes tokens that can be recognised and not guessed', async () => {
  const { tokens } = await setUp()
  const first = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  const second = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  expect(first.token).toMatch(/^kak_[\w-]{43}$/)
  expect(second.token).not.toBe(first.token)
})

it('knows a token at its own site alone', async () => {
  const { tokens } = await setUp()
  const { token } = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  expect(await tokens.isAuditor('a-shop', token)).toBe(true)
  expect(await tokens.isAuditor('b-shop', token)).toBe(false)
  expect(await tokens.isAuditor('nobody', token)).toBe(false)
})

it('knows no other token', async () => {
  const { tokens } = await setUp()
  const { token } = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  for (const wrong of ['', 'kak_', token.slice(0, -1), `${token}A`, token.toLowerCase()]) {
    expect(await tokens.isAuditor('a-shop', wrong)).toBe(false)
  }
})

it('forgets a token when its days are over', async () => {
  const { tokens, clock } = await setUp()
  const { token, expiresAt } = await tokens.make({ site: 'a-shop', label: '', days: 30 })
  expect(expiresAt).toBe('2026-12-20T12:00:00.000Z')
  clock.time = new Date('2026-12-20T11:59:59.999Z')
  expect(await tokens.isAuditor('a-shop', token)).toBe(true)
  clock.time = new Date('2026-12-20T12:00:00.000Z')
  expect(await tokens.isAuditor('a-shop', token)).toBe(false)
})

it('knows no token that was taken back, and every other still', async () => {
  const { tokens } = await setUp()
  const first = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  const second = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  await tokens.remove(first.token)
  expect([await tokens.isAuditor('a-shop', first.token), await tokens.isAuditor('a-shop', second.token)]).toEqual([false, true])
})

it('leaves nothing of a token on disk', async () => {
  const file = join(makeFolder(), 'kakburk.db')
  const { tokens } = await setUp(file)
  const { token } = await tokens.make({ site: 'a-shop', label: 'auditor 2027', days: 1 })
  const disk = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]).toString('latin1')
  expect(disk).toContain('auditor 2027')
  expect(disk).not.toContain(token.slice(4))
  expect(disk).not.toContain(Buffer.from(token.slice(4), 'base64url').toString('latin1'))
})
