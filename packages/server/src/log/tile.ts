import { hashSize, nodeHash } from '@kakburk/shared/proof'
import { hash } from './hash.ts'

/** Hashes in a full tile, and the levels of the tree that it spans: 2^8 = 256. */
export const tileWidth = 256
export const tileHeight = 8

/** A tile (C2SP tlog-tiles): a subtree of up to 256 hashes, with the hash of every complete subtree inside it at hand. */
export type Tile = {
  size(): number
  append(hash: Uint8Array): void
  /** The hash of the index-th complete subtree of 2^level of its hashes; at level 8 the root of the tile. */
  read(level: number, index: number): Uint8Array
  /** All its hashes, one after the other: what is stored of a full one. */
  hashes(): Uint8Array
}

/** A tile, filled with hashes that lie one after the other. */
export const createTile = (filling: Uint8Array = new Uint8Array()): Tile => {
  // 256 hashes, then the 128 above them, then 64…
  const nodes = new Uint8Array((2 * tileWidth - 1) * hashSize)
  let size = 0

  const placeOf = (level: number, index: number): number => (2 * tileWidth - ((2 * tileWidth) >> level) + index) * hashSize

  const read = (level: number, index: number): Uint8Array => {
    const place = placeOf(level, index)
    return nodes.subarray(place, place + hashSize)
  }

  const append = (leaf: Uint8Array): void => {
    nodes.set(leaf, placeOf(0, size))
    let index = size
    for (let level = 0; index % 2 === 1; level++) {
      nodes.set(nodeHash(hash, read(level, index - 1), read(level, index)), placeOf(level + 1, index >> 1))
      index >>= 1
    }
    size++
  }

  for (let place = 0; place < filling.length; place += hashSize) append(filling.subarray(place, place + hashSize))
  return { size: () => size, append, read, hashes: () => nodes.subarray(0, size * hashSize) }
}
