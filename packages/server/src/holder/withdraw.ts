import { createHash } from 'node:crypto'
import { ConsentProblem, makeGrants, purposeOf } from '@kakburk/shared'
import type { Appended, ConsentLog } from '../log/contract.ts'
import type { Circumstances } from '../receipts/draft.ts'
import type { Sites } from '../sites/contract.ts'
import type { Held } from './holders.ts'
import { standingYes } from './standing.ts'

/**
 * Takes back what the visitor of a receipt has granted, on the word of whoever holds its secret: nobody signs it. Undefined when
 * there is nothing to take back. Done twice at once, it is logged once.
 */
export const withdraw = async (
  { log, sites }: { log: ConsentLog; sites: Sites },
  { held, secret, language, circumstances }: { held: Held; secret: string; language: string; circumstances: Circumstances },
): Promise<Appended | undefined> => {
  const yes = standingYes(held.logged, held.chain)
  const visitor = yes?.personal?.half.visitor
  if (!yes || visitor === undefined) return
  const { site, id: previous, policy } = yes.entry
  const published = await sites.readPolicy(site, policy)
  const purpose = purposeOf(yes.entry)
  const said =
    purpose === undefined
      ? ({ action: 'withdraw', grants: makeGrants(published?.policy.services ?? [], {}) } as const)
      : ({ action: 'withdraw-purpose', grants: { [purpose]: false } } as const)
  const entry = { type: 'withdrawal', id: idOf(secret, previous), site, ...said, policy, previous } as const
  return log.append({ entry, half: { by: 'link', visitor, language, ...circumstances } }, (find) => {
    if (!find(previous)?.personal) throw new ConsentProblem('not-found', 'receipt: it was erased meanwhile')
  })
}

/** The id of the withdrawal of an entry (a UUID of version 8, RFC 9562): always the same, and known to nobody without the secret. */
const idOf = (secret: string, previous: string): string => {
  const hex = createHash('sha256').update(`${secret} ${previous}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
