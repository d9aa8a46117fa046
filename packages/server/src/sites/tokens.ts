import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { tokens } from '../db/schema.ts'

/** Tokens, each of which lets its holder read the log of one site until it expires. */
export interface Tokens {
  /** Makes a token. This is the only time that it can be read: the database keeps its hash. */
  make(wish: { site: string; label: string; days: number }): Promise<{ token: string; expiresAt: string }>
  /** Takes a token back, at once. */
  remove(token: string): Promise<void>
  /** Whether a token lets its holder read the log of a site now. */
  isAuditor(site: string, token: string): Promise<boolean>
}

/** The tokens in a SQLite database. */
export const createTokens = (database: Database, { now = () => new Date() }: { now?: () => Date } = {}): Tokens => {
  const { orm } = database
  const insert = orm
    .insert(tokens)
    .values({
      hash: sql.placeholder('hash'),
      site: sql.placeholder('site'),
      role: 'auditor',
      label: sql.placeholder('label'),
      createdAt: sql.placeholder('createdAt'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .prepare()
  const removeByHash = orm
    .delete(tokens)
    .where(eq(tokens.hash, sql.placeholder('hash')))
    .prepare()
  const auditors = orm
    .select({ hash: tokens.hash })
    .from(tokens)
    .where(and(eq(tokens.site, sql.placeholder('site')), eq(tokens.role, 'auditor'), gt(tokens.expiresAt, sql.placeholder('now'))))
    .prepare()

  return {
    async make({ site, label, days }) {
      // The prefix lets scanners of repositories and mail recognise a token that got out.
      const token = `kak_${randomBytes(32).toString('base64url')}`
      const created = now()
      const expiresAt = new Date(created.getTime() + days * 86_400_000).toISOString()
      insert.run({ hash: hashOf(token), site, label, createdAt: created.toISOString(), expiresAt })
      return { token, expiresAt }
    },
    async remove(token) {
      removeByHash.run({ hash: hashOf(token) })
    },
    async isAuditor(site, token) {
      const hash = hashOf(token)
      return auditors.all({ site, now: now().toISOString() }).some((known) => timingSafeEqual(known.hash, hash))
    },
  }
}

/** A token is random enough to need no salt and no slow hash. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
