import { closeSync, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConsentProblem } from '@kakburk/shared'
import Client from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { readStorageFailure } from './failure.ts'
import { migrate } from './migrate.ts'
import * as schema from './schema.ts'

/** An open database, in the form that this program knows. */
export type Database = {
  orm: BetterSQLite3Database<typeof schema>
  /** Runs a change as one: all of it reaches the disk or none. */
  change<T>(work: () => T): T
  close(): void
}

/**
 * Opens a database file, or `:memory:`; with `create`, a file that is missing is made, for its owner alone.
 * Throws `storage-unavailable` with what is wrong with the file.
 */
export const openDatabase = (file: string, { create = true } = {}): Database => {
  if (file !== ':memory:') prepareFile(file, create)
  const client = openClient(file)
  const orm = drizzle(client, { schema })
  return {
    orm,
    // `immediate` takes the write lock before anything is read, so that two processes can never give the same index away.
    change: (work) => client.transaction(work).immediate(),
    close: () => client.close(),
  }
}

const openClient = (file: string): Client.Database => {
  let client: Client.Database | undefined
  try {
    // The time that a write waits for one of another process; `kakburk site add` beside `kakburk serve` takes milliseconds.
    client = new Client(file, { timeout: 5000 })
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = FULL')
    client.pragma('foreign_keys = ON')
    client.pragma('recursive_triggers = ON')
    client.pragma('secure_delete = ON')
    migrate(client)
    return client
  } catch (error) {
    client?.close()
    const problem = error instanceof ConsentProblem ? error : readStorageFailure(error)
    throw problem ? new ConsentProblem(problem.code, `database ${file}: ${problem.message}`, [], { cause: error }) : error
  }
}

const prepareFile = (file: string, create: boolean): void => {
  if (existsSync(file)) return
  if (!create) {
    throw new ConsentProblem('storage-unavailable', `database ${file}: there is none; make it with "kakburk site add" or name another file`)
  }
  if (!existsSync(dirname(file))) {
    throw new ConsentProblem('storage-unavailable', `database ${file}: the folder ${dirname(file)} is missing; make it first`)
  }
  try {
    // SQLite gives its companions (-wal, -shm) the rights of the file itself.
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConsentProblem('storage-unavailable', `database ${file}: cannot be made: ${reason}`, [], { cause: error })
  }
}
