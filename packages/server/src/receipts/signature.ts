import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { type PublicKey, type SignedReceipt, signedText } from '@kakburk/shared'

/** Whether the receipt was signed by the key that it names (ES256, r and s). A key that is no point of the curve has signed nothing. */
export const isSignedByItsKey = ({ receipt, signature }: SignedReceipt): boolean => {
  const key = readKey(receipt.key)
  if (!key || !isStrict(signature)) return false
  const signed = Buffer.from(signedText(receipt))
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

const readKey = (key: PublicKey): KeyObject | undefined => {
  if (!isStrict(key.x) || !isStrict(key.y)) return
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return
  }
}

/** The last letter of base64url may carry bits that nobody reads; were they allowed, one key would have several thumbprints. */
const isStrict = (text: string): boolean => Buffer.from(text, 'base64url').toString('base64url') === text
