import { randomBytes } from 'node:crypto'
import { canonical } from '@kakburk/shared'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { entries, personalHalves } from '../db/schema.ts'
import type { Clock } from './clock.ts'
import type { Appended, Draft } from './contract.ts'
import { makeLoggedEntry } from './entry.ts'
import { parseRow, selectEntries } from './row.ts'

/**
 * Appends a draft to the log of its site, at once and on disk when it returns; inside another change of the database, with
 * that change. What it promises is what `ConsentLog.append` does.
 */
export const createAppend = (database: Database, timeAfter: Clock): ((draft: Draft) => Appended) => {
  const { orm } = database
  const firstOfId = selectEntries(database)
    .where(and(eq(entries.site, sql.placeholder('site')), eq(entries.id, sql.placeholder('id'))))
    .prepare()
  const lastOfSite = orm
    .select({ index: entries.index, at: entries.at })
    .from(entries)
    .where(eq(entries.site, sql.placeholder('site')))
    .orderBy(desc(entries.index))
    .limit(1)
    .prepare()
  const insertEntry = orm
    .insert(entries)
    .values({
      site: sql.placeholder('site'),
      index: sql.placeholder('index'),
      id: sql.placeholder('id'),
      at: sql.placeholder('at'),
      entry: sql.placeholder('entry'),
      leafHash: sql.placeholder('leafHash'),
    })
    .prepare()
  const insertHalf = orm
    .insert(personalHalves)
    .values({
      site: sql.placeholder('site'),
      index: sql.placeholder('index'),
      salt: sql.placeholder('salt'),
      half: sql.placeholder('half'),
    })
    .prepare()

  return (draft) =>
    database.change(() => {
      const { site, id } = draft.entry
      const first = firstOfId.get({ site, id })
      if (first) return { logged: parseRow(first), isNew: false }
      const last = lastOfSite.get({ site })
      const at = timeAfter(site, last?.at)
      const logged = makeLoggedEntry(draft, { index: last ? last.index + 1 : 0, at, salt: randomBytes(32) })
      const { index, text, leafHash, personal } = logged
      insertEntry.run({ site, index, id, at, entry: text, leafHash })
      if (personal) insertHalf.run({ site, index, salt: personal.salt, half: canonical(personal.half) })
      return { logged, isNew: true }
    })
}
