import type { Database } from '../db/open.ts'

/** So many indices are read at a time, and named by one erasure: its entry stays below 8 KiB. */
export const pageSize = 500

/** Tells of which entries what is personal is kept. */
export type Kept = {
  /** The indices of a visitor's entries, ascending, of whoever signed them. */
  ofVisitor(site: string, visitor: string): number[]
  /** Those of some indices, ascending and each once. */
  among(site: string, indices: readonly number[]): number[]
  /** Those before an index, ascending, a page at a time. What was erased since a page was read is not on the next. */
  before(site: string, end: number): Iterable<number[]>
}

/** What is kept in a database. */
export const createKept = ({ connection }: Database): Kept => {
  // The index `personal_halves_kept` stands in blocks of 8192 entries, each of which is searched for the visitor.
  const byVisitor = connection
    .prepare<{ site: string; visitor: string }, number>(
      `WITH RECURSIVE blocks(block) AS (
         SELECT 0 UNION ALL SELECT block + 1 FROM blocks WHERE block < (SELECT max("index") >> 13 FROM entries WHERE site = @site)
       )
       SELECT "index" FROM blocks CROSS JOIN personal_halves
       WHERE site = @site AND "index" >> 13 = block AND half <> ''
         AND substr(json_extract(half, '$.visitor'), 1, 3) = substr(@visitor, 1, 3) AND json_extract(half, '$.visitor') = @visitor
       ORDER BY "index"`,
    )
    .pluck()
  const isKept = connection.prepare(`SELECT 1 FROM personal_halves WHERE site = ? AND "index" = ? AND half <> ''`)
  const firstBlock = connection
    .prepare<[string], number>(`SELECT "index" >> 13 FROM personal_halves WHERE site = ? AND half <> '' ORDER BY "index" >> 13 LIMIT 1`)
    .pluck()
  const page = connection
    .prepare<[string, number, number], number>(
      `SELECT "index" FROM personal_halves INDEXED BY sqlite_autoindex_personal_halves_1
       WHERE site = ? AND "index" >= ? AND "index" < ? AND half <> '' ORDER BY "index" LIMIT ${pageSize}`,
    )
    .pluck()

  return {
    ofVisitor: (site, visitor) => byVisitor.all({ site, visitor }),
    among: (site, indices) => [...new Set(indices)].sort((a, b) => a - b).filter((index) => isKept.get(site, index) !== undefined),
    *before(site, end) {
      // What was erased long ago is passed over at once.
      const block = firstBlock.get(site)
      if (block === undefined) return
      for (let start = block << 13; ; ) {
        const indices = page.all(site, start, end)
        if (indices.length > 0) yield indices
        if (indices.length < pageSize) return
        start = (indices.at(-1) ?? end) + 1
      }
    },
  }
}
