import { ConsentProblem } from '@kakburk/shared'
import { parseVerifierKey } from '@kakburk/shared/proof'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/open.ts'
import { siteKeys } from '../../db/schema.ts'
import type { SiteKey } from '../contract.ts'
import { hash } from '../hash.ts'
import { operatorProblem } from '../problem.ts'
import { createPrivateKeys } from './private.ts'
import type { Signer } from './signer.ts'

export type KeyOptions = {
  /** The host at which the public reaches the log: with the site it is the name of a first key, and stays. */
  host?: string | undefined
  /** Private keys from the environment (`KAKBURK_KEYS`), with white space between them; they come before those in files. */
  secrets?: string | undefined
  now?: () => Date
  /** Told what nobody has to wait for. */
  report?: (what: string) => void
}

/** The keys of the sites in a database. The public halves are rows; the private ones lie beside the database, and never in it. */
export interface Keys {
  /**
   * Those that sign for a site now, the newest first; a site without any gets its first one. Only inside a change of the
   * database. Throws `storage-unavailable` when a private half is missing or lies open.
   */
  signers(site: string): Signer[]
  /** Throws `storage-unavailable` when a site has a key that is to sign and cannot. */
  check(): void
  /** Makes a new key, beside which the ones before it sign for so many days more. One whose private half is lost retires at once. */
  rotate(site: string, overlapDays: number): { added: SiteKey; retiring: SiteKey[] }
  /** Every key of a site, oldest first. */
  list(site: string): SiteKey[]
}

/** The keys of a database. Throws `storage-unavailable` when the environment has what is no key. */
export const createKeys = (
  database: Database,
  { host = 'localhost:8787', secrets, now = () => new Date(), report = () => {} }: KeyOptions = {},
): Keys => {
  const { orm } = database
  const privateKeys = createPrivateKeys(database, secrets)
  const given = { site: sql.placeholder('site'), id: sql.placeholder('id') }
  const rowsOfSite = orm
    .select()
    .from(siteKeys)
    .where(eq(siteKeys.site, given.site))
    // The one that no other has followed is the newest, whatever the clock said.
    .orderBy(asc(isNull(siteKeys.retiredAt)), asc(siteKeys.createdAt), asc(siteKeys.retiredAt))
    .prepare()
  const insert = orm
    .insert(siteKeys)
    .values({ ...given, verifier: sql.placeholder('verifier'), createdAt: sql.placeholder('createdAt') })
    .prepare()

  const known = new Map<string, Signer>()
  const forgotten = new Set<string>()
  const missed = new Set<string>()

  const requireSigner = ({ site, id, verifier }: Row): Signer => {
    const signer = known.get(verifier) ?? privateKeys.read(site, id)
    if (!signer) {
      throw operatorProblem(
        `site "${site}": the private half of its key ${id} is missing; put ${site}.${id}.key back into ${privateKeys.place}, or its text into KAKBURK_KEYS; if it is lost, run: kakburk site rotate-key ${site}`,
      )
    }
    if (signer.key.text !== verifier)
      throw operatorProblem(`${site}.${id}.key in ${privateKeys.place}: is not the private half of ${verifier}`)
    known.set(verifier, signer)
    return signer
  }

  /**
   * One that signs beside its successor for a while yet. That it is gone is no reason to take nothing: a clock that was ahead for a
   * moment has it deleted too early.
   */
  const findRetiring = (row: Row): Signer | undefined => {
    try {
      return requireSigner(row)
    } catch (error) {
      if (!(error instanceof ConsentProblem)) throw error
      if (!missed.has(row.verifier))
        report(`site "${row.site}": its key ${row.id}, which is to sign until ${row.retiredAt}, cannot: ${reasonOf(error)}`)
      missed.add(row.verifier)
    }
  }

  /** A key that has retired must not sign again, nor be stolen. */
  const forget = ({ site, id, verifier }: Row): void => {
    if (forgotten.has(verifier)) return
    known.delete(verifier)
    forgotten.add(verifier)
    try {
      privateKeys.remove(site, id)
    } catch (error) {
      report(`site "${site}": the private half of its key ${id}, which has retired, is still there: ${reasonOf(error)}`)
    }
  }

  const add = (site: string, name: string, rows: readonly Row[]): Row => {
    // One that no row knows was given by the environment for this, or left by a change that did not reach the disk. A new one is
    // on disk before its row is: a row whose private half is nowhere would stop the log.
    const spare = privateKeys.all(site, name).find(({ key }) => rows.every(({ verifier }) => verifier !== key.text))
    const { key } = spare ?? privateKeys.make(site, name)
    const row = { site, id: key.id, verifier: key.text, createdAt: now().toISOString(), retiredAt: null }
    insert.run(row)
    return row
  }

  const retire = (row: Row, end: string): Row => {
    const retiredAt = isThere(row) ? end : now().toISOString()
    const self = and(eq(siteKeys.site, row.site), eq(siteKeys.id, row.id))
    orm.update(siteKeys).set({ retiredAt }).where(self).run()
    return { ...row, retiredAt }
  }

  const isThere = (row: Row): boolean => {
    try {
      return requireSigner(row) !== undefined
    } catch (error) {
      if (error instanceof ConsentProblem) return false
      throw error
    }
  }

  return {
    signers(site) {
      const rows = rowsOfSite.all({ site })
      if (rows.length === 0) rows.push(add(site, `${host}/${site}`, rows))
      const time = now().toISOString()
      for (const row of rows) if (!isActive(row, time)) forget(row)
      return rows
        .filter((row) => isActive(row, time))
        .flatMap((row) => (row.retiredAt === null ? requireSigner(row) : (findRetiring(row) ?? [])))
        .reverse()
    },

    check() {
      const time = now().toISOString()
      for (const row of orm.select().from(siteKeys).all()) if (isActive(row, time)) requireSigner(row)
    },

    rotate(site, overlapDays) {
      return database.change(() => {
        const rows = rowsOfSite.all({ site })
        const last = rows.at(-1)
        const name = last ? parseVerifierKey(hash, last.verifier).name : `${host}/${site}`
        const end = new Date(now().getTime() + overlapDays * day).toISOString()
        const retiring = rows.filter((row) => isActive(row, end)).map((row) => retire(row, end))
        return { added: publicPart(add(site, name, rows)), retiring: retiring.map(publicPart) }
      })
    },

    list(site) {
      return rowsOfSite.all({ site }).map(publicPart)
    },
  }
}

type Row = typeof siteKeys.$inferSelect

const day = 86_400_000

const isActive = ({ retiredAt }: Row, time: string): boolean => retiredAt === null || retiredAt > time

const publicPart = ({ verifier, createdAt, retiredAt }: Row): SiteKey => ({ verifier, createdAt, retiredAt })

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : String(error)
