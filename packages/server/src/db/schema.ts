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

/** What is personal about an entry, as canonical JSON under its salt. A row can be emptied, which is erasure, and not changed otherwise. */
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
    role: text({ enum: ['owner', 'editor', 'auditor', 'shop'] }).notNull(),
    label: text().notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [index('tokens_site').on(table.site)],
)

/** The public half of every key that ever signed for a site, as a verifier key (C2SP signed-note). Triggers let a key retire, and never go. */
export const siteKeys = sqliteTable(
  'site_keys',
  {
    site: text().notNull(),
    /** The key id of signed notes, eight hexadecimal digits. */
    id: text().notNull(),
    verifier: text().notNull(),
    createdAt: text('created_at').notNull(),
    /** From when on it signs no more, which may be in the future; null while no other has taken its place. */
    retiredAt: text('retired_at'),
  },
  (table) => [primaryKey({ columns: [table.site, table.id] })],
)

/** Every signed checkpoint of every log, as the text of its note. Triggers refuse to change or remove one, and sizes grow. */
export const checkpoints = sqliteTable(
  'checkpoints',
  { site: text().notNull(), size: integer().notNull(), at: text().notNull(), note: text().notNull() },
  (table) => [primaryKey({ columns: [table.site, table.size] })],
)

/**
 * The full tiles of each tree (C2SP tlog-tiles): 256 hashes of 32 bytes, of tree level 8·`level`. What is not in a full tile
 * yet follows from the entries. Triggers refuse to change or remove one.
 */
export const tiles = sqliteTable(
  'tiles',
  {
    site: text().notNull(),
    level: integer().notNull(),
    index: integer().notNull(),
    /** The one hash of tree level 8·(`level` + 1) that its hashes make: it stands first, since a start reads it of many tiles and the hashes of none. */
    root: blob({ mode: 'buffer' }).notNull(),
    hashes: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.site, table.level, table.index] })],
)

/** The SHA-256 of the secret that a receipt's holder was given. A row can be removed, which is erasure, but not changed. */
export const receiptSecrets = sqliteTable(
  'receipt_secrets',
  { site: text().notNull(), index: integer().notNull(), hash: blob({ mode: 'buffer' }).notNull() },
  (table) => [primaryKey({ columns: [table.site, table.index] })],
)

/** What came of checking a visitor's signature. Triggers refuse to change or remove a result. */
export const signatureChecks = sqliteTable(
  'signature_checks',
  {
    site: text().notNull(),
    index: integer().notNull(),
    valid: integer({ mode: 'boolean' }).notNull(),
    checkedAt: text('checked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.site, table.index] })],
)

/** For how many days a site keeps what is personal; without a row, until somebody erases it. */
export const retention = sqliteTable('retention', { site: text().primaryKey(), days: integer().notNull() })

/** Who looked at the log of a site, or took a copy. Triggers refuse to change or remove a line. */
export const accesses = sqliteTable(
  'accesses',
  {
    site: text().notNull(),
    /** 0, 1, 2… within the site, without a gap. */
    index: integer().notNull(),
    at: text().notNull(),
    who: text().notNull(),
    action: text().notNull(),
    detail: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.site, table.index] })],
)

/** The files of the banner that asked by each policy. Triggers refuse to change or remove one. */
export const screens = sqliteTable(
  'screens',
  { site: text().notNull(), policy: text().notNull(), file: text().notNull(), content: text().notNull() },
  (table) => [primaryKey({ columns: [table.site, table.policy, table.file] })],
)
