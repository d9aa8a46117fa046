import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { whenUnlocked } from '../db/patience.ts'
import { accesses } from '../db/schema.ts'
import type { AccessLog } from './contract.ts'

/** So many lines are read at a time. */
const pageSize = 1000

/** The access log in a SQLite database. A line waits `patience` milliseconds for another process to be done with the database. */
export const createAccessLog = (
  database: Database,
  { now = () => new Date(), patience = 5000 }: { now?: () => Date; patience?: number } = {},
): AccessLog => {
  const { orm } = database
  const given = { site: sql.placeholder('site'), start: sql.placeholder('start') }
  const nextIndex = orm
    .select({ index: sql<number>`coalesce(max(${accesses.index}) + 1, 0)` })
    .from(accesses)
    .where(eq(accesses.site, given.site))
    .prepare()
  const insert = orm
    .insert(accesses)
    .values({
      site: given.site,
      index: sql.placeholder('index'),
      at: sql.placeholder('at'),
      who: sql.placeholder('who'),
      action: sql.placeholder('action'),
      detail: sql.placeholder('detail'),
    })
    .prepare()
  const page = orm
    .select()
    .from(accesses)
    .where(and(eq(accesses.site, given.site), gte(accesses.index, given.start)))
    .orderBy(asc(accesses.index))
    .limit(pageSize)
    .prepare()

  return {
    async append({ site, who, action, detail }) {
      const line = { site, at: now().toISOString(), who, action, detail }
      const write = () => database.change(() => insert.run({ ...line, index: nextIndex.get({ site })?.index ?? 0 }))
      await whenUnlocked(write, patience)
    },
    async *list(site) {
      for (let start = 0; ; start += pageSize) {
        const lines = page.all({ site, start })
        yield* lines
        if (lines.length < pageSize) return
        await setImmediate()
      }
    },
  }
}
