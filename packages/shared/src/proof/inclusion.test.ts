import { describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../testing/random.ts'
import { aTree, flipped, nodeSha256, someEntries } from '../testing/tree.ts'
import { createInclusions, holdsInclusion, type Inclusion, makeInclusion } from './inclusion.ts'
import { leafHash, makeRoot, type ReadHash } from './tree.ts'

const hash = nodeSha256
const entries = someEntries(130)
const leaves = entries.map((entry) => leafHash(hash, entry))
const read = aTree(entries)
const holds = (claim: Inclusion) => holdsInclusion(hash, claim)
const roots = Array.from({ length: 131 }, (_, size) => makeRoot(hash, read, size))
const claimOf = (index: number, size: number): Inclusion => ({
  leaf: leaves[index] as Uint8Array,
  index,
  size,
  root: roots[size] as Uint8Array,
  path: makeInclusion(hash, read, index, size),
})

/** The path as RFC 9162, 2.1.3.1 defines it. */
const definedPath = (index: number, some: readonly Uint8Array[]): Uint8Array[] => {
  if (some.length <= 1) return []
  let split = 1
  while (split * 2 < some.length) split *= 2
  const [left, right] = [some.slice(0, split), some.slice(split)]
  const rootOf = (part: readonly Uint8Array[]) => makeRoot(hash, aTree(part), part.length)
  return index < split ? [...definedPath(index, left), rootOf(right)] : [...definedPath(index - split, right), rootOf(left)]
}

describe('an inclusion proof', () => {
  it('is what RFC 9162 defines', () => {
    for (let size = 1; size <= 20; size++)
      for (let index = 0; index < size; index++)
        expect(claimOf(index, size).path, `${index} of ${size}`).toEqual(definedPath(index, entries.slice(0, size)))
  })
  it('is the same when it is made with others, which have its hashes in common', () => {
    const hashed = vi.fn(hash)
    const pathOf = createInclusions(hashed, read, 127)
    const paths = leaves.slice(0, 127).map((_, index) => pathOf(index))
    expect(paths).toEqual(leaves.slice(0, 127).map((_, index) => makeInclusion(hash, read, index, 127)))
    expect(paths[0]?.at(-1)).toBe(paths[1]?.at(-1))
    const once = hashed.mock.calls.length
    for (let index = 0; index < 127; index++) pathOf(index)
    expect(hashed).toHaveBeenCalledTimes(once)
  })
  it('holds for every entry of every tree up to 130', () => {
    const wrong: string[] = []
    for (let size = 1; size <= 130; size++)
      for (let index = 0; index < size; index++) if (!holds(claimOf(index, size))) wrong.push(`${index} of ${size}`)
    expect(wrong).toEqual([])
  })
  it('holds for no other index of the tree', () => {
    for (let size = 2; size <= 24; size++)
      for (let index = 0; index < size; index++) {
        const claim = claimOf(index, size)
        const others = Array.from({ length: size }, (_, other) => other).filter((other) => holds({ ...claim, index: other }))
        expect(others, `${index} of ${size}`).toEqual([index])
      }
  })
  it('does not hold when any bit of the leaf, the root or the path is another', () => {
    const random = seededRandom(1)
    const wrong: string[] = []
    for (let size = 1; size <= 64; size++)
      for (let index = 0; index < size; index++) {
        const claim = claimOf(index, size)
        const bit = Math.floor(random() * 256)
        const place = Math.floor(random() * claim.path.length)
        const altered: Partial<Inclusion>[] = [{ leaf: flipped(claim.leaf, bit) }, { root: flipped(claim.root, bit) }]
        if (size > 1) altered.push({ path: claim.path.map((step, at) => (at === place ? flipped(step, bit) : step)) })
        for (const differing of altered)
          if (holds({ ...claim, ...differing })) wrong.push(`${index} of ${size}: bit ${bit} of ${Object.keys(differing)}, step ${place}`)
      }
    expect(wrong).toEqual([])
    const claim = claimOf(5, 13)
    for (let bit = 0; bit < 256; bit++)
      for (const [place, step] of claim.path.entries())
        expect(holds({ ...claim, path: claim.path.with(place, flipped(step, bit)) }), `step ${place}, bit ${bit}`).toBe(false)
  })
  it('does not hold with a step too few, too many or in another place', () => {
    for (let size = 1; size <= 24; size++)
      for (let index = 0; index < size; index++) {
        const claim = claimOf(index, size)
        const [first, ...rest] = claim.path
        for (const path of [
          [...claim.path, claim.root],
          [claim.root, ...claim.path],
          [...claim.path, ...claim.path, claim.leaf],
        ])
          expect(holds({ ...claim, path })).toBe(false)
        if (first) expect([holds({ ...claim, path: rest }), holds({ ...claim, path: claim.path.slice(0, -1) })]).toEqual([false, false])
        if (first && rest.length > 0) expect(holds({ ...claim, path: [...rest, first] })).toBe(false)
      }
  })
  const claim = claimOf(2, 5)
  it.each<[string, Partial<Inclusion>]>([
    ['an index beyond the size', { index: 5 }],
    ['an index below nothing', { index: -1 }],
    ['an index between two', { index: 2.5 }],
    ['an index that is no number', { index: Number.NaN }],
    ['a size of nothing', { index: 0, size: 0 }],
    ['a size that cannot be counted', { size: 2 ** 53 }],
    ['a size without end', { size: Number.POSITIVE_INFINITY }],
    ['a root that is cut short', { root: claim.root.subarray(1) }],
    ['a leaf that is cut short', { leaf: claim.leaf.subarray(1) }],
    ['a step that is cut short', { path: claim.path.map((step) => step.subarray(1)) }],
    ['a step that is too long', { path: claim.path.map((step) => new Uint8Array([...step, 0])) }],
  ])('does not hold with %s, and does not throw', (_, differing) => {
    expect(holds(claim)).toBe(true)
    expect(holds({ ...claim, ...differing })).toBe(false)
  })
  it('does not hold for a tree that is too small for its index or its path, even when they lead to the root', () => {
    const [one, other] = [leaves[0] as Uint8Array, leaves[1] as Uint8Array]
    expect(holds({ leaf: other, index: 1, size: 2, root: roots[2] as Uint8Array, path: [one] })).toBe(true)
    expect(holds({ leaf: other, index: 0, size: 1, root: roots[2] as Uint8Array, path: [one] })).toBe(false)
    expect(holds({ leaf: one, index: 0, size: 1, root: one, path: [] })).toBe(true)
    expect(holds({ leaf: one, index: 1, size: 1, root: one, path: [] })).toBe(false)
  })
  it('is not made for an entry that is not there', () => {
    for (const [index, size] of [
      [0, 0],
      [5, 5],
      [-1, 5],
      [0.5, 5],
      [0, 2.5],
    ] as const)
      expect(() => makeInclusion(hash, read, index, size)).toThrow(expect.objectContaining({ code: 'range-invalid' }))
  })
  it('is made and checked far beyond 32 bits', () => {
    // A tree whose entries are all the same: each complete subtree is known by its level.
    const levels = [leafHash(hash, new Uint8Array())]
    const far: ReadHash = (level) => {
      while (levels.length <= level) levels.push(nodeOf(levels.at(-1) as Uint8Array))
      return levels[level] as Uint8Array
    }
    const nodeOf = (below: Uint8Array) => hash(new Uint8Array([1, ...below, ...below]))
    const size = 2 ** 53 - 1
    for (const index of [0, 2 ** 32, 2 ** 52 + 12_345, size - 1]) {
      const path = makeInclusion(hash, far, index, size)
      expect(holds({ leaf: far(0, index), index, size, root: makeRoot(hash, far, size), path }), `${index}`).toBe(true)
    }
  })
})
