import { canonical } from '@kakburk/shared'
import type Client from 'better-sqlite3'
import type { Fairness } from './check.ts'

const file = 'fairness.json'

/** Keeps the first measurement of a policy with its screens, as canonical JSON. A policy that was not measured has none. */
export const keepFairness = (connection: Client.Database, site: string, policy: string, fairness: Fairness): void => {
  if (!('screens' in fairness)) return
  connection
    .prepare(
      `INSERT INTO screens (site, policy, file, content) SELECT @site, @policy, @file, @content
        WHERE NOT EXISTS (SELECT 1 FROM screens WHERE site = @site AND policy = @policy AND file = @file)`,
    )
    .run({ site, policy, file, content: canonical(fairness) })
}
