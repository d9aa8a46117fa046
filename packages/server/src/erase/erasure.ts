import { randomUUID } from 'node:crypto'
import { ConsentProblem, type Entry } from '@kakburk/shared'
import type { Database } from '../db/open.ts'
import type { ConsentLog, Draft, LoggedEntry } from '../log/contract.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import { createKept, type Kept, pageSize } from './kept.ts'
import { createSpare, type Spare } from './spared.ts'
import { wipe } from './wipe.ts'

/** What is to be erased, and on whose account. */
export type ErasureWish = { site: string; indices: readonly number[]; reason: NonNullable<Entry['reason']> }

/** Destroys what is personal about entries: their salts, their personal halves, and the secrets of their receipts. */
export interface Erasure extends Kept {
  /** Of some indices those that a rule of retention may take, whose time was over at the entry `end`. */
  unspared: Spare
  /**
   * Erases and logs it, in one change of the database. Resolves to the entries that say so, once it is on disk: one for each 500
   * indices, none when nothing of it was kept any more. Then wipes. Throws `site-unknown`.
   */
  erase(wish: ErasureWish): Promise<LoggedEntry[]>
  /** Resolves when nothing that was erased is in the files any more; to false when that could not be reached yet, and is to be tried again. */
  wipe(): Promise<boolean>
}

type Parts = { database: Database; log: ConsentLog; sites: Sites }

/** The erasure of a database, whose log and sites these are. Wiping waits `patience` milliseconds for readers of an older state. */
export const createErasure = (
  { database, log, sites }: Parts,
  { patience = 60_000, report = () => {} }: { patience?: number; report?: (error: unknown) => void } = {},
): Erasure => {
  const kept = createKept(database)

  let wiping: Promise<boolean> | undefined
  /** One attempt at a time: what is erased while it waits is wiped along. */
  const wipeOnce = (): Promise<boolean> => {
    wiping ??= wipe(database, patience).finally(() => {
      wiping = undefined
    })
    return wiping
  }

  const eraseKept = async (draft: Omit<Draft['entry'], 'id'>, indices: number[]): Promise<LoggedEntry[]> => {
    if (indices.length === 0) return []
    const { site } = draft
    const isKeptStill = () => {
      if (kept.among(site, indices).length < indices.length) throw new ConsentProblem('not-found', erasedMeanwhile)
    }
    try {
      const { logged } = await log.append({ entry: { ...draft, id: randomUUID(), erased: indices }, half: null }, isKeptStill)
      return [logged]
    } catch (error) {
      if (!(error instanceof ConsentProblem && error.message === erasedMeanwhile)) throw error
      // No two entries say that they destroyed the same.
      return eraseKept(draft, kept.among(site, indices))
    }
  }

  return {
    ...kept,
    unspared: createSpare(database, kept),
    async erase({ site, indices, reason }) {
      const { name: policy } = await requireCurrent(sites, site)
      const draft = { type: 'erasure', site, action: 'erase', grants: {}, policy, previous: null, reason } as const
      const entries = await Promise.all(pagesOf(kept.among(site, indices)).map((page) => eraseKept(draft, page)))
      wipeOnce().then((isWiped) => isWiped || report(new Error(notWiped)), report)
      return entries.flat()
    },
    wipe: wipeOnce,
  }
}

const erasedMeanwhile = 'erasure: some of it was erased meanwhile'

/** What whoever waits for the files to be clean is told. */
export const notWiped =
  'what was erased is still in the files of the database: another process reads it as it was before; the next erasure, or the server within a day, wipes it'

const pagesOf = (indices: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(indices.length / pageSize) }, (_, page) => indices.slice(page * pageSize, (page + 1) * pageSize))
