import { grantsAnything, purposeOf } from '@kakburk/shared'
import type { LoggedEntry } from '../log/contract.ts'

/** What has become of a decision: it holds, it was taken back, or what was personal about it is erased. */
export type Standing = 'holds' | 'withdrawn' | 'erased'

/** Where a decision stands, given all entries of its visitor. What is about cookies takes back no purpose, and the other way round. */
export const standingOf = ({ index, entry, personal }: LoggedEntry, chain: readonly LoggedEntry[]): Standing => {
  if (!personal) return 'erased'
  const decided = Date.parse(personal.half.browserTime ?? entry.at)
  // A browser that was away may deliver a yes from before the withdrawal by link, which it did not know of.
  const isAfter = (other: LoggedEntry) =>
    other.index > index || (other.personal?.half.by === 'link' && Date.parse(other.entry.at) >= decided)
  const purpose = purposeOf(entry)
  return chain.some((other) => other.entry.type === 'withdrawal' && purposeOf(other.entry) === purpose && isAfter(other))
    ? 'withdrawn'
    : 'holds'
}

/**
 * The newest yes of a visitor that stands, in the entries of that visitor, to cookies or to the purpose that `about` is about;
 * undefined when there is nothing to take back.
 */
export const standingYes = ({ entry: about }: LoggedEntry, chain: readonly LoggedEntry[]): LoggedEntry | undefined =>
  chain.findLast(
    (logged) =>
      grantsAnything(logged.entry.grants) &&
      logged.entry.action !== 'once' &&
      purposeOf(logged.entry) === purposeOf(about) &&
      standingOf(logged, chain) === 'holds',
  )
