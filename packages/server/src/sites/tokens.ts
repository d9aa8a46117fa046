import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { tokens } from '../db/schema.ts'

/** What the holders of tokens are to a site: an owner may do all, an editor work on its policy, an auditor read and export its log, a shop ask what became of one receipt. */
export const roles = ['owner', 'editor', 'auditor', 'shop'] as const

export type Role = (typeof roles)[number]

/** A token as others may see it. */
export type TokenInfo = {
  /** Eight hexadecimal digits, which tell nothing of the token. */
  id: string
  site: string
  role: Role
  label: string
  createdAt: string
  expiresAt: string
}

/** Tokens, each of which gives its holder a role at one site until it expires. */
export interface Tokens {
  /** Makes a token. This is the only time that it can be read: the database keeps its hash. */
  make(wish: { site: string; role?: Role; label: string; days: number }): Promise<{ token: string; id: string; expiresAt: string }>
  /** Takes a token back, at once. */
  remove(token: string): Promise<void>
  /** What a token is at a site now; undefined when it is nothing there. */
  find(site: string, token: string): Promise<TokenInfo | undefined>
  /** The tokens of a site, the oldest first, those that have expired among them. */
  list(site: string): Promise<TokenInfo[]>
  /** A token by its id. */
  read(id: string): Promise<TokenInfo | undefined>
  /** Takes the token of an id back, at once. */
  revoke(id: string): Promise<void>
}

/** Whether a role lets its holder read the log. */
export const mayRead = (role: Role): boolean => role === 'owner' || role === 'auditor'

/** Whether a role lets its holder ask what became of the receipt of a purpose. */
export const mayAsk = (role: Role): boolean => role === 'shop' || mayRead(role)

/** The holder of a token, for the access log. */
export const nameHolder = ({ id, role, label }: Pick<TokenInfo, 'id' | 'role' | 'label'>): string =>
  `token ${id}, ${role}${label === '' ? '' : ` ${JSON.stringify(label)}`}`

/** The tokens in a SQLite database. */
export const createTokens = (database: Database, { now = () => new Date() }: { now?: () => Date } = {}): Tokens => {
  const { orm } = database
  const given = { site: sql.placeholder('site'), hash: sql.placeholder('hash'), id: sql.placeholder('id') }
  const id = sql<string>`lower(hex(substr(${tokens.hash}, 1, 4)))`
  const { hash, site, role, label, createdAt, expiresAt } = tokens
  const info = { id, site, role, label, createdAt, expiresAt }
  const insert = orm
    .insert(tokens)
    .values({
      hash: given.hash,
      site: given.site,
      role: sql.placeholder('role'),
      label: sql.placeholder('label'),
      createdAt: sql.placeholder('createdAt'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .prepare()
  const removeByHash = orm.delete(tokens).where(eq(hash, given.hash)).prepare()
  const removeById = orm.delete(tokens).where(eq(id, given.id)).prepare()
  const byId = orm.select(info).from(tokens).where(eq(id, given.id)).prepare()
  const ofSite = orm.select(info).from(tokens).where(eq(site, given.site)).orderBy(asc(createdAt), asc(id)).prepare()
  const inForce = orm
    .select({ hash, info })
    .from(tokens)
    .where(and(eq(site, given.site), gt(expiresAt, sql.placeholder('now'))))
    .prepare()

  /** Of two tokens that share an id nobody could tell which one did what. */
  const makeToken = (): string => {
    // The prefix lets scanners of repositories and mail recognise a token that got out.
    const token = `kak_${randomBytes(32).toString('base64url')}`
    return byId.get({ id: idOf(token) }) ? makeToken() : token
  }

  return {
    async make({ site, role = 'auditor', label, days }) {
      const token = makeToken()
      const created = now()
      const expiresAt = new Date(created.getTime() + days * 86_400_000).toISOString()
      insert.run({ hash: hashOf(token), site, role, label, createdAt: created.toISOString(), expiresAt })
      return { token, id: idOf(token), expiresAt }
    },
    async remove(token) {
      removeByHash.run({ hash: hashOf(token) })
    },
    async find(site, token) {
      const hash = hashOf(token)
      return inForce.all({ site, now: now().toISOString() }).find((known) => timingSafeEqual(known.hash, hash))?.info
    },
    async list(site) {
      return ofSite.all({ site })
    },
    async read(id) {
      return byId.get({ id })
    },
    async revoke(id) {
      removeById.run({ id })
    },
  }
}

/** A token is random enough to need no salt and no slow hash. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const idOf = (token: string): string => hashOf(token).toString('hex').slice(0, 8)
