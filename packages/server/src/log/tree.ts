import type { ReadHash } from '@kakburk/shared/proof'
import { createTile, type Tile, tileHeight, tileWidth } from './tile.ts'

/** Where the full tiles of one tree lie. */
export type Tiles = {
  /** A tile that was added. */
  read(level: number, index: number): Tile
  /** Adds a tile that is full. */
  add(level: number, index: number, tile: Tile): void
  /** The roots of the tiles of a level from `start` and before `end`. */
  roots(level: number, start: number, end: number): Uint8Array[]
}

/** A tree that grows, of which only the tiles at its right edge are in memory. */
export type Tree = {
  size(): number
  append(leafHash: Uint8Array): void
  read: ReadHash
}

/** The tree of the leaves in the first so many full tiles, however many those are: at most 255 roots are read of each level. */
export const createTree = (tiles: Tiles, fullTiles: number): Tree => {
  const edge: Tile[] = [createTile()]
  /** How many tiles are full, by level. */
  const counts: number[] = []
  for (let [level, count] = [0, fullTiles]; count > 0; level++, count = Math.floor(count / tileWidth)) {
    counts[level] = count
    const above = createTile()
    for (const root of tiles.roots(level, count - (count % tileWidth), count)) above.append(root)
    edge[level + 1] = above
  }

  /** The tile that was full last, by level: the newest entries of a group may lie on either side of it. */
  const previous: Tile[] = []

  const append = (level: number, hash: Uint8Array): void => {
    const tile = edge[level] ?? createTile()
    edge[level] = tile
    tile.append(hash)
    if (tile.size() < tileWidth) return
    const index = counts[level] ?? 0
    tiles.add(level, index, tile)
    counts[level] = index + 1
    previous[level] = tile
    edge[level] = createTile()
    append(level + 1, tile.read(tileHeight, 0))
  }

  const tileAt = (level: number, index: number): Tile => {
    const count = counts[level] ?? 0
    const tile = index === count ? edge[level] : index === count - 1 ? previous[level] : undefined
    return tile ?? tiles.read(level, index)
  }

  return {
    size: () => (counts[0] ?? 0) * tileWidth + (edge[0]?.size() ?? 0),
    append: (leafHash) => append(0, leafHash),
    read: (level, index) => {
      const inside = level % tileHeight
      const width = tileWidth >> inside
      return tileAt((level - inside) / tileHeight, Math.floor(index / width)).read(inside, index % width)
    },
  }
}
