import type { Entry, PersonalHalf } from '@kakburk/shared'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { entries, personalHalves } from '../db/schema.ts'
import type { LoggedEntry } from './contract.ts'

/** An entry with what is left of its personal half, as the database gives it. */
export type EntryRow = { index: number; text: string; leafHash: Buffer; personal: { salt: Buffer; half: string } | null }

/** The start of every query for entries. A half that was erased is an empty row. */
export const selectEntries = ({ orm }: Database) =>
  orm
    .select({
      index: entries.index,
      text: entries.entry,
      leafHash: entries.leafHash,
      personal: { salt: personalHalves.salt, half: personalHalves.half },
    })
    .from(entries)
    .leftJoin(
      personalHalves,
      // Not `ne`, which makes a parameter of the empty text: SQLite then plans anew each time, as it may be what an index is partial by.
      and(eq(personalHalves.site, entries.site), eq(personalHalves.index, entries.index), sql`${personalHalves.half} <> ''`),
    )

/** Reads a row. It is believed: only checked values are written, and the database refuses to change one. */
export const parseRow = ({ index, text, leafHash, personal }: EntryRow): LoggedEntry => ({
  index,
  entry: JSON.parse(text) as Entry,
  text,
  leafHash,
  personal: personal && { salt: personal.salt, half: JSON.parse(personal.half) as PersonalHalf, text: personal.half },
})
