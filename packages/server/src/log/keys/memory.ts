import type { KeyPlace } from './folder.ts'

/** Keys that lie nowhere and go with the process, as a database in memory does. */
export const createKeyMemory = (): KeyPlace => {
  const sites = new Map<string, Map<string, string>>()
  const keysOf = (site: string) => sites.get(site) ?? new Map<string, string>()
  return {
    name: 'memory',
    read: (site, id) => keysOf(site).get(id),
    ids: (site) => [...keysOf(site).keys()],
    write: (site, id, text) => void sites.set(site, keysOf(site).set(id, text)),
    remove: (site, id) => void keysOf(site).delete(id),
  }
}
