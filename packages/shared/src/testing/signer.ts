import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Signer } from '../proof/index.ts'
import { makeVerifierKey } from '../proof/index.ts'
import { nodeSha256 } from './tree.ts'

/** A signer whose key is made of its name and number alone, so that a test meets the same one each time. */
export const aSigner = (name = 'shop.example/shop', number = 0): Signer =>
  signerOf(name, nodeSha256(new TextEncoder().encode(`${name} ${number}`)))

/** The signer of a seed of 32 bytes. */
export const signerOf = (name: string, seed: Uint8Array): Signer => {
  // PKCS 8 around an Ed25519 seed (RFC 8410).
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { key: makeVerifierKey(nodeSha256, name, publicKey), sign: (message) => sign(null, message, key) }
}
