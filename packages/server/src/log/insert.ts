import { sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { checkpoints, entries, personalHalves, receiptSecrets } from '../db/schema.ts'
import type { LoggedEntry, SignedCheckpoint } from './contract.ts'
import { createEraser } from './erase.ts'

/** Writes rows of the log; only inside a change of the database. */
export const createInserts = (database: Database) => {
  const { orm } = database
  const erase = createEraser(database)
  const given = { site: sql.placeholder('site'), index: sql.placeholder('index'), at: sql.placeholder('at') }
  const entryRow = orm
    .insert(entries)
    .values({ ...given, id: sql.placeholder('id'), entry: sql.placeholder('text'), leafHash: sql.placeholder('leafHash') })
    .prepare()
  const halfRow = orm
    .insert(personalHalves)
    .values({ site: given.site, index: given.index, salt: sql.placeholder('salt'), half: sql.placeholder('text') })
    .prepare()
  const secretRow = orm
    .insert(receiptSecrets)
    .values({ site: given.site, index: given.index, hash: sql.placeholder('hash') })
    .prepare()
  const checkpointRow = orm
    .insert(checkpoints)
    .values({ site: given.site, at: given.at, size: sql.placeholder('size'), note: sql.placeholder('note') })
    .prepare()

  return {
    /** An entry, what is personal about it, and the hash of its secret; of an erasure, also what it says is no more. */
    entry({ index, entry: { site, id, at, erased }, text, leafHash, personal }: LoggedEntry, secretHash: Uint8Array | undefined): void {
      entryRow.run({ site, index, id, at, text, leafHash })
      if (personal) halfRow.run({ site, index, salt: personal.salt, text: personal.text })
      if (secretHash) secretRow.run({ site, index, hash: secretHash })
      if (erased) erase(site, erased)
    },
    checkpoint(site: string, checkpoint: SignedCheckpoint): void {
      checkpointRow.run({ site, ...checkpoint })
    },
  }
}
