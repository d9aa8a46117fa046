import { setImmediate } from 'node:timers/promises'
import type { Database } from '../db/open.ts'
import type { ConsentLog } from '../log/contract.ts'
import type { Erasure } from './erasure.ts'

/** For how many days each site keeps what is personal. A site without a rule keeps it until somebody erases it. */
export interface Rules {
  read(site: string): number | undefined
  /** Undefined takes the rule away. */
  set(site: string, days: number | undefined): void
  list(): { site: string; days: number }[]
}

/** The rules in a database. */
export const createRules = ({ connection }: Database): Rules => {
  const ofSite = connection.prepare<[string], number>('SELECT days FROM retention WHERE site = ?').pluck()
  const all = connection.prepare<[], { site: string; days: number }>('SELECT site, days FROM retention ORDER BY site')
  const set = connection.prepare('INSERT INTO retention (site, days) VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET days = excluded.days')
  const remove = connection.prepare('DELETE FROM retention WHERE site = ?')
  return {
    read: (site) => ofSite.get(site),
    set: (site, days) => void (days === undefined ? remove.run(site) : set.run(site, days)),
    list: () => all.all(),
  }
}

const day = 86_400_000

type Parts = { rules: Rules; log: ConsentLog; erasure: Erasure; now: () => Date }

/**
 * Erases of every site what is older than its rule allows, but for the standing yeses to purposes, a page at a time, and logs it, until `isStopped` says so. Resolves to how
 * many entries that were. Wipes at last what was erased and could not be wiped at the time.
 */
export const keepRules = async ({ rules, log, erasure, now }: Parts, isStopped = () => false): Promise<number> => {
  let count = 0
  for (const { site, days } of rules.list()) {
    const end = await log.indexAt(site, new Date(now().getTime() - days * day).toISOString())
    for (const page of erasure.before(site, end)) {
      if (isStopped()) return count
      const indices = erasure.unspared(site, page, end)
      await erasure.erase({ site, indices, reason: 'retention' })
      count += indices.length
      // Receipts that came meanwhile have their turn.
      await setImmediate()
    }
  }
  await erasure.wipe()
  return count
}
