import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { entries } from '../db/schema.ts'
import type { ConsentLog } from './contract.ts'
import { parseRow, selectEntries } from './row.ts'

/** So many entries are read at a time; between two reads other requests have their turn. */
const pageSize = 1000

/** What a log in a SQLite database tells of its entries. */
export const createEntryReader = (database: Database): Pick<ConsentLog, 'find' | 'entries' | 'indexAt' | 'size'> => {
  const { orm } = database
  const ofSite = eq(entries.site, sql.placeholder('site'))
  const byId = selectEntries(database)
    .where(and(ofSite, eq(entries.id, sql.placeholder('id'))))
    .prepare()
  const page = selectEntries(database)
    .where(and(ofSite, gte(entries.index, sql.placeholder('start')), lt(entries.index, sql.placeholder('end'))))
    .orderBy(asc(entries.index))
    .limit(pageSize)
    .prepare()
  // Times do not go backwards, so the first entry by time is the first by index too.
  const firstAt = orm
    .select({ index: entries.index })
    .from(entries)
    .where(and(ofSite, gte(entries.at, sql.placeholder('time'))))
    .orderBy(asc(entries.at), asc(entries.index))
    .limit(1)
    .prepare()
  // Indices have no gap: the last one tells the size, without counting millions of entries.
  const nextIndex = orm
    .select({ size: sql<number>`coalesce(max(${entries.index}) + 1, 0)` })
    .from(entries)
    .where(ofSite)
    .prepare()
  const size = (site: string) => nextIndex.get({ site })?.size ?? 0

  return {
    async find(site, id) {
      const row = byId.get({ site, id })
      return row && parseRow(row)
    },
    async *entries(site, start = 0, end = Number.POSITIVE_INFINITY) {
      const stop = Math.min(end, size(site))
      for (let from = start; from < stop; from += pageSize) {
        const rows = page.all({ site, start: from, end: stop })
        for (const row of rows) yield parseRow(row)
        await setImmediate()
      }
    },
    async indexAt(site, time) {
      return firstAt.get({ site, time })?.index ?? size(site)
    },
    async size(site) {
      return size(site)
    },
  }
}
