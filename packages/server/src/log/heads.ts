import { hasSameBytes, makeRoot, parseCheckpoint, parseNote } from '@kakburk/shared/proof'
import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { checkpoints, entries, tiles } from '../db/schema.ts'
import type { SignedCheckpoint } from './contract.ts'
import { makeLeafHash } from './entry.ts'
import { hash } from './hash.ts'
import { checkNewest } from './newest.ts'
import { operatorProblem } from './problem.ts'
import { tileWidth } from './tile.ts'
import { createSqliteTiles } from './tiles.ts'
import { createTree, type Tree } from './tree.ts'

/** The last entry of a site. */
export type Last = { index: number; at: string; leafHash: Uint8Array }

/** How far the log of a site has come, in memory: what the next entry and its proof need. */
export type Head = { tree: Tree; last: Last | undefined; checkpoint: SignedCheckpoint | undefined }

export type Heads = {
  /**
   * The head of a site as the database has it now. Entries without a checkpoint, of before there were any, are in its tree but
   * their tiles are written now, so that those need a change of the database. Throws `storage-unavailable` when tree and newest
   * checkpoint do not agree.
   */
  open(site: string): Head
  /** Whether every entry of a site is in its newest checkpoint. */
  isSigned(site: string): boolean
  /** Forgets what is in memory, after a change that did not reach the disk. */
  forget(): void
}

/** So many entries are read at a time. */
const pageSize = 4 * tileWidth

/** The heads of the logs in a SQLite database. To open one, the entries of its last tile are read, and at most 255 hashes of each level above. */
export const createHeads = (database: Database): Heads => {
  const { orm } = database
  const given = { site: sql.placeholder('site'), start: sql.placeholder('start'), end: sql.placeholder('end') }
  const lastOfSite = orm
    .select({ index: entries.index, at: entries.at, leafHash: entries.leafHash })
    .from(entries)
    .where(eq(entries.site, given.site))
    .orderBy(desc(entries.index))
    .limit(1)
    .prepare()
  const newest = orm
    .select({ size: checkpoints.size, at: checkpoints.at, note: checkpoints.note })
    .from(checkpoints)
    .where(eq(checkpoints.site, given.site))
    .orderBy(desc(checkpoints.size))
    .limit(1)
    .prepare()
  const lastTile = orm
    .select({ index: tiles.index })
    .from(tiles)
    .where(and(eq(tiles.site, given.site), eq(tiles.level, 0)))
    .orderBy(desc(tiles.index))
    .limit(1)
    .prepare()
  const texts = orm
    .select({ text: entries.entry })
    .from(entries)
    .where(and(eq(entries.site, given.site), gte(entries.index, given.start), lt(entries.index, given.end)))
    .orderBy(asc(entries.index))
    .limit(pageSize)
    .prepare()

  const stored = createSqliteTiles(database)
  const known = new Map<string, Head>()

  const load = (site: string, last: Last | undefined): Head => {
    const size = last ? last.index + 1 : 0
    // Of what was added since `last` was read, nothing.
    const full = Math.min((lastTile.get({ site })?.index ?? -1) + 1, Math.floor(size / tileWidth))
    const tree = createTree(stored.ofSite(site), full)
    while (tree.size() < size) {
      const page = texts.all({ site, start: tree.size(), end: size })
      if (page.length === 0) throw damaged(site, `entry ${tree.size()} is missing`)
      for (const { text } of page) tree.append(makeLeafHash(text))
    }
    const checkpoint = newest.get({ site })
    if (checkpoint) checkRoot(site, tree, checkpoint)
    checkNewest(database.file, site, tree)
    return { tree, last, checkpoint }
  }

  return {
    open(site) {
      const last = lastOfSite.get({ site })
      const head = known.get(site)
      if (head && isSame(head.last, last)) return head
      // Another process has appended, or what is known here did not reach the disk after all.
      stored.forget()
      const loaded = load(site, last)
      known.set(site, loaded)
      return loaded
    },
    isSigned(site) {
      const last = lastOfSite.get({ site })
      return last === undefined || newest.get({ site })?.size === last.index + 1
    },
    forget() {
      stored.forget()
      known.clear()
    },
  }
}

/** An entry has an id and a salt of its own: where the last ones are the same, so is all that stands before them. */
const isSame = (known: Last | undefined, last: Last | undefined): boolean =>
  known?.index === last?.index && (!known || !last || hasSameBytes(known.leafHash, last.leafHash))

/** A tree that is at odds with what was signed must not be signed on: that would be a fork. */
const checkRoot = (site: string, tree: Tree, { size, note }: SignedCheckpoint): void => {
  if (size > tree.size()) throw damaged(site, `its newest checkpoint is of ${size} entries, and there are ${tree.size()}`)
  const { root } = parseCheckpoint(parseNote(note).text)
  if (!hasSameBytes(makeRoot(hash, tree.read, size), root)) throw damaged(site, `its entries do not have the root of checkpoint ${size}`)
}

const damaged = (site: string, how: string) => operatorProblem(`the log of site "${site}" is damaged: ${how}; restore it from a backup`)
