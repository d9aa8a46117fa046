import { type Action, grantsAnything, hasOneTimeKey, purposeOf, type Receipt, type SignedReceipt } from '@kakburk/shared'
import { canonical } from '../storage/canonical.ts'
import type { Draft } from '../storage/queue.ts'
import { dropKept } from '../storage/receipts.ts'
import { forgetKey, keepKey, makeKey, readKey, type VisitorKey } from './key.ts'

/**
 * Signs what the gate wrote down (ES256 over the receipt's canonical JSON). A first no, and a thing that is shown once,
 * are signed by a key that is forgotten at once. A withdrawal is signed by the key of the yes that it takes back, and then that key is forgotten too,
 * with the receipts that the browser has kept. What is about a purpose has a key of its own, and leaves that of the cookies alone.
 */
export const sign = async (draft: Draft): Promise<SignedReceipt> => {
  const purpose = purposeOf(draft)
  const kept = hasOneTimeKey(draft) ? undefined : await readKey(purpose)
  const whole = kept ? draft : withoutPast(draft)
  const key = kept ?? (await makeKey())
  if (!kept && !hasOneTimeKey(whole)) await keepKey(key, purpose)
  const signed = await signWith(key, { ...whole, v: 1, key: key.publicKey })
  if (/^withdraw/.test(signed.receipt.action)) await forgetKey(purpose)
  // Also when the key was lost, and the withdrawal is a no like any other.
  if (purpose === undefined && !grantsAnything(draft.grants)) dropKept()
  return signed
}

const signWith = async ({ privateKey }: VisitorKey, receipt: Receipt): Promise<SignedReceipt> => {
  const bytes = new TextEncoder().encode(canonical(receipt))
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes)
  return { receipt, signature: base64url(new Uint8Array(signature)) }
}

/** With the key of the yes lost (site data were cleared), nobody can prove that it was theirs: the decision stands alone. */
export const withoutPast = (draft: Draft): Draft => ({
  ...draft,
  previous: null,
  action: standsAlone[draft.action] ?? draft.action,
})

/** What a withdrawal is when there is nothing that it takes back. */
const standsAlone: Partial<Record<Action, Action>> = { withdraw: 'reject-all', 'withdraw-purpose': 'refuse-purpose' }

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
