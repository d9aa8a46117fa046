import { ConsentProblem } from '@kakburk/shared'
import Client from 'better-sqlite3'

/** A database as it is at one moment, however long somebody reads it. */
export type Snapshot = { connection: Client.Database; close(): void }

/**
 * Opens a second connection to a database file, on which time stands still: a bundle must not have a half in one of its files that
 * is erased in another. What is erased meanwhile leaves the file when it is closed, so it is not to be kept.
 */
export const openSnapshot = (file: string): Snapshot => {
  if (file === ':memory:') throw new ConsentProblem('storage-unavailable', 'database: a bundle is made of one in a file')
  const connection = new Client(file, { readonly: true, timeout: 5000 })
  connection.pragma('cache_size = -8000')
  // A transaction begins with its first read.
  connection.exec('BEGIN')
  connection.prepare('SELECT 1 FROM sites').get()
  return { connection, close: () => connection.close() }
}
