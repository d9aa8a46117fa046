import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { whenUnlocked } from '../db/patience.ts'
import { entries, sites } from '../db/schema.ts'
import { createAppend } from './append.ts'
import { type ClockOptions, createClock } from './clock.ts'
import type { ConsentLog } from './contract.ts'
import { parseRow, selectEntries } from './row.ts'

/** So many entries are read at a time; between two reads other requests have their turn. */
const pageSize = 1000

/**
 * The log in a SQLite database, beside its sites. An entry waits `patience` milliseconds for another process to be done with
 * the database; where that is to hold nothing else up, the database itself is opened without patience.
 */
export const createSqliteLog = (
  database: Database,
  { patience = 5000, ...clock }: ClockOptions & { patience?: number } = {},
): ConsentLog => {
  const { orm } = database
  const append = createAppend(database, createClock(clock))
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
  const anySite = orm.select({ id: sites.id }).from(sites).limit(1).prepare()

  let failure: unknown
  const size = (site: string) => nextIndex.get({ site })?.size ?? 0

  return {
    async append(draft) {
      try {
        const appended = await whenUnlocked(() => append(draft), patience)
        // A receipt that comes again is only read, which a full disk allows.
        if (appended.isNew) failure = undefined
        return appended
      } catch (error) {
        failure = error
        throw error
      }
    },
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
    async check() {
      if (failure !== undefined) throw failure
      anySite.get()
    },
  }
}
