import { describe, expect, it } from 'vitest'
import { seededRandom } from '../testing/random.ts'
import { aTree, flipped, nodeSha256, someEntries } from '../testing/tree.ts'
import { type Consistency, holdsConsistency, makeConsistency } from './consistency.ts'
import { makeRoot } from './tree.ts'

const hash = nodeSha256
const entries = someEntries(130)
const read = aTree(entries)
const roots = Array.from({ length: 131 }, (_, size) => makeRoot(hash, read, size))
const holds = (claim: Consistency) => holdsConsistency(hash, claim)
const claimOf = (from: number, to: number): Consistency => ({
  from,
  to,
  fromRoot: roots[from] as Uint8Array,
  toRoot: roots[to] as Uint8Array,
  path: makeConsistency(hash, read, from, to),
})

/** The path as RFC 9162, 2.1.4.1 defines it. */
const definedPath = (from: number, some: readonly Uint8Array[], whole = true): Uint8Array[] => {
  const rootOf = (part: readonly Uint8Array[]) => makeRoot(hash, aTree(part), part.length)
  if (from === some.length) return whole ? [] : [rootOf(some)]
  let split = 1
  while (split * 2 < some.length) split *= 2
  const [left, right] = [some.slice(0, split), some.slice(split)]
  return from <= split ? [...definedPath(from, left, whole), rootOf(right)] : [...definedPath(from - split, right, false), rootOf(left)]
}

const pairs = (limit: number) =>
  Array.from({ length: limit + 1 }, (_, to) => Array.from({ length: to + 1 }, (_, from) => [from, to] as const)).flat()

describe('a consistency proof', () => {
  it('is what RFC 9162 defines', () => {
    for (const [from, to] of pairs(20).filter(([from]) => from > 0))
      expect(claimOf(from, to).path, `${from} to ${to}`).toEqual(definedPath(from, entries.slice(0, to)))
  })
  it('holds between every two sizes up to 130, and is empty from nothing and from a tree to itself', () => {
    const wrong = pairs(130).filter(([from, to]) => {
      const claim = claimOf(from, to)
      return !holds(claim) || (claim.path.length === 0) !== (from === 0 || from === to)
    })
    expect(wrong).toEqual([])
  })
  it('does not hold when any bit of a root or of the path is another', () => {
    const random = seededRandom(2)
    const wrong: string[] = []
    for (const [from, to] of pairs(64)) {
      const claim = claimOf(from, to)
      const bit = Math.floor(random() * 256)
      const place = Math.floor(random() * claim.path.length)
      const altered: Partial<Consistency>[] = [{ fromRoot: flipped(claim.fromRoot, bit) }]
      // A tree without entries is the beginning of any.
      if (from > 0 || to === 0) altered.push({ toRoot: flipped(claim.toRoot, bit) })
      if (claim.path.length > 0) altered.push({ path: claim.path.map((step, at) => (at === place ? flipped(step, bit) : step)) })
      for (const differing of altered)
        if (holds({ ...claim, ...differing })) wrong.push(`${from} to ${to}: bit ${bit} of ${Object.keys(differing)}, step ${place}`)
    }
    expect(wrong).toEqual([])
    const claim = claimOf(6, 13)
    for (let bit = 0; bit < 256; bit++)
      for (const [place, step] of claim.path.entries())
        expect(holds({ ...claim, path: claim.path.with(place, flipped(step, bit)) }), `step ${place}, bit ${bit}`).toBe(false)
  })
  it('does not hold with a step too few, too many or in another place', () => {
    for (const [from, to] of pairs(24)) {
      const claim = claimOf(from, to)
      const [first, ...rest] = claim.path
      for (const path of [
        [...claim.path, claim.toRoot],
        [claim.fromRoot, ...claim.path],
      ])
        expect(holds({ ...claim, path })).toBe(false)
      if (first) expect([holds({ ...claim, path: rest }), holds({ ...claim, path: claim.path.slice(0, -1) })]).toEqual([false, false])
      if (first && rest.length > 0) expect(holds({ ...claim, path: [...rest, first] })).toBe(false)
    }
  })
  it('cannot be had for a history that was changed', () => {
    const forked = aTree(entries.with(3, new TextEncoder().encode('another')))
    for (const [from, to] of pairs(24).filter(([from]) => from > 3)) {
      const toRoot = makeRoot(hash, forked, to)
      for (const path of [makeConsistency(hash, read, from, to), makeConsistency(hash, forked, from, to)])
        expect(holds({ from, to, fromRoot: roots[from] as Uint8Array, toRoot, path }), `${from} to ${to}`).toBe(false)
    }
  })
  it('does not hold for trees that are too small or too large for its path, even when it leads to their roots', () => {
    expect(holds({ ...claimOf(7, 8), from: 3, to: 4 })).toBe(false)
    expect(holds({ ...claimOf(3, 4), from: 7, to: 8 })).toBe(false)
  })
  const claim = claimOf(3, 7)
  it.each<[string, Partial<Consistency>]>([
    ['another beginning', { from: 5 }],
    ['a beginning beyond the end', { from: 8 }],
    ['a beginning below nothing', { from: -1 }],
    ['a beginning between two', { from: 2.5 }],
    ['a beginning that is no number', { from: Number.NaN }],
    ['an end that cannot be counted', { to: 2 ** 53 }],
    ['an end without end', { to: Number.POSITIVE_INFINITY }],
    ['roots the other way round', { fromRoot: claim.toRoot, toRoot: claim.fromRoot }],
    ['a beginning of nothing that has a root', { from: 0, path: [] }],
    ['nothing at both ends and the root of something', { from: 0, to: 0, path: [], toRoot: claim.fromRoot }],
    ['no path', { path: [] }],
    ['a root that is cut short', { toRoot: claim.toRoot.subarray(1) }],
    ['a step that is cut short', { path: claim.path.map((step) => step.subarray(1)) }],
    ['a step that is too long', { path: claim.path.map((step) => new Uint8Array([...step, 0])) }],
    ['fewer entries at the end, though with the same root', { from: 4, to: 1, toRoot: claim.fromRoot, path: [] }],
  ])('does not hold with %s, and does not throw', (_, differing) => {
    expect(holds(claim)).toBe(true)
    expect(holds({ ...claim, ...differing })).toBe(false)
  })
  it('is not made between sizes that are none, or backwards', () => {
    for (const [from, to] of [
      [5, 4],
      [-1, 4],
      [0.5, 4],
      [1, Number.NaN],
    ] as const)
      expect(() => makeConsistency(hash, read, from, to)).toThrow(expect.objectContaining({ code: 'range-invalid' }))
  })
})
