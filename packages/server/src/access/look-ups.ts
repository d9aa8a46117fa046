import type { AccessLog } from './contract.ts'

/** Writes down that somebody looked at something of a site. */
export type LookUp = (lookUp: { site: string; who: string; detail: string }) => Promise<void>

/** Between two lines of a holder lie at least so many milliseconds. */
const pause = 3_600_000

/**
 * A shop asks about each of its subscribers, and a log that never forgets must not be filled by that: the first look of an hour is
 * written down before it is answered, the others are counted, and the next line tells how many they were.
 */
export const createLookUps = (accesses: AccessLog, { now }: { now: () => Date }): LookUp => {
  const last = new Map<string, { until: number; more: number }>()
  return async ({ site, who, detail }) => {
    const time = now().getTime()
    const key = `${site} ${who}`
    const before = last.get(key)
    if (before && time < before.until) {
      before.more++
      return
    }
    const more = before?.more ? `; ${before.more} more since the line before` : ''
    await accesses.append({ site, who, action: 'look-up', detail: detail + more })
    last.set(key, { until: time + pause, more: 0 })
  }
}
