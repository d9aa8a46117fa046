import { expect, it } from 'vitest'
import { createLimit } from './limit.ts'

const setUp = (options: { addresses?: number } = {}) => {
  const clock = { time: 0 }
  const limit = createLimit({ now: () => new Date(clock.time), failures: 3, seconds: 60, ...options })
  const fail = (address: string, times = 1) => {
    for (let count = 0; count < times; count++) limit.fail(address)
  }
  return { clock, limit, fail }
}

it('lets an address fail so many times, and no more until the time is over', () => {
  const { clock, limit, fail } = setUp()
  fail('203.0.113.7', 2)
  expect(limit.waitOf('203.0.113.7')).toBe(0)
  clock.time = 10_000
  fail('203.0.113.7')
  expect(limit.waitOf('203.0.113.7')).toBe(50)
  expect(limit.waitOf('203.0.113.8')).toBe(0)
  clock.time = 59_999
  expect(limit.waitOf('203.0.113.7')).toBe(1)
  clock.time = 60_000
  expect(limit.waitOf('203.0.113.7')).toBe(0)
  fail('203.0.113.7')
  expect(limit.waitOf('203.0.113.7')).toBe(0)
})

it.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['2001:db8::1', '2001:db8:0:0:7::', true],
  ['::1', '::2', true],
  ['203.0.113.7', '::ffff:203.0.113.7', true],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.8', false],
])('takes %s and %s for one household: %s', (one, other, same) => {
  const { limit, fail } = setUp()
  fail(one, 3)
  expect(limit.waitOf(other) > 0).toBe(same)
})

it('forgets the oldest address when it knows too many, and never grows beyond', () => {
  const { limit, fail } = setUp({ addresses: 2 })
  fail('a', 3)
  fail('b', 3)
  fail('b')
  fail('c', 3)
  expect(['a', 'b', 'c'].map((address) => limit.waitOf(address))).toEqual([0, 60, 60])
})
