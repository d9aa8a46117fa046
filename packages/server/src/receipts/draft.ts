import { createHash } from 'node:crypto'
import { type Action, canonical, hasOneTimeKey, type PersonalHalf, type PublicKey, type Receipt, type SignedReceipt } from '@kakburk/shared'
import type { Draft, LoggedEntry } from '../log/contract.ts'

/** What the server saw of a request and the log keeps: no address, no user agent. */
export type Circumstances = { browser: string; country?: string }

/** Divides a signed receipt into what is public and what is personal. */
export const makeDraft = ({ receipt, signature }: SignedReceipt, { browser, country }: Circumstances): Draft => {
  const { id, site, policy, action, grants, previous, browserTime, page, language, key } = receipt
  const half: PersonalHalf = {
    // A key for one receipt is forgotten: a visitor id would promise that someone could be known by it.
    ...(!hasOneTimeKey(receipt) && { visitor: visitorOf(key) }),
    browserTime,
    page,
    language,
    ...(country !== undefined && { country }),
    browser,
    key,
    signature,
  }
  return { entry: { type: action === 'withdraw' ? 'withdrawal' : 'consent', id, site, action, grants, policy, previous }, half }
}

/** The receipt that an entry was made of, as it was signed; undefined once its personal half is erased. */
export const readReceipt = ({ entry, personal }: LoggedEntry): Receipt | undefined => {
  if (!personal) return
  const { id, site, policy, grants, previous } = entry
  const { browserTime, page, language, key } = personal.half
  return { v: 1, id, site, policy, action: entry.action as Action, grants, previous, browserTime, page, language, key }
}

/** The id of a visitor: the thumbprint of the key (RFC 7638). */
const visitorOf = (key: PublicKey): string => createHash('sha256').update(canonical(key)).digest('base64url')
