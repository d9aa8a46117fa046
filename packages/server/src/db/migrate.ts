import { fileURLToPath } from 'node:url'
import { ConsentProblem } from '@kakburk/shared'
import type Database from 'better-sqlite3'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'

/** The folder beside package.json, the same way up from `src/db` and from `dist/db`. */
const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Whether a database has no table yet. Throws `storage-unavailable` for that of another program. Only looks. */
export const isEmpty = (client: Database.Database): boolean => {
  if (client.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) return true
  // drizzle's own table alone says nothing: other programs use drizzle too.
  if (hasTable(client, '__drizzle_migrations') && hasTable(client, 'personal_halves')) return false
  throw new ConsentProblem('storage-unavailable', 'holds the tables of another program; choose another file')
}

/**
 * Brings a database to the form that this program knows, and writes nothing to one that has it already. Throws
 * `storage-unavailable` when it belongs to another program or to a newer version of this one. The table is drizzle-kit's; its
 * own migrator takes no lock before it looks at what is there, so that of two processes that start on a new file one would fail.
 */
export const migrate = (client: Database.Database): void => {
  if (readPending(client).length > 0) client.transaction(() => applyPending(client)).immediate()
}

const applyPending = (client: Database.Database): void => {
  client.exec('CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)')
  for (const migration of readPending(client)) {
    for (const statement of migration.sql) client.exec(statement)
    client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run(migration.hash, migration.folderMillis)
  }
}

/** The migrations that a database has still before it. */
const readPending = (client: Database.Database): MigrationMeta[] => {
  const migrations = readMigrationFiles({ migrationsFolder })
  const applied = readApplied(client)
  if (applied > (migrations.at(-1)?.folderMillis ?? 0)) {
    throw new ConsentProblem('storage-unavailable', 'was written by a newer version of kakburk; update this program')
  }
  return migrations.filter(({ folderMillis }) => folderMillis > applied)
}

/** When the last migration of a database was made; 0 when there was none. */
const readApplied = (client: Database.Database): number =>
  hasTable(client, '__drizzle_migrations')
    ? Number(client.prepare('SELECT coalesce(max(created_at), 0) FROM __drizzle_migrations').pluck().get())
    : 0

const hasTable = (client: Database.Database, name: string): boolean =>
  client.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined
