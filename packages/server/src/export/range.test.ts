import { describe, expect, it } from 'vitest'
import { createMemoryLog } from '../log/memory.ts'
import { aDraft } from '../testing/draft.ts'
import { findRange, parseRange } from './range.ts'

describe('a range', () => {
  it.each([
    [undefined, undefined, {}],
    ['2026-11-20', undefined, { from: '2026-11-20T00:00:00.000Z' }],
    [undefined, '2026-12-01', { to: '2026-12-01T00:00:00.000Z' }],
    ['2026-11-20T12:30Z', '2026-11-20T12:30:00.001Z', { from: '2026-11-20T12:30:00.000Z', to: '2026-11-20T12:30:00.001Z' }],
    ['2028-02-29', '2028-03-01', { from: '2028-02-29T00:00:00.000Z', to: '2028-03-01T00:00:00.000Z' }],
  ])('from %s to %s', (from, to, range) => {
    expect(parseRange(from, to)).toEqual(range)
  })

  it.each([
    ['yesterday', undefined],
    ['', undefined],
    ['2026', undefined],
    ['2026-11', undefined],
    ['20261120', undefined],
    ['2026-02-29', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['2026-11-20T25:00Z', undefined],
    ['2026-11-20T24:00Z', undefined],
    ['2026-11-20T12:00', undefined],
    ['2026-11-20T12:00+01:00', undefined],
    ['2026-11-20 12:00Z', undefined],
    ['2026-11-20\n', undefined],
    [undefined, "2026-11-20' OR 1"],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-20'],
  ])('from %s to %s is refused', (from, to) => {
    expect(() => parseRange(from, to)).toThrow(expect.objectContaining({ code: 'range-invalid' }))
  })

  it('says which end is wrong, and how it should look', () => {
    expect(() => parseRange('2026-11-20', 'now')).toThrow(/^to: expected .* such as 2026-11-20 .*"now"$/)
  })

  it('has its start in it, and its end not', async () => {
    const clock = { time: '' }
    const log = createMemoryLog({ now: () => new Date(clock.time) })
    for (clock.time of ['2026-11-19T23:59:59.999Z', '2026-11-20T00:00:00.000Z', '2026-11-20T23:59:59.999Z', '2026-11-21T00:00:00.000Z']) {
      await log.append(aDraft({ site: 'a' }))
    }
    expect(await findRange(log, 'a', parseRange('2026-11-20', '2026-11-21'))).toEqual({ start: 1, end: 3 })
    expect(await findRange(log, 'a', {})).toEqual({ start: 0, end: 4 })
    expect(await findRange(log, 'a', parseRange('2027-01-01', undefined))).toEqual({ start: 4, end: 4 })
  })
})
