import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { whenUnlocked } from '../db/patience.ts'
import { entries, personalHalves, signatureChecks, sites } from '../db/schema.ts'
import type { LoggedEntry } from '../log/contract.ts'
import { readSigned } from '../receipts/draft.ts'
import { isSignedByItsKey } from '../receipts/signature.ts'
import { createThread, type Judges } from './thread.ts'

/** What is known of the signatures of visitors. They are checked beside the log, so that no receipt waits for it. */
export interface SignatureChecks {
  /** Whether a browser signed an entry with the key that it names: as it was found, else found out now. False for what is erased. */
  holds(logged: LoggedEntry): boolean
  /** Has what is new in the log of a site checked before long. */
  expect(site: string): void
  /** Resolves once all that was expected is checked, or has failed to be. */
  settled(): Promise<void>
  /** Stops. What is not checked by then is when the server starts again. */
  close(): Promise<void>
}

type Options = {
  now?: () => Date
  /** Told what keeps signatures from being checked. */
  report?: (error: unknown) => void
  judges?: Judges
  /** For so many milliseconds what is new gathers, so that a quiet shop does not pay a second write for each receipt. */
  pause?: number
}

/** So many entries go to the thread at a time: all that is ever in memory, since what waits lies in the log itself. */
const groupSize = 256

/** How long a write waits for another process to be done with the database, in milliseconds. */
const patience = 5000

/**
 * The checks of a database. Entries are checked in the order of the log, so that the last one that was checked says where to go
 * on after a crash: every site is expected at the start.
 */
export const createSignatureChecks = (
  database: Database,
  { now = () => new Date(), report = () => {}, judges = createThread(), pause = 1000 }: Options = {},
): SignatureChecks => {
  const { orm } = database
  const given = { site: sql.placeholder('site'), index: sql.placeholder('index') }
  const found = orm
    .select({ valid: signatureChecks.valid })
    .from(signatureChecks)
    .where(and(eq(signatureChecks.site, given.site), eq(signatureChecks.index, given.index)))
    .prepare()
  const lastOfSite = orm
    .select({ index: sql<number>`coalesce(max(${signatureChecks.index}), -1)` })
    .from(signatureChecks)
    .where(eq(signatureChecks.site, given.site))
    .prepare()
  const unchecked = orm
    .select({ index: personalHalves.index, text: entries.entry, half: personalHalves.half })
    .from(personalHalves)
    .innerJoin(entries, and(eq(entries.site, personalHalves.site), eq(entries.index, personalHalves.index)))
    // Of what was erased before anybody checked it nothing is left to check.
    .where(and(eq(personalHalves.site, given.site), gt(personalHalves.index, given.index), sql`${personalHalves.half} <> ''`))
    .orderBy(asc(personalHalves.index))
    .limit(groupSize)
    .prepare()
  const insert = orm
    .insert(signatureChecks)
    .values({ ...given, valid: sql.placeholder('valid'), checkedAt: sql.placeholder('checkedAt') })
    .prepare()

  const expected = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let work: Promise<void> | undefined
  let isClosed = false

  const keep = (site: string, results: readonly { index: number; valid: boolean | null }[]): void => {
    const checkedAt = now().toISOString()
    database.change(() => {
      // Another process may check the same log.
      const last = lastOfSite.get({ site })?.index ?? -1
      for (const { index, valid } of results)
        if (valid !== null && index > last) insert.run({ site, index, valid: valid ? 1 : 0, checkedAt })
    })
  }

  const checkSite = async (site: string): Promise<void> => {
    let last = lastOfSite.get({ site })?.index ?? -1
    while (!isClosed) {
      const group = unchecked.all({ site, index: last })
      if (group.length === 0) return
      const verdicts = await judges.judge(group.map(({ text, half }) => ({ text, half })))
      const results = group.map(({ index }, place) => ({ index, valid: verdicts[place] ?? null }))
      if (!isClosed) await whenUnlocked(() => keep(site, results), patience)
      last = group.at(-1)?.index ?? last
      await setImmediate()
    }
  }

  const checkAll = async (): Promise<void> => {
    for (const site of expected) {
      expected.delete(site)
      await checkSite(site).catch(report)
    }
    work = undefined
  }

  const begin = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    work ??= checkAll()
    return work
  }

  const checks: SignatureChecks = {
    holds({ index, entry, personal }) {
      const result = found.get({ site: entry.site, index })
      if (!personal || result?.valid === false) return false
      if (result) return true
      const signed = readSigned({ entry, personal })
      return signed !== undefined && isSignedByItsKey(signed)
    },
    expect(site) {
      expected.add(site)
      // What is added while others are checked is seen to with them.
      if (!work) timer ??= setTimeout(begin, pause).unref()
    },
    async settled() {
      while (expected.size > 0 || work) await begin()
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await work
      await judges.close()
    },
  }
  try {
    for (const { id } of orm.select({ id: sites.id }).from(sites).all()) checks.expect(id)
  } catch (error) {
    report(error)
  }
  return checks
}
