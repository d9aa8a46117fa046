import { describe, expect, it } from 'vitest'
import { createClock, timeAfter } from './clock.ts'

const at = '2026-11-20T12:00:00.000Z'

describe('the time of an entry', () => {
  it.each([
    ['is now for the first one', undefined, at],
    ['is now after an earlier one', '2026-11-20T11:59:59.999Z', at],
    ['is now after one of long ago', '1970-01-01T00:00:00.000Z', at],
    ['is that of the last one when the clock was set back', '2026-11-20T12:00:00.001Z', '2026-11-20T12:00:00.001Z'],
    ['is that of the last one when the clock was set back for years', '2036-11-21T12:00:00.000Z', '2036-11-21T12:00:00.000Z'],
  ])('%s', (_, last, time) => {
    expect(timeAfter(last, new Date(at))).toBe(time)
  })

  it.each(['1969-12-31T23:59:59.999Z', '0999-01-01T00:00:00.000Z', '+010000-01-01T00:00:00.000Z', '-000001-01-01T00:00:00.000Z'])(
    'is none in a year in which no log is kept: %s',
    (time) => {
      expect(() => timeAfter(undefined, new Date(time))).toThrow(`clock: it says ${time}`)
    },
  )

  it.each(['1970-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])('may be %s', (time) => {
    expect(timeAfter(undefined, new Date(time))).toBe(time)
  })
})

describe('a clock that is behind', () => {
  const setUp = () => {
    const reported: unknown[] = []
    const clock = { time: at }
    return { reported, clock, read: createClock({ now: () => new Date(clock.time), report: (error) => reported.push(error) }) }
  }

  it('is reported by more than a minute, and not by less', () => {
    const { read, reported } = setUp()
    expect(read('a', '2026-11-20T12:01:00.000Z')).toBe('2026-11-20T12:01:00.000Z')
    expect(reported).toEqual([])
    expect(read('a', '2026-11-20T12:01:00.001Z')).toBe('2026-11-20T12:01:00.001Z')
    expect(reported).toEqual([expect.stringMatching(/^clock: .* site "a" is of 2026-11-20T12:01:00.001Z/)])
  })

  it('is reported once to a site until it is right again', () => {
    const { read, reported, clock } = setUp()
    const last = '2026-11-20T13:00:00.000Z'
    for (const site of ['a', 'b', 'a', 'b']) read(site, last)
    expect(reported).toHaveLength(2)
    clock.time = last
    read('a', last)
    clock.time = at
    for (const site of ['a', 'b']) read(site, last)
    expect(reported).toHaveLength(3)
  })
})
