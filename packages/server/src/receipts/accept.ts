import { ConsentProblem, type SignedReceipt } from '@kakburk/shared'
import type { Appended, ConsentLog, LoggedEntry } from '../log/contract.ts'
import type { Sites } from '../sites/contract.ts'
import { checkAgainstPolicy, checkAgainstPrevious, checkSame } from './check.ts'
import { type Circumstances, makeDraft } from './draft.ts'
import { isSignedByItsKey } from './signature.ts'

/** What is asked of signatures while a receipt is taken in. */
type Signatures = {
  /** Whether an entry was signed by the key that it names. */
  holds(logged: LoggedEntry): boolean
  /** Has what is new in the log of a site checked, later. */
  expect(site: string): void
}

/**
 * Takes a receipt into the log of a site, once. Throws a `ConsentProblem` for a receipt that does not hold, and then the log is
 * as it was before. A decision that follows nothing is logged as it comes, and what checking its signature comes to is
 * recorded later: when it was forged it says so, and nothing can follow it. Whatever makes use of an entry, a withdrawal before
 * all, is logged only under the signature of that entry's key.
 */
export const acceptReceipt = async (
  { log, sites, signatures }: { log: ConsentLog; sites: Sites; signatures: Signatures },
  { site, signed, circumstances }: { site: string; signed: SignedReceipt; circumstances: Circumstances },
): Promise<Appended> => {
  const { receipt } = signed
  const published = await sites.readPolicy(site, receipt.policy)
  if (!published) throw new ConsentProblem('policy-unknown', `receipt.policy: ${receipt.policy} was never published for site "${site}"`)
  checkAgainstPolicy(receipt, published.policy)
  const checkSigned = () => {
    if (!isSignedByItsKey(signed)) throw wrong('signature: expected that of receipt.key over the receipt')
  }
  if (receipt.previous !== null) checkSigned()

  const appended = await log.append(makeDraft(signed, circumstances), (find, first) => {
    // What comes again is compared with itself alone: what the log says of other entries may have changed since it was taken in.
    // It is answered with the secret of the first, so it must be signed.
    if (first) {
      checkSigned()
      return checkSame(receipt, first)
    }
    const previous = receipt.previous === null ? undefined : find(receipt.previous)
    checkAgainstPrevious(receipt, previous)
    if (previous && !signatures.holds(previous)) throw wrong('receipt.previous: its own signature is forged; start anew with null')
  })
  if (appended.isNew) signatures.expect(site)
  return appended
}

const wrong = (message: string) => new ConsentProblem('signature-wrong', message)
