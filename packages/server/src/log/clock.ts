import { ConsentProblem } from '@kakburk/shared'

/** Gives the next entry of a site its time, which `last`, that of the entry before, bounds from below. */
export type Clock = (site: string, last: string | undefined) => string

const minute = 60_000

/** What a clock goes by, and whom it tells. */
export type ClockOptions = { now?: () => Date; report?: (what: string) => void }

/** The clock of a log. It tells `report`, once until it is right again, that it is more than a minute behind the last entry of a site. */
export const createClock = ({ now = () => new Date(), report = () => {} }: ClockOptions = {}): Clock => {
  const late = new Set<string>()
  return (site, last) => {
    const time = now()
    const at = timeAfter(last, time)
    if (lagOf(last, time) <= minute) late.delete(site)
    else if (!late.has(site)) {
      late.add(site)
      report(`clock: it says ${time.toISOString()}, and the last entry of site "${site}" is of ${last}; until then entries have that time`)
    }
    return at
  }
}

/**
 * The time of the entry after `last`: now, unless the clock was set back, for a log never goes back in time. An entry is kept
 * whatever the clock says: its index tells the order, and the browser's own time stands beside it. Only in a year that has not
 * four digits, or before 1970, is there no time to write: throws `storage-unavailable`, and the visitor's browser tries again.
 */
export const timeAfter = (last: string | undefined, now: Date): string => {
  const time = now.toISOString()
  if (!/^(19[7-9]|[2-9]\d\d)\d-/.test(time)) {
    throw new ConsentProblem('storage-unavailable', `clock: it says ${time}; set the clock of the server right`)
  }
  return last !== undefined && last > time ? last : time
}

/** By how many milliseconds a clock is behind the last entry. */
const lagOf = (last: string | undefined, now: Date): number => (last === undefined ? 0 : Date.parse(last) - now.getTime())
