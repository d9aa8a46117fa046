import { fileURLToPath } from 'node:url'
import { ConsentProblem } from '@kakburk/shared'
import type Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'

/** The folder beside package.json, the same way up from `src/db` and from `dist/db`. */
const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/**
 * Brings a database to the form that this program knows. Throws `storage-unavailable` when it belongs to another program or
 * to a newer version of this one. The table is drizzle-kit's; its own migrator takes no lock before it looks at what is
 * there, so that of two processes that start on a new file one would fail.
 */
export const migrate = (client: Database.Database): void => {
  const migrations = readMigrationFiles({ migrationsFolder })
  const known = migrations.at(-1)?.folderMillis ?? 0
  const run = client.transaction(() => {
    if (!hasTable(client, '__drizzle_migrations') && client.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined) {
      throw new ConsentProblem('storage-unavailable', 'holds the tables of another program; choose another file')
    }
    client.exec('CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)')
    const applied = Number(client.prepare('SELECT coalesce(max(created_at), 0) FROM __drizzle_migrations').pluck().get())
    if (applied > known) {
      throw new ConsentProblem('storage-unavailable', 'was written by a newer version of kakburk; update this program')
    }
    for (const migration of migrations.filter(({ folderMillis }) => folderMillis > applied)) {
      for (const statement of migration.sql) client.exec(statement)
      client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run(migration.hash, migration.folderMillis)
    }
  })
  run.immediate()
}

const hasTable = (client: Database.Database, name: string): boolean =>
  client.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined
