import { grantsAnything, hasOneTimeKey, type Receipt, type SignedReceipt } from '@kakburk/shared'
import { canonical } from '../storage/canonical.ts'
import type { Draft } from '../storage/queue.ts'
import { dropKept } from '../storage/receipts.ts'
import { forgetKey, keepKey, makeKey, readKey, type VisitorKey } from './key.ts'

/**
 * Signs what the gate wrote down (ES256 over the receipt's canonical JSON). A first no, and a thing that is shown once,
 * are signed by a key that is forgotten at once. A withdrawal is signed by the key of the yes that it takes back, and then that key is forgotten too,
 * with the receipts that the browser has kept.
 */
export const sign = async (draft: Draft): Promise<SignedReceipt> => {
  const kept = hasOneTimeKey(draft) ? undefined : await readKey()
  const whole = kept ? draft : withoutPast(draft)
  const key = kept ?? (await makeKey())
  if (!kept && !hasOneTimeKey(whole)) await keepKey(key)
  const signed = await signWith(key, { ...whole, v: 1, key: key.publicKey })
  if (signed.receipt.action === 'withdraw') await forgetKey()
  // Also when the key was lost, and the withdrawal is a no like any other.
  if (!grantsAnything(draft.grants)) dropKept()
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
  action: draft.action === 'withdraw' ? 'reject-all' : draft.action,
})

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
