import { randomBytes } from 'node:crypto'
import { type ClockOptions, createClock } from './clock.ts'
import type { ConsentLog, LoggedEntry } from './contract.ts'
import { makeLoggedEntry } from './entry.ts'

/** A log whose disk is an array: for tests, and for trying things out. */
export const createMemoryLog = (options: ClockOptions = {}): ConsentLog => {
  const timeAfter = createClock(options)
  const sites = new Map<string, LoggedEntry[]>()
  const listOf = (site: string) => sites.get(site) ?? []

  return {
    async append(draft) {
      const list = listOf(draft.entry.site)
      sites.set(draft.entry.site, list)
      const first = list.find(({ entry }) => entry.id === draft.entry.id)
      if (first) return { logged: first, isNew: false }
      const at = timeAfter(draft.entry.site, list.at(-1)?.entry.at)
      const logged = makeLoggedEntry(draft, { index: list.length, at, salt: randomBytes(32) })
      list.push(logged)
      return { logged, isNew: true }
    },
    async find(site, id) {
      return listOf(site).find(({ entry }) => entry.id === id)
    },
    async *entries(site, start = 0, end = Number.POSITIVE_INFINITY) {
      yield* listOf(site).slice(start, end)
    },
    async indexAt(site, time) {
      const index = listOf(site).findIndex(({ entry }) => entry.at >= time)
      return index === -1 ? listOf(site).length : index
    },
    async size(site) {
      return listOf(site).length
    },
    async check() {},
  }
}
