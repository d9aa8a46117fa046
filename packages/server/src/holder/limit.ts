/** Counts what went wrong by the address that it came from. */
export interface Limit {
  /** For how many seconds an address must wait; 0 when it need not. */
  waitOf(address: string): number
  /** Something from this address went wrong. */
  fail(address: string): void
}

type Options = { now: () => Date; failures?: number; seconds?: number; addresses?: number }

/** Lets an address fail so many times in so many seconds. It remembers so many addresses and forgets the oldest, whatever comes. */
export const createLimit = ({ now, failures = 10, seconds = 60, addresses = 10_000 }: Options): Limit => {
  const counts = new Map<string, { count: number; end: number }>()
  const current = (block: string) => {
    const found = counts.get(block)
    return found && found.end > now().getTime() ? found : undefined
  }
  return {
    waitOf(address) {
      const found = current(blockOf(address))
      return found && found.count >= failures ? Math.ceil((found.end - now().getTime()) / 1000) : 0
    },
    fail(address) {
      const block = blockOf(address)
      const found = current(block)
      if (found) {
        found.count++
        return
      }
      const [oldest] = counts.keys()
      if (oldest !== undefined && counts.size >= addresses) counts.delete(oldest)
      // Anew, so that it stands last.
      counts.delete(block)
      counts.set(block, { count: 1, end: now().getTime() + seconds * 1000 })
    },
  }
}

/** One household has one IPv4 address, or 2^64 of IPv6: those count as one. */
const blockOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address.slice(address.lastIndexOf(':') + 1)
  const [start = '', end] = address.split('::')
  const groups = start.split(':')
  const missing = end === undefined ? 0 : 8 - groups.length - end.split(':').length
  return [...groups, ...Array(Math.max(0, missing)).fill('0'), ...(end?.split(':') ?? [])].slice(0, 4).join(':')
}
