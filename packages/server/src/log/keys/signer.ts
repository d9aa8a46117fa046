import { createHmac, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { ConsentProblem } from '@kakburk/shared'
import { makeVerifierKey, type Signer as NoteSigner, parseSignerKey, printSignerKey, type VerifierKey } from '@kakburk/shared/proof'
import { hash } from '../hash.ts'

/** A private key at work: it signs, and makes what nobody without it can make. */
export type Signer = NoteSigner & {
  /**
   * The secret for the holder of a receipt, in base64url: HMAC-SHA256 under the key's seed of the entry's salt. Made and not
   * drawn, so that a browser which lost the answer gets the same one when it sends its receipt again, though the log keeps only
   * a hash. The salt is in no public place and goes with erasure: the key alone does not give the secrets away.
   */
  makeSecret: (salt: Uint8Array) => string
}

/** A private key at work. Throws `note-invalid`, with no part of the text in the message, when it is no key or has another's id. */
export const createSigner = (text: string): Signer => {
  const { name, id, seed } = parseSignerKey(text)
  const { privateKey, key } = makeKeys(name, seed)
  if (key.id !== id) throw new ConsentProblem('note-invalid', `key: expected the id ${key.id} of this name and key, got ${id}`)
  return {
    key,
    sign: (message) => sign(null, message, privateKey),
    makeSecret: (salt) => createHmac('sha256', seed).update('kakburk receipt secret\n').update(salt).digest('base64url'),
  }
}

/** A new private key, as the text of its file. */
export const makeSignerText = (name: string): string => {
  const seed = randomBytes(32)
  return printSignerKey({ name, id: makeKeys(name, seed).key.id, seed })
}

const makeKeys = (name: string, seed: Uint8Array) => {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const key: VerifierKey = makeVerifierKey(hash, name, publicKey)
  return { privateKey, key }
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
