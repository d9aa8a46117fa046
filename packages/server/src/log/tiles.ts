import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { tiles } from '../db/schema.ts'
import { operatorProblem } from './problem.ts'
import { createTile, type Tile, tileHeight } from './tile.ts'
import type { Tiles } from './tree.ts'

/** So many tiles are kept ready to read, of all sites together: 16 KB each. */
const cacheSize = 128

/** The full tiles of all sites in a SQLite database. `forget` is for when a change that added tiles did not reach the disk. */
export const createSqliteTiles = (database: Database): { ofSite(site: string): Tiles; forget(): void } => {
  const given = { site: sql.placeholder('site'), level: sql.placeholder('level'), index: sql.placeholder('index') }
  const ofLevel = and(eq(tiles.site, given.site), eq(tiles.level, given.level))
  const { orm } = database
  const hashesOf = orm
    .select({ hashes: tiles.hashes })
    .from(tiles)
    .where(and(ofLevel, eq(tiles.index, given.index)))
    .prepare()
  const rootsOf = orm
    .select({ root: tiles.root })
    .from(tiles)
    .where(and(ofLevel, gte(tiles.index, sql.placeholder('start')), lt(tiles.index, sql.placeholder('end'))))
    .orderBy(asc(tiles.index))
    .prepare()
  const insert = orm
    .insert(tiles)
    .values({ ...given, root: sql.placeholder('root'), hashes: sql.placeholder('hashes') })
    .prepare()

  // A tile never changes, so what is in here stays true; a Map gives its keys in the order in which they came in.
  const cache = new Map<string, Tile>()
  const keep = (key: string, tile: Tile): Tile => {
    cache.delete(key)
    cache.set(key, tile)
    for (const oldest of cache.keys()) {
      if (cache.size <= cacheSize) break
      cache.delete(oldest)
    }
    return tile
  }

  return {
    ofSite: (site) => ({
      read(level, index) {
        const key = `${site} ${level} ${index}`
        const tile = cache.get(key)
        if (tile) return keep(key, tile)
        const row = hashesOf.get({ site, level, index })
        if (!row) throw missing(site, level, index)
        return keep(key, createTile(row.hashes))
      },
      add(level, index, tile) {
        insert.run({ site, level, index, root: tile.read(tileHeight, 0), hashes: tile.hashes() })
      },
      roots(level, start, end) {
        const rows = start === end ? [] : rootsOf.all({ site, level, start, end })
        if (rows.length !== end - start) throw missing(site, level, start + rows.length)
        return rows.map(({ root }) => root)
      },
    }),
    forget: () => cache.clear(),
  }
}

const missing = (site: string, level: number, index: number) =>
  operatorProblem(`the log of site "${site}" is damaged: tile ${index} of level ${level} is missing; restore it from a backup`)
