import { describe, expect, it } from 'vitest'
import { aTree, nodeSha256, someEntries } from '../testing/tree.ts'
import { printHex } from './base64.ts'
import { createRange, emptyRoot, leafHash, makeRoot, nodeHash } from './tree.ts'

/** The root as RFC 9162, 2.1.1 defines it. */
const definedRoot = (entries: readonly Uint8Array[]): Uint8Array => {
  const [first] = entries
  if (first === undefined) return nodeSha256(new Uint8Array())
  if (entries.length === 1) return leafHash(nodeSha256, first)
  let split = 1
  while (split * 2 < entries.length) split *= 2
  return nodeHash(nodeSha256, definedRoot(entries.slice(0, split)), definedRoot(entries.slice(split)))
}

describe('the root of a tree', () => {
  const entries = someEntries(130)

  it('is what RFC 9162 defines, made of stored subtrees or leaf after leaf, for every size up to 130', () => {
    const range = createRange(nodeSha256)
    for (let size = 0; size <= entries.length; size++) {
      const root = printHex(definedRoot(entries.slice(0, size)))
      expect(printHex(makeRoot(nodeSha256, aTree(entries), size)), `stored, ${size}`).toBe(root)
      expect([range.size(), printHex(range.root())]).toEqual([size, root])
      const next = entries[size]
      if (next) range.append(leafHash(nodeSha256, next))
    }
  })
  it('of no leaves is the hash of nothing', () => {
    expect(printHex(emptyRoot(nodeSha256))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
  it('cannot be an entry that pretends to be a node', () => {
    const [one, other] = [leafHash(nodeSha256, new Uint8Array([1])), leafHash(nodeSha256, new Uint8Array([2]))]
    expect(leafHash(nodeSha256, new Uint8Array([...one, ...other]))).not.toEqual(nodeHash(nodeSha256, one, other))
  })
  it('asks for no more subtrees than a size has binary digits, also beyond 32 bits', () => {
    const asked: [number, number][] = []
    const read = (level: number, index: number) => {
      asked.push([level, index])
      return new Uint8Array(32)
    }
    makeRoot(nodeSha256, read, 2 ** 53 - 1)
    expect(asked).toHaveLength(53)
    expect(asked.at(-1)).toEqual([52, 0])
    expect(asked[0]).toEqual([0, 2 ** 53 - 2])
  })
  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is refused for the size %d', (size) => {
    expect(() => makeRoot(nodeSha256, aTree(entries), size)).toThrow(expect.objectContaining({ code: 'range-invalid' }))
  })
})
