import { hash as digest } from 'node:crypto'
import type { LoggedEntry } from './contract.ts'
import type { Signer } from './keys/signer.ts'

/**
 * For so long a receipt that is sent again is given its secret again. The receipt and its signature stand in what auditors
 * export: without an end, whoever holds an export could send one in and be taken for the visitor.
 */
const secretTime = 86_400_000

/** What is stored of a secret: the SHA-256 of its text. It is random enough to need no salt and no slow hash. */
export const hashSecret = (secret: string): Buffer => digest('sha256', secret, 'buffer')

/** The secret of an entry that is logged already, made anew by the key that made it first; undefined when it is not to be told again. */
export const findSecret = (
  { entry, personal }: LoggedEntry,
  { stored, signers, now }: { stored: Uint8Array | undefined; signers: readonly Signer[]; now: Date },
): string | undefined => {
  if (!personal || !stored || now.getTime() - Date.parse(entry.at) > secretTime) return
  return signers.map(({ makeSecret }) => makeSecret(personal.salt)).find((secret) => hashSecret(secret).equals(stored))
}
