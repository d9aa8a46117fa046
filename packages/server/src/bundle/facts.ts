import { ConsentProblem } from '@kakburk/shared'
import { parseCheckpoint, parseNote } from '@kakburk/shared/proof'
import type Client from 'better-sqlite3'

/** What a bundle is of: one log, up to one checkpoint. */
export type Facts = { site: string; origin: string; size: number; root: Uint8Array; note: string; signedAt: string }

/** Reads the newest checkpoint of a site. Throws `site-unknown` for a site without any. */
export const readFacts = (connection: Client.Database, site: string): Facts => {
  const row = connection
    .prepare<[string], { at: string; note: string }>('SELECT at, note FROM checkpoints WHERE site = ? ORDER BY size DESC LIMIT 1')
    .get(site)
  if (!row) throw new ConsentProblem('site-unknown', `site: there is none called "${site}"`)
  return { site, ...parseCheckpoint(parseNote(row.note).text), note: row.note, signedAt: row.at }
}
