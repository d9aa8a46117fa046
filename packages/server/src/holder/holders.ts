import { randomBytes, timingSafeEqual } from 'node:crypto'
import { isSigned } from '@kakburk/shared'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { entries, receiptSecrets } from '../db/schema.ts'
import type { LoggedEntry } from '../log/contract.ts'
import { parseRow, selectEntries } from '../log/row.ts'
import { hashSecret } from '../log/secret.ts'

/** What the link of a receipt opens. */
export type Held = {
  /** The receipt of the link. */
  logged: LoggedEntry
  /** All that the log has of its visitor, in order, the receipt among them. */
  chain: LoggedEntry[]
}

/** Who may act for a visitor: whoever holds the secret of one of their receipts. */
export interface Holders {
  /** Undefined for a receipt that is not there, for one that its key did not sign and for a wrong secret, alike and after the same work. */
  open(site: string, id: string, secret: string): Held | undefined
  /** The same for anyone who has the id of a receipt, which tells nothing personal. */
  find(site: string, id: string): Held | undefined
  /** Erases what is personal about the visitor of a receipt, and the secrets of all their receipts. */
  erase(held: Held): Promise<void>
}

type Parts = {
  signatures: {
    /** Whether an entry was signed by the key that it names. */
    holds(logged: LoggedEntry): boolean
  }
  erasure: {
    /** The indices of all entries that name a visitor, ascending. */
    ofVisitor(site: string, visitor: string): number[]
    erase(wish: { site: string; indices: number[]; reason: 'visitor' }): Promise<unknown>
  }
}

/** The holders of the receipts in a database. */
export const createHolders = (database: Database, { signatures, erasure }: Parts): Holders => {
  const { orm } = database
  const given = { site: sql.placeholder('site'), id: sql.placeholder('id'), index: sql.placeholder('index') }
  const entryOfId = selectEntries(database)
    .where(and(eq(entries.site, given.site), eq(entries.id, given.id)))
    .prepare()
  const indexOfId = orm
    .select({ index: entries.index })
    .from(entries)
    .where(and(eq(entries.site, given.site), eq(entries.id, given.id)))
    .prepare()
  const secretOf = orm
    .select({ hash: receiptSecrets.hash })
    .from(receiptSecrets)
    .where(and(eq(receiptSecrets.site, given.site), eq(receiptSecrets.index, given.index)))
    .prepare()
  const entryAt = selectEntries(database)
    .where(and(eq(entries.site, given.site), eq(entries.index, given.index)))
    .prepare()
  /** Compared with when there is no secret to compare with. */
  const nobody = randomBytes(32)

  // What somebody forged may name the visitor of somebody else: it opens nothing, and is nobody's.
  const isGenuine = (logged: LoggedEntry) => !logged.personal || !isSigned(logged.personal.half) || signatures.holds(logged)

  const find = (site: string, id: string): Held | undefined => {
    const row = entryOfId.get({ site, id })
    const logged = row && parseRow(row)
    if (!logged || !isGenuine(logged)) return
    const visitor = logged.personal?.half.visitor
    if (visitor === undefined) return { logged, chain: [logged] }
    const rows = erasure.ofVisitor(site, visitor).flatMap((index) => entryAt.get({ site, index }) ?? [])
    return { logged, chain: rows.map(parseRow).filter(isGenuine) }
  }

  return {
    find,
    open(site, id, secret) {
      const index = indexOfId.get({ site, id })?.index ?? -1
      const stored = secretOf.get({ site, index })?.hash ?? nobody
      return timingSafeEqual(hashSecret(secret), stored) ? find(site, id) : undefined
    },
    async erase({ logged, chain }) {
      await erasure.erase({ site: logged.entry.site, indices: chain.map(({ index }) => index), reason: 'visitor' })
    },
  }
}
