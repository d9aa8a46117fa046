import {
  actionOf,
  ConsentProblem,
  canonical,
  grantsAnything,
  isOneService,
  isPurposeAction,
  isSigned,
  makeGrants,
  type Policy,
  purposeActionOf,
  purposeOf,
  type Receipt,
  signedText,
} from '@kakburk/shared'
import type { LoggedEntry } from '../log/contract.ts'
import { readSigned } from './draft.ts'

/**
 * Checks a receipt against the policy that it names: its site, a language that is offered, and grants in the form that
 * `makeGrants` gives (every category asked about, and no service that its category covers), or for `once` the one service that
 * was let through, or the one purpose of a box. Throws `receipt-invalid`.
 */
export const checkAgainstPolicy = (receipt: Receipt, policy: Policy): void => {
  const { site, language, action, grants, text } = receipt
  if (site !== policy.site) throw fault('site', `expected "${policy.site}", the site that it was posted to, got "${site}"`)
  if (!policy.languages.some((offered) => offered === language)) {
    throw fault('language', `expected one of ${policy.languages.join(', ')}, got "${language}"`)
  }
  if (isPurposeAction(action)) {
    checkPurpose(receipt, policy)
    return
  }
  if (text !== undefined) throw fault('text', 'expected none, since what was asked about cookies stands in the policy')
  if (action === 'once') {
    if (isOneService(policy.services, grants)) return
    throw fault('grants', `expected one service that can be refused, such as {"youtube":true}, got ${canonical(grants)}`)
  }
  const proper = canonical(makeGrants(policy.services, grants))
  if (canonical(grants) !== proper) throw fault('grants', `expected ${proper}, got ${canonical(grants)}`)
}

/** A box is for one purpose of the policy, and nobody consents to what was not said. */
const checkPurpose = ({ action, grants, text }: Receipt, { purposes = [] }: Policy): void => {
  const [name, ...others] = Object.keys(grants)
  const ids = purposes.map(({ id }) => id)
  if (name === undefined || others.length > 0 || !ids.includes(name))
    throw fault('grants', `expected one purpose of the policy (${ids.join(', ') || 'it has none'}), got ${canonical(grants)}`)
  if (action === 'grant-purpose' && text === undefined) throw fault('text', 'expected the text that was shown beside the box')
}

/**
 * Checks a receipt against the entry that it follows; `once` follows nothing, and nothing follows it. Only the key of a yes may change it or take it back. An entry may be
 * followed more than once, since a visitor can decide in two tabs. Throws `previous-unknown`, `key-differs` or `receipt-invalid`.
 */
export const checkAgainstPrevious = (receipt: Receipt, previous: LoggedEntry | undefined): void => {
  if (receipt.action === 'once') {
    if (receipt.previous === null) return
    throw fault('previous', `expected null, since what is shown once follows nothing, got "${receipt.previous}"`)
  }
  if (receipt.previous !== null) checkChain(receipt, previous)
  const follows = receipt.previous !== null
  const action = isPurposeAction(receipt.action)
    ? purposeActionOf(grantsAnything(receipt.grants), follows)
    : actionOf(receipt.grants, follows)
  if (receipt.action !== action) throw fault('action', `expected "${action}" by its grants and what went before, got "${receipt.action}"`)
}

/** Checks that a receipt is the very one that its id is logged for already. Throws `receipt-differs`. */
export const checkSame = (receipt: Receipt, logged: LoggedEntry): void => {
  const first = readSigned(logged)
  if (first && signedText(first.receipt) === signedText(receipt)) return
  const why = logged.entry.commitment !== null && !logged.personal ? 'and its personal half is erased' : 'with other content'
  throw new ConsentProblem('receipt-differs', `receipt: ${receipt.id} is logged already, ${why}; a new decision needs an id of its own`)
}

const checkChain = (receipt: Receipt, previous: LoggedEntry | undefined): void => {
  if (!previous) {
    throw new ConsentProblem('previous-unknown', `receipt.previous: ${receipt.previous} is not in the log of this site; deliver it first`)
  }
  if (previous.entry.action === 'once') throw fault('previous', 'expected a decision; nothing can follow what was shown once')
  if (purposeOf(previous.entry) !== purposeOf(receipt))
    throw fault('previous', 'expected a receipt for the same purpose, or for one about cookies another about cookies')
  if (!grantsAnything(previous.entry.grants)) throw fault('previous', 'expected a receipt that granted something; nothing can follow a no')
  if (!previous.personal) {
    throw new ConsentProblem('key-differs', 'receipt.previous: its personal half is erased, so no key can follow it; start anew with null')
  }
  const { half } = previous.personal
  // Nobody signed what was said by a form, so no key can follow it either.
  if (!isSigned(half) || canonical(half.key) !== canonical(receipt.key)) {
    throw new ConsentProblem('key-differs', 'receipt.key: expected the key that signed the previous receipt')
  }
}

const fault = (member: string, message: string) => {
  const path = `receipt.${member}`
  return new ConsentProblem('receipt-invalid', `receipt: ${path}: ${message}`, [{ path, message }])
}
