import { ConsentProblem, type SignedReceipt } from '@kakburk/shared'
import type { Appended, ConsentLog } from '../log/contract.ts'
import type { Sites } from '../sites/contract.ts'
import { checkAgainstPolicy, checkAgainstPrevious, checkSame } from './check.ts'
import { type Circumstances, makeDraft } from './draft.ts'
import { isSignedByItsKey } from './signature.ts'

/**
 * Takes a receipt into the log of a site, once. Throws a `ConsentProblem` for a receipt that does not hold, and then the log is
 * as it was before.
 */
export const acceptReceipt = async (
  { log, sites }: { log: ConsentLog; sites: Sites },
  { site, signed, circumstances }: { site: string; signed: SignedReceipt; circumstances: Circumstances },
): Promise<Appended> => {
  const { receipt } = signed
  const published = await sites.readPolicy(site, receipt.policy)
  if (!published) throw new ConsentProblem('policy-unknown', `receipt.policy: ${receipt.policy} was never published for site "${site}"`)
  checkAgainstPolicy(receipt, published.policy)
  if (!isSignedByItsKey(signed)) throw new ConsentProblem('signature-wrong', 'signature: expected that of receipt.key over the receipt')

  // This, the check and `append` are three steps and no transaction. Other entries can come between them and change nothing,
  // since none is ever changed or removed. Erasure can: a withdrawal of what is erased in between would be taken in, though its
  // key can no longer be checked. Whoever builds erasure must check the key again where `append` holds the lock.
  // Looked for before anything that the log says of other entries: what they say may have changed since it was taken in.
  const first = await log.find(site, receipt.id)
  if (!first) checkAgainstPrevious(receipt, receipt.previous === null ? undefined : await log.find(site, receipt.previous))
  const appended = first ? { logged: first, isNew: false } : await log.append(makeDraft(signed, circumstances))
  if (!appended.isNew) checkSame(receipt, appended.logged)
  return appended
}
