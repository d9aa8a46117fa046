import { expect, it } from 'vitest'
import { fill } from './fill.ts'

it('fills in every value at once, so that nothing in a value is filled in again', () => {
  expect(fill('{a} and {b}', { a: '{b}', b: "$'" })).toBe("{b} and $'")
})
it('leaves what has no value as it is', () => {
  expect(fill('{a} {toString} {b c}', { a: 'x' })).toBe('x {toString} {b c}')
})
