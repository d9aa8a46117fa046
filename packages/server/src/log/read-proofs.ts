import { setImmediate } from 'node:timers/promises'
import { ConsentProblem } from '@kakburk/shared'
import { makeConsistency, makeInclusion } from '@kakburk/shared/proof'
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { checkpoints } from '../db/schema.ts'
import type { ConsentLog } from './contract.ts'
import { hash } from './hash.ts'
import type { Head, Heads } from './heads.ts'
import type { Keys } from './keys/keys.ts'
import type { Tree } from './tree.ts'
import type { Writer } from './writer.ts'

type Parts = { heads: Heads; keys: Keys; writer: Writer }

/** So many checkpoints are read at a time. */
const pageSize = 1000

/** What a log in a SQLite database proves of itself. */
export const createProofReader = (
  database: Database,
  { heads, keys, writer }: Parts,
): Pick<ConsentLog, 'checkpoint' | 'checkpoints' | 'checkpointAt' | 'prove' | 'consistency' | 'keys'> => {
  const given = { site: sql.placeholder('site'), size: sql.placeholder('size') }
  const select = () => database.orm.select({ size: checkpoints.size, at: checkpoints.at, note: checkpoints.note }).from(checkpoints)
  const atSize = select()
    .where(and(eq(checkpoints.site, given.site), eq(checkpoints.size, given.size)))
    .prepare()
  const page = select()
    .where(and(eq(checkpoints.site, given.site), gt(checkpoints.size, given.size), lte(checkpoints.size, sql.placeholder('last'))))
    .orderBy(asc(checkpoints.size))
    .limit(pageSize)
    .prepare()

  const headOf = (site: string): Head => {
    if (!heads.isSigned(site)) writer.catchUp(site)
    return database.read(() => heads.open(site))
  }

  return {
    async checkpoint(site) {
      return headOf(site).checkpoint
    },
    async *checkpoints(site) {
      const last = headOf(site).checkpoint?.size ?? 0
      for (let size = 0; size < last; ) {
        const rows = page.all({ site, size, last })
        yield* rows
        size = rows.at(-1)?.size ?? last
        await setImmediate()
      }
    },
    async checkpointAt(site, size) {
      return atSize.get({ site, size })
    },
    async prove(site, index, size) {
      const { tree } = headOf(site)
      return proveIn(tree, index, size)
    },
    async consistency(site, from, to) {
      return showGrowth(headOf(site).tree, from, to)
    },
    async keys(site) {
      return keys.list(site)
    },
  }
}

/** The path from an entry to the root of a tree's first `size`. Throws `range-invalid` for what the tree does not have. */
export const proveIn = (tree: Tree, index: number, size = tree.size()): Uint8Array[] => {
  requireWithin(tree, size)
  return makeInclusion(hash, tree.read, index, size)
}

/** That a tree's first `from` are the beginning of its first `to`. Throws `range-invalid` for what the tree does not have. */
export const showGrowth = (tree: Tree, from: number, to: number): Uint8Array[] => {
  requireWithin(tree, to)
  return makeConsistency(hash, tree.read, from, to)
}

const requireWithin = (tree: Tree, size: number): void => {
  if (size > tree.size()) throw new ConsentProblem('range-invalid', `size: the log has ${tree.size()} entries, got ${size}`)
}
