import { createHash } from 'node:crypto'
import { createRange, holdsConsistency, holdsInclusion, makeConsistency, makeInclusion, makeRoot } from '@kakburk/shared/proof'
import { describe, expect, it } from 'vitest'
import { createTiles } from '../testing/tiles.ts'
import { hash } from './hash.ts'
import { createTree } from './tree.ts'

const leaves = Array.from({ length: 66_000 }, (_, index) => createHash('sha256').update(String(index)).digest())

/** The hash of the index-th leaf, in these tests. */
const leaf = (index: number): Uint8Array => leaves[index] ?? new Uint8Array()

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

const sizes = [0, 1, 2, 255, 256, 257, 511, 512, 700, 65_535, 65_536, 65_537, 66_000]

/** The roots at those sizes, by the tree of the shared library that keeps no tiles. */
const roots = new Map<number, Uint8Array>()
const range = createRange(hash)
for (const size of sizes) {
  while (range.size() < size) range.append(leaf(range.size()))
  roots.set(size, range.root())
}
const rootAt = (size: number): Uint8Array => roots.get(size) ?? new Uint8Array()

const grow = (size: number) => {
  const tiles = createTiles()
  const tree = createTree(tiles, 0)
  while (tree.size() < size) tree.append(leaf(tree.size()))
  return { tiles, tree }
}

/** Grown once: 257 full tiles, one of which is full of the roots of others. */
const grown = grow(66_000)

describe('a tree', () => {
  it('has the root of RFC 9162 at every size', () => {
    const { tree } = grown
    for (const size of sizes) expect(hex(makeRoot(hash, tree.read, size))).toBe(hex(rootAt(size)))
  })

  it.each([0, 255, 256, 700, 65_537])('of %i leaves is the same when it is read from its tiles again', (size) => {
    const { tiles } = grow(size)
    const again = createTree(tiles, Math.floor(size / 256))
    expect(again.size()).toBe(size - (size % 256))
    while (again.size() < size) again.append(leaf(again.size()))
    expect(hex(makeRoot(hash, again.read, size))).toBe(hex(rootAt(size)))
  })

  it('proves any leaf at any size', () => {
    const { tiles } = grown
    const tree = createTree(tiles, 257)
    while (tree.size() < 66_000) tree.append(leaf(tree.size()))
    for (const size of sizes) {
      for (const index of [0, 1, 254, 255, 256, 511, 699, 65_535, 65_536, 65_999].filter((each) => each < size)) {
        const path = makeInclusion(hash, tree.read, index, size)
        expect(holdsInclusion(hash, { leaf: leaf(index), index, size, root: rootAt(size), path })).toBe(true)
      }
    }
  })

  it('proves that it only grew', () => {
    const { tree } = grown
    for (const from of sizes) {
      for (const to of sizes.filter((each) => each >= from)) {
        const path = makeConsistency(hash, tree.read, from, to)
        expect(holdsConsistency(hash, { from, to, fromRoot: rootAt(from), toRoot: rootAt(to), path })).toBe(true)
      }
    }
  })

  it('reads at most 255 roots of each level, and no hash of a full tile, to grow on', () => {
    const { tiles } = grown
    tiles.reads.length = 0
    createTree(tiles, 257)
    expect(tiles.reads).toEqual(['roots 0 256-257', 'roots 1 0-1'])
  })

  it('reads nothing to prove the newest leaves, on either side of the edge of a tile', () => {
    const { tiles, tree } = grow(65_540)
    tiles.reads.length = 0
    for (let index = 65_400; index < 65_540; index++) makeInclusion(hash, tree.read, index, 65_540)
    expect(tiles.reads).toEqual([])
  })
})
