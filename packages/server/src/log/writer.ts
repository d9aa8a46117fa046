import { ConsentProblem } from '@kakburk/shared'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { entries, receiptSecrets } from '../db/schema.ts'
import { createProver, makeCheckpoint, type Prove } from './checkpoint.ts'
import { type ClockOptions, createClock } from './clock.ts'
import type { Appended, Check, Draft, LoggedEntry } from './contract.ts'
import { makeLoggedEntry } from './entry.ts'
import { createHeads, type Head, type Heads } from './heads.ts'
import { createInserts } from './insert.ts'
import { createKeys, type KeyOptions, type Keys } from './keys/keys.ts'
import type { Signer } from './keys/signer.ts'
import { createNewestKeeper } from './newest.ts'
import { parseRow, selectEntries } from './row.ts'
import { createSalts } from './salt.ts'
import { findSecret, hashSecret } from './secret.ts'

/** What a log goes by. */
export type LogOptions = ClockOptions & KeyOptions

/** A draft on its way into the log, with whoever judges it there. */
export type Wish = { draft: Draft; check?: Check | undefined }

/** What became of a wish: each is refused alone. */
export type Outcome = Appended | ConsentProblem

/** What writes to the logs of a database. On disk when it returns; inside another change of the database, with that change. */
export type Writer = {
  /** Appends drafts to the logs of their sites, all in one change, with one checkpoint to a site. Promises of each what `ConsentLog.append` does. */
  append(wishes: readonly Wish[]): Outcome[]
  /** Signs a checkpoint of all entries of a site, if some are in none: a log of before there were checkpoints. */
  catchUp(site: string): void
}

/** What writes to the logs of a database; whoever reads their trees too hands in the heads and keys of both. */
export const createWriter = (
  database: Database,
  options: LogOptions = {},
  { heads, keys }: { heads: Heads; keys: Keys } = { heads: createHeads(database), keys: createKeys(database, options) },
): Writer => {
  const timeAfter = createClock(options)
  const { now = () => new Date(), report = () => {} } = options
  const keepNewest = createNewestKeeper(database.file, report)
  const insert = createInserts(database)
  const makeSalt = createSalts()
  const given = { site: sql.placeholder('site'), id: sql.placeholder('id'), index: sql.placeholder('index') }
  // Nearly every id is new, and what is not there need not be read.
  const isLogged = database.connection.prepare('SELECT 1 FROM entries WHERE site = ? AND id = ?').pluck()
  const byId = selectEntries(database)
    .where(and(eq(entries.site, given.site), eq(entries.id, given.id)))
    .prepare()
  const secretOf = database.orm
    .select({ hash: receiptSecrets.hash })
    .from(receiptSecrets)
    .where(and(eq(receiptSecrets.site, given.site), eq(receiptSecrets.index, given.index)))
    .prepare()

  const find = (site: string, id: string): LoggedEntry | undefined => {
    const row = isLogged.get(site, id) === undefined ? undefined : byId.get({ site, id })
    return row && parseRow(row)
  }

  // A change of its own inside the group's: what a log that turns out to be damaged, or to have no key, has written by then goes
  // back with it.
  const open = (site: string): Opened => change(() => ({ site, head: heads.open(site), signers: keys.signers(site) }))

  const repeat = ({ site, head, signers }: Opened, first: LoggedEntry): Done => {
    const stored = secretOf.get({ site, index: first.index })?.hash
    return { head, logged: first, isNew: false, secret: findSecret(first, { stored, signers, now: now() }) }
  }

  const add = ({ head, signers }: Opened, draft: Draft, at: string): Done => {
    const logged = makeLoggedEntry(draft, { index: head.tree.size(), at, salt: makeSalt() })
    const secret = logged.personal ? signers[0]?.makeSecret(logged.personal.salt) : undefined
    insert.entry(logged, secret === undefined ? undefined : hashSecret(secret))
    head.tree.append(logged.leafHash)
    head.last = { index: logged.index, at, leafHash: logged.leafHash }
    return { head, logged, isNew: true, secret }
  }

  /** What is added in one change has one time. */
  const timeIn = (opened: Opened): string => {
    opened.at ??= timeAfter(opened.site, opened.head.last?.at)
    return opened.at
  }

  const fulfil = (opened: Opened, { draft, check }: Wish): Done => {
    const { site, id } = draft.entry
    const first = find(site, id)
    const at = first?.entry.at ?? timeIn(opened)
    // The last that may refuse: what it writes itself is there only with the entry.
    check?.((other) => find(site, other), first)
    return first ? repeat(opened, first) : add(opened, draft, at)
  }

  const sign = ({ site, head, signers }: Opened): void => {
    if (!head.last || head.checkpoint?.size === head.tree.size()) return
    head.checkpoint = makeCheckpoint(head.tree, signers, head.last.at)
    insert.checkpoint(site, head.checkpoint)
  }

  const appendAll = (wishes: readonly Wish[]): (Done | ConsentProblem)[] => {
    const sites = new Map<string, Opened | ConsentProblem>()
    const openOnce = (site: string): Opened | ConsentProblem => {
      const opened = sites.get(site) ?? unlessRefused(() => open(site))
      sites.set(site, opened)
      return opened
    }
    const done = wishes.map((wish) => {
      const opened = openOnce(wish.draft.entry.site)
      return opened instanceof ConsentProblem ? opened : unlessRefused(() => fulfil(opened, wish))
    })
    for (const opened of sites.values()) if (!(opened instanceof ConsentProblem)) sign(opened)
    return done
  }

  /** What is known in memory goes back with what is on disk. */
  const change = <T>(work: () => T): T => {
    try {
      return database.change(work)
    } catch (error) {
      heads.forget()
      throw error
    }
  }

  return {
    append(wishes) {
      const done = change(() => appendAll(wishes))
      // Of what is part of another change nothing has been given out yet.
      if (!database.connection.inTransaction)
        for (const [site, head] of headsOf(done)) if (head.checkpoint) keepNewest(site, head.checkpoint)
      return answerAll(done)
    },
    catchUp: (site) => change(() => sign(open(site))),
  }
}

/** A site whose log takes part in a change. */
type Opened = { site: string; head: Head; signers: Signer[]; at?: string }

/** A wish that came true, but for its proof, which needs the checkpoint. */
type Done = { head: Head; logged: LoggedEntry; isNew: boolean; secret: string | undefined }

const headsOf = (done: readonly (Done | ConsentProblem)[]): Map<string, Head> =>
  new Map(done.flatMap((each) => (each instanceof ConsentProblem ? [] : [[each.logged.entry.site, each.head] as const])))

/** Each with its proof, by one prover to a site. */
const answerAll = (done: readonly (Done | ConsentProblem)[]): Outcome[] => {
  const provers = new Map<Head, Prove>()
  const proverOf = (head: Head): Prove => {
    if (!head.checkpoint) throw new Error('an entry was logged without a checkpoint')
    const prove = provers.get(head) ?? createProver(head.tree, head.checkpoint)
    provers.set(head, prove)
    return prove
  }
  const answer = ({ head, logged, isNew, secret }: Done): Appended => ({
    logged,
    isNew,
    proof: proverOf(head)(logged.index),
    ...(secret !== undefined && { secret }),
  })
  return done.map((each) => (each instanceof ConsentProblem ? each : unlessRefused(() => answer(each))))
}

/** A refusal is thrown before anything is written, so that whatever else is to be appended can go on. */
const unlessRefused = <T>(work: () => T): T | ConsentProblem => {
  try {
    return work()
  } catch (error) {
    if (error instanceof ConsentProblem) return error
    throw error
  }
}
