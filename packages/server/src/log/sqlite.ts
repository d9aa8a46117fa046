import { ConsentProblem } from '@kakburk/shared'
import type { Database } from '../db/open.ts'
import { sites } from '../db/schema.ts'
import type { ConsentLog } from './contract.ts'
import { createHeads } from './heads.ts'
import { createKeys } from './keys/keys.ts'
import { createEntryReader } from './read-entries.ts'
import { createProofReader } from './read-proofs.ts'
import { createSequencer } from './sequencer.ts'
import { createWriter, type LogOptions } from './writer.ts'

/**
 * The log in a SQLite database, beside its sites. An entry waits `patience` milliseconds for another process to be done with
 * the database; where that is to hold nothing else up, the database itself is opened without patience.
 */
export const createSqliteLog = (
  database: Database,
  { patience = 5000, ...options }: LogOptions & { patience?: number } = {},
): ConsentLog => {
  const heads = createHeads(database)
  const keys = createKeys(database, options)
  const writer = createWriter(database, options, { heads, keys })
  const append = createSequencer(writer.append, patience)
  const anySite = database.orm.select({ id: sites.id }).from(sites).limit(1).prepare()
  let failure: unknown

  return {
    ...createEntryReader(database),
    ...createProofReader(database, { heads, keys, writer }),
    async append(draft, check) {
      try {
        const appended = await append({ draft, check })
        // A receipt that comes again is only read, which a full disk allows.
        if (appended.isNew) failure = undefined
        return appended
      } catch (error) {
        if (!isRefusal(error)) failure = error
        throw error
      }
    },
    async check() {
      if (failure !== undefined) throw failure
      anySite.get()
    },
  }
}

/** Whether an error is about the draft, and says nothing of the log. */
const isRefusal = (error: unknown): boolean => error instanceof ConsentProblem && error.code !== 'storage-unavailable'
