import { expect, it } from 'vitest'
import { createSalts } from './salt.ts'

it('gives 32 bytes, each time others, beyond one drawing', () => {
  const makeSalt = createSalts()
  const salts = Array.from({ length: 300 }, () => Buffer.from(makeSalt()).toString('hex'))
  expect(new Set(salts).size).toBe(300)
  expect(salts.every((salt) => /^[0-9a-f]{64}$/.test(salt))).toBe(true)
  expect(salts).not.toContain('0'.repeat(64))
})

it('gives nobody a part of what it keeps', () => {
  const makeSalt = createSalts()
  const first = makeSalt()
  const before = [...first]
  makeSalt()
  expect([...first]).toEqual(before)
})
