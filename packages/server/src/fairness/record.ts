import { canonical } from '@kakburk/shared'
import type Client from 'better-sqlite3'
import type { Fairness } from './check.ts'

const file = 'fairness.json'

/** Keeps the first measurement of a policy with its screens, as canonical JSON. A policy that was not measured has none. */
export const keepFairness = (connection: Client.Database, site: string, policy: string, fairness: Fairness): void => {
  if (!('screens' in fairness)) return
  connection
    .prepare('INSERT INTO screens (site, policy, file, content) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .run(site, policy, file, canonical(fairness))
}
