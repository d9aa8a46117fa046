import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { makeFolder } from '../testing/folder.ts'
import { aPolicy } from '../testing/shop.ts'
import { createSites } from './sites.ts'
import { createTokens, mayRead, nameHolder } from './tokens.ts'

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
  expect(await tokens.find('a-shop', token)).toBeDefined()
  expect(await tokens.find('b-shop', token)).toBeUndefined()
  expect(await tokens.find('nobody', token)).toBeUndefined()
})

it('knows no other token', async () => {
  const { tokens } = await setUp()
  const { token } = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  for (const wrong of ['', 'kak_', token.slice(0, -1), `${token}A`, token.toLowerCase()]) {
    expect(await tokens.find('a-shop', wrong)).toBeUndefined()
  }
})

it('forgets a token when its days are over', async () => {
  const { tokens, clock } = await setUp()
  const { token, expiresAt } = await tokens.make({ site: 'a-shop', label: '', days: 30 })
  expect(expiresAt).toBe('2026-12-20T12:00:00.000Z')
  clock.time = new Date('2026-12-20T11:59:59.999Z')
  expect(await tokens.find('a-shop', token)).toBeDefined()
  clock.time = new Date('2026-12-20T12:00:00.000Z')
  expect(await tokens.find('a-shop', token)).toBeUndefined()
})

it('knows no token that was taken back, and every other still', async () => {
  const { tokens } = await setUp()
  const first = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  const second = await tokens.make({ site: 'a-shop', label: '', days: 1 })
  await tokens.remove(first.token)
  expect(await tokens.find('a-shop', first.token)).toBeUndefined()
  expect(await tokens.find('a-shop', second.token)).toBeDefined()
})

it('has an id for each, by which it is known to others and can be taken back', async () => {
  const { tokens, clock } = await setUp()
  const { id, token } = await tokens.make({ site: 'a-shop', role: 'owner', label: 'Anna', days: 1 })
  clock.time = new Date('2026-11-20T13:00:00.000Z')
  const other = await tokens.make({ site: 'a-shop', label: '', days: 2 })
  await tokens.make({ site: 'b-shop', label: '', days: 1 })
  const anna = {
    id,
    site: 'a-shop',
    role: 'owner',
    label: 'Anna',
    createdAt: '2026-11-20T12:00:00.000Z',
    expiresAt: '2026-11-21T12:00:00.000Z',
  }
  expect(id).toMatch(/^[0-9a-f]{8}$/)
  expect(await tokens.find('a-shop', token)).toEqual(anna)
  expect(await tokens.read(id)).toEqual(anna)
  clock.time = new Date('2027-11-20T13:00:00.000Z')
  expect((await tokens.list('a-shop')).map(({ id, role }) => [id, role])).toEqual([
    [id, 'owner'],
    [other.id, 'auditor'],
  ])
  await tokens.revoke(id)
  expect((await tokens.list('a-shop')).map(({ id }) => id)).toEqual([other.id])
  expect(await tokens.read(id)).toBeUndefined()
})

it.each([
  ['owner', true],
  ['editor', false],
  ['auditor', true],
] as const)('says whether an %s may read the log: %s', (role, may) => {
  expect(mayRead(role)).toBe(may)
})

it('names a holder on one line, without the token', () => {
  expect(nameHolder({ id: '1a2b3c4d', role: 'auditor', label: 'Revision "AB"\n' })).toBe('token 1a2b3c4d, auditor "Revision \\"AB\\"\\n"')
  expect(nameHolder({ id: '1a2b3c4d', role: 'owner', label: '' })).toBe('token 1a2b3c4d, owner')
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
