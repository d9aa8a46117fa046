import type { Verify } from './note.ts'

/** Verifies by WebCrypto: in browsers and in Node. Throws what WebCrypto throws when it has no Ed25519. */
export const verifyEd25519: Verify = async (publicKey, message, signature) => {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message))
}
