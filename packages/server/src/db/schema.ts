import { blob, foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The sites, each with the policy that its pages ask by now. */
export const sites = sqliteTable('sites', {
  id: text().primaryKey(),
  currentPolicy: text('current_policy').notNull(),
})

/** Every policy that was ever published, as its canonical JSON. Triggers refuse to change or remove one. */
export const policies = sqliteTable(
  'policies',
  {
    site: text()
      .notNull()
      .references(() => sites.id),
    /** 1, 2, 3… within the site, in the order of first publication. */
    version: integer().notNull(),
    name: text().notNull(),
    document: text().notNull(),
    publishedAt: text('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.site, table.version] }), uniqueIndex('policies_site_name').on(table.site, table.name)],
)

/** The log. `entry` is the truth: the exact canonical JSON that is hashed; `id` and `at` repeat two of its members to find it by. */
export const entries = sqliteTable(
  'entries',
  {
    site: text().notNull(),
    index: integer().notNull(),
    id: text().notNull(),
    at: text().notNull(),
    entry: text().notNull(),
    leafHash: blob('leaf_hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.site, table.index] }),
    uniqueIndex('entries_site_id').on(table.site, table.id),
    index('entries_site_at').on(table.site, table.at),
  ],
)

/** What is personal about an entry, as canonical JSON under its salt. A row can be removed, which is erasure, but not changed. */
export const personalHalves = sqliteTable(
  'personal_halves',
  {
    site: text().notNull(),
    index: integer().notNull(),
    salt: blob({ mode: 'buffer' }).notNull(),
    half: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.site, table.index] }),
    foreignKey({ columns: [table.site, table.index], foreignColumns: [entries.site, entries.index] }),
  ],
)

/** Who may read what. The token itself is nowhere, only its SHA-256. */
export const tokens = sqliteTable(
  'tokens',
  {
    hash: blob({ mode: 'buffer' }).primaryKey(),
    site: text()
      .notNull()
      .references(() => sites.id),
    role: text({ enum: ['auditor'] }).notNull(),
    label: text().notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [index('tokens_site').on(table.site)],
)
