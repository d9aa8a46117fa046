import { grantsAnything } from '@kakburk/shared'
import type { LoggedEntry } from '../log/contract.ts'

/** What has become of a decision: it holds, it was taken back, or what was personal about it is erased. */
export type Standing = 'holds' | 'withdrawn' | 'erased'

/** Where a decision stands, given all entries of its visitor. */
export const standingOf = ({ index, entry, personal }: LoggedEntry, chain: readonly LoggedEntry[]): Standing => {
  if (!personal) return 'erased'
  const decided = Date.parse(personal.half.browserTime ?? entry.at)
  // A browser that was away may deliver a yes from before the withdrawal by link, which it did not know of.
  const isAfter = (other: LoggedEntry) =>
    other.index > index || (other.personal?.half.by === 'link' && Date.parse(other.entry.at) >= decided)
  return chain.some((other) => other.entry.type === 'withdrawal' && isAfter(other)) ? 'withdrawn' : 'holds'
}

/** The newest yes of a visitor that stands, in the entries of that visitor; undefined when there is nothing to take back. */
export const standingYes = (chain: readonly LoggedEntry[]): LoggedEntry | undefined =>
  chain.findLast((logged) => grantsAnything(logged.entry.grants) && logged.entry.action !== 'once' && standingOf(logged, chain) === 'holds')
