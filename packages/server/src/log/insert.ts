import type { Database } from '../db/open.ts'
import type { LoggedEntry, SignedCheckpoint } from './contract.ts'
import { createEraser } from './erase.ts'

/** Writes rows of the log; only inside a change of the database. In SQL, since each receipt comes by here: drizzle takes half as long again. */
export const createInserts = (database: Database) => {
  const { connection } = database
  const erase = createEraser(database)
  const entryRow = connection.prepare('INSERT INTO entries (site, "index", id, at, entry, leaf_hash) VALUES (?, ?, ?, ?, ?, ?)')
  const halfRow = connection.prepare('INSERT INTO personal_halves (site, "index", salt, half) VALUES (?, ?, ?, ?)')
  const secretRow = connection.prepare('INSERT INTO receipt_secrets (site, "index", hash) VALUES (?, ?, ?)')
  const checkpointRow = connection.prepare('INSERT INTO checkpoints (site, size, at, note) VALUES (?, ?, ?, ?)')

  return {
    /** An entry, what is personal about it, and the hash of its secret; of an erasure, also what it says is no more. */
    entry({ index, entry: { site, id, at, erased }, text, leafHash, personal }: LoggedEntry, secretHash: Uint8Array | undefined): void {
      entryRow.run(site, index, id, at, text, leafHash)
      if (personal) halfRow.run(site, index, personal.salt, personal.text)
      if (secretHash) secretRow.run(site, index, secretHash)
      if (erased) erase(site, erased)
    },
    checkpoint(site: string, { size, at, note }: SignedCheckpoint): void {
      checkpointRow.run(site, size, at, note)
    },
  }
}
