import { hash } from 'node:crypto'
import {
  type Action,
  canonical,
  type Entry,
  hasOneTimeKey,
  isSigned,
  type PersonalHalf,
  type PublicKey,
  type Receipt,
  type SignedHalf,
  type SignedReceipt,
} from '@kakburk/shared'
import type { Draft } from '../log/contract.ts'

/** What the server saw of a request and the log keeps: no address, no user agent. */
export type Circumstances = { browser: string; country?: string }

/** Divides a signed receipt into what is public and what is personal. */
export const makeDraft = ({ receipt, signature }: SignedReceipt, { browser, country }: Circumstances): Draft => {
  const { id, site, policy, action, grants, previous, browserTime, page, language, key, text } = receipt
  // Names in order: these become canonical JSON, which is quicker to write so.
  const half: SignedHalf = {
    browser,
    browserTime,
    ...(country !== undefined && { country }),
    key,
    language,
    page,
    signature,
    ...(text !== undefined && { text }),
    // A key for one receipt is forgotten: a visitor id would promise that someone could be known by it.
    ...(!hasOneTimeKey(receipt) && { visitor: visitorOf(key) }),
  }
  return { entry: { action, grants, id, policy, previous, site, type: isWithdrawal(action) ? 'withdrawal' : 'consent' }, half }
}

const isWithdrawal = (action: Action): boolean => action === 'withdraw' || action === 'withdraw-purpose'

/** The receipt that an entry was made of, as it was signed; undefined once its personal half is erased, and for what nobody signed. */
export const readSigned = ({ entry, personal }: { entry: Entry; personal: { half: PersonalHalf } | null }): SignedReceipt | undefined => {
  if (!personal || !isSigned(personal.half)) return
  const { id, site, policy, grants, previous } = entry
  const { browserTime, page, language, key, signature, text } = personal.half
  const action = entry.action as Action
  const receipt: Receipt = {
    action,
    browserTime,
    grants,
    id,
    key,
    language,
    page,
    policy,
    previous,
    site,
    ...(text !== undefined && { text }),
    v: 1,
  }
  return { receipt, signature }
}

/** The id of a visitor: the thumbprint of the key (RFC 7638). */
const visitorOf = (key: PublicKey): string => hash('sha256', canonical(key), 'base64url')
