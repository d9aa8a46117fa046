import { ConsentProblem } from '@kakburk/shared'
import type { ConsentLog } from '../log/contract.ts'

/** A stretch of time in the form of `Entry.at`: from inclusive, to exclusive; an absent end is open. */
export type Range = { from?: string; to?: string }

/**
 * Reads both ends of a range, each a date or a date-time in UTC: `2026-11-20`, `2026-11-20T12:30Z`. A date stands for its first
 * instant. Throws `range-invalid`.
 */
export const parseRange = (from: string | undefined, to: string | undefined): Range => {
  const range = {
    ...(from !== undefined && { from: parseTime('from', from) }),
    ...(to !== undefined && { to: parseTime('to', to) }),
  }
  if (range.from !== undefined && range.to !== undefined && range.from >= range.to) {
    throw new ConsentProblem('range-invalid', `from: expected a time before to, got ${from} and ${to}`)
  }
  return range
}

/** Where a range lies in the log of a site: the index of its first entry, and the one after its last. */
export const findRange = async (log: ConsentLog, site: string, { from, to }: Range): Promise<{ start: number; end: number }> => ({
  start: from === undefined ? 0 : await log.indexAt(site, from),
  end: to === undefined ? await log.size(site) : await log.indexAt(site, to),
})

/** A date or a date-time in UTC, called `name` where it is wrong, in the form of `Entry.at`. Throws `range-invalid`. */
export const parseTime = (name: string, text: string): string => {
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text) ? new Date(text) : undefined
  const iso = time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined
  // JavaScript reads 30 February as 2 March.
  if (!iso?.startsWith(text.slice(0, 10))) {
    throw new ConsentProblem(
      'range-invalid',
      `${name}: expected a date or a time in UTC such as 2026-11-20 or 2026-11-20T12:30Z, got "${text}"`,
    )
  }
  return iso
}
