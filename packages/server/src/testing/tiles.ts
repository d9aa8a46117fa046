import type { Tile } from '../log/tile.ts'
import { createTile } from '../log/tile.ts'
import type { Tiles } from '../log/tree.ts'

/** Tiles in memory, kept as they would be stored, and a list of what was read of them. */
export const createTiles = (): Tiles & { reads: string[] } => {
  const stored = new Map<string, { hashes: Uint8Array; root: Uint8Array }>()
  const reads: string[] = []
  const require = (level: number, index: number) => {
    const found = stored.get(`${level} ${index}`)
    if (!found) throw new Error(`no tile ${index} of level ${level}`)
    return found
  }
  return {
    reads,
    read(level, index): Tile {
      reads.push(`tile ${level} ${index}`)
      return createTile(require(level, index).hashes)
    },
    add(level, index, tile) {
      stored.set(`${level} ${index}`, { hashes: tile.hashes().slice(), root: tile.read(8, 0).slice() })
    },
    roots(level, start, end) {
      reads.push(`roots ${level} ${start}-${end}`)
      return Array.from({ length: end - start }, (_, place) => require(level, start + place).root)
    },
  }
}
