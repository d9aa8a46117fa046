import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConsentProblem } from '@kakburk/shared'
import Client from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { readStorageFailure } from './failure.ts'
import { isEmpty, migrate } from './migrate.ts'
import * as schema from './schema.ts'

/** An open database, in the form that this program knows. */
export type Database = {
  /** The file that it lies in, or `:memory:`. */
  file: string
  /** The connection itself, for what is written in SQL. */
  connection: Client.Database
  orm: BetterSQLite3Database<typeof schema>
  /** Runs a change as one: all of it reaches the disk or none. */
  change<T>(work: () => T): T
  /** Runs reads that all see the database as it is at one moment. */
  read<T>(work: () => T): T
  close(): void
}

/** How a database is opened. */
export type OpenOptions = {
  /** Makes what is missing, for its owner alone. Without it a database must be there. */
  create?: boolean
  /**
   * For how many milliseconds a write waits for that of another process: `kakburk site add` takes a few. All of this process
   * waits along, so whoever serves others takes 0 and tries again by itself.
   */
  patience?: number
}

/**
 * Opens a database file, or `:memory:`. Throws `storage-unavailable` with what is wrong with the file; that of another program
 * stays as it was.
 */
export const openDatabase = (file: string, { create = true, patience = 5000 }: OpenOptions = {}): Database => {
  if (file !== ':memory:') prepareFile(file, create)
  const client = openClient(file, { create, patience })
  const orm = drizzle(client, { schema })
  return {
    file,
    connection: client,
    orm,
    // `immediate` takes the write lock before anything is read, so that two processes can never give the same index away.
    change: (work) => client.transaction(work).immediate(),
    read: (work) => client.transaction(work).deferred(),
    close: () => client.close(),
  }
}

const openClient = (file: string, { create, patience }: Required<OpenOptions>): Client.Database => {
  let client: Client.Database | undefined
  try {
    client = new Client(file, { timeout: 5000 })
    // Before any pragma that writes, and `journal_mode` does.
    if (isEmpty(client)) prepareEmpty(file, create)
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = FULL')
    client.pragma('foreign_keys = ON')
    client.pragma('recursive_triggers = ON')
    client.pragma('secure_delete = ON')
    // Of pages that come again and again the last is copied, and each copying makes whoever writes wait for the disk twice: 32 MB at a time.
    client.pragma('wal_autocheckpoint = 8000')
    migrate(client)
    client.pragma(`busy_timeout = ${patience}`)
    return client
  } catch (error) {
    client?.close()
    const problem = error instanceof ConsentProblem ? error : readStorageFailure(error)
    throw problem ? new ConsentProblem(problem.code, `database ${file}: ${problem.message}`, [], { cause: error }) : error
  }
}

/** A file that was there before its first table has the rights that somebody else gave it. */
const prepareEmpty = (file: string, create: boolean): void => {
  if (!create) throw new ConsentProblem('storage-unavailable', 'has nothing in it; fill it with "kakburk site add" or name another file')
  if (file !== ':memory:') chmodSync(file, 0o600)
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
