import { createHash } from 'node:crypto'
import type { Hash, ReadHash } from '../proof/index.ts'
import { leafHash, nodeHash } from '../proof/index.ts'

/** SHA-256 as a server would pass it. */
export const nodeSha256: Hash = (bytes) => createHash('sha256').update(bytes).digest()

/** The entries of a log of `size`, each different from the others. */
export const someEntries = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, index) => new TextEncoder().encode(`entry ${index}`))

/** Every hash of the tree over these entries, as a server would keep them. */
export const aTree = (entries: readonly Uint8Array[]): ReadHash => {
  const levels = [entries.map((entry) => leafHash(nodeSha256, entry))]
  for (let below = levels[0] ?? []; below.length > 1; ) {
    const pairs = Array.from({ length: Math.floor(below.length / 2) }, (_, index) =>
      nodeHash(nodeSha256, below[index * 2] as Uint8Array, below[index * 2 + 1] as Uint8Array),
    )
    levels.push(pairs)
    below = pairs
  }
  return (level, index) => {
    const found = levels[level]?.[index]
    if (found === undefined) throw new RangeError(`no complete subtree of level ${level} at ${index}`)
    return found
  }
}

/** The same bytes with one bit turned over. */
export const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, index) => (index === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte))
