import type { AccessLog } from './contract.ts'

/** Writes down that somebody was refused. `who` is a token's holder, or says that nobody knows. */
export type Refuse = (refusal: { site: string; who: string; detail: string }) => Promise<void>

/** Between two lines of a site lie at least so many milliseconds. */
const pause = 60_000

/**
 * Anyone can be refused as often as they like, and a log that never forgets must not be filled by that: what comes within a
 * minute of a line is counted, and the next line tells how much it was.
 */
export const createRefusals = (accesses: AccessLog, { now }: { now: () => Date }): Refuse => {
  const last = new Map<string, { until: number; more: number }>()
  return async ({ site, who, detail }) => {
    const time = now().getTime()
    const before = last.get(site)
    if (before && time < before.until) {
      before.more++
      return
    }
    last.set(site, { until: time + pause, more: 0 })
    const more = before?.more ? `; ${before.more} more since the refusal before` : ''
    await accesses.append({ site, who, action: 'refused', detail: detail + more })
  }
}
