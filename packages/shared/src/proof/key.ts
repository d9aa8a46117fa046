import { ConsentProblem } from '../problem.ts'
import { printBase64, printHex, readBase64 } from './base64.ts'
import type { Hash } from './hash.ts'

/** The public half of a key that signs notes, with its name; Ed25519 alone (c2sp.org/signed-note, "Verifier keys"). */
export type VerifierKey = {
  name: string
  /** Eight hex digits that tell keys of one name apart. Short enough to be met by chance or by force: it proves nothing. */
  id: string
  /** 32 bytes. */
  publicKey: Uint8Array
  /** The key as it is handed on: `<name>+<id>+<base64>`. */
  text: string
}

/** The private half: 32 bytes from which Ed25519 makes both halves. */
export type SignerKey = { name: string; id: string; seed: Uint8Array }

/** Stands before a key or its seed: Ed25519. */
const ed25519 = 1
const keySize = 32

/** Names a public key. Throws `note-invalid` when the name cannot stand in a note or the key is not 32 bytes. */
export const makeVerifierKey = (hash: Hash, name: string, publicKey: Uint8Array): VerifierKey => {
  if (!isKeyName(name)) throw refuse('expected a name without spaces, plus signs and control characters')
  if (publicKey.length !== keySize) throw refuse(`expected an Ed25519 key of ${keySize} bytes, got ${publicKey.length}`)
  const typed = typedKey(publicKey)
  const prefix = new TextEncoder().encode(`${name}\n`)
  const named = new Uint8Array(prefix.length + typed.length)
  named.set(prefix)
  named.set(typed, prefix.length)
  const id = printHex(hash(named).subarray(0, 4))
  return { name, id, publicKey, text: `${name}+${id}+${printBase64(typed)}` }
}

/** Reads a verifier key. Throws `note-invalid` for any text that `makeVerifierKey` would not have written. */
export const parseVerifierKey = (hash: Hash, text: string): VerifierKey => {
  const [name = '', , ...rest] = text.split('+')
  const key = makeVerifierKey(hash, name, parseTypedKey(rest.join('+')))
  if (key.text !== text) throw refuse('expected the id of this name and key')
  return key
}

/** Writes a private key as Go's note package does. The text is a secret. */
export const printSignerKey = ({ name, id, seed }: SignerKey): string => {
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id) || seed.length !== keySize)
    throw refuse('expected a name, an id and a seed of 32 bytes')
  return `PRIVATE+KEY+${name}+${id}+${printBase64(typedKey(seed))}`
}

/**
 * Reads a private key. Throws `note-invalid`, with no part of the text in the message, for any that `printSignerKey` would not have
 * written. Whoever makes the public key from the seed must see that `makeVerifierKey` gives it the same id.
 */
export const parseSignerKey = (text: string): SignerKey => {
  const [, , name = '', id = '', ...rest] = text.split('+')
  const key = { name, id, seed: parseTypedKey(rest.join('+')) }
  if (printSignerKey(key) !== text) throw refuse('expected PRIVATE+KEY+<name>+<id>+<base64>')
  return key
}

/** Whether a name can stand in a note: not empty, no spaces of any alphabet, no plus sign, no control character, whole letters. */
export const isKeyName = (name: string): boolean => /^[!-\u{10ffff}]+$/u.test(name) && !/[\p{White_Space}\p{Cs}+]/u.test(name)

const typedKey = (key: Uint8Array): Uint8Array => {
  const typed = new Uint8Array(1 + key.length)
  typed[0] = ed25519
  typed.set(key, 1)
  return typed
}

const parseTypedKey = (text: string): Uint8Array => {
  const typed = readBase64(text)
  if (typed?.length !== 1 + keySize || typed[0] !== ed25519) throw refuse('expected 0x01 and an Ed25519 key of 32 bytes, in base64')
  return typed.slice(1)
}

const refuse = (expected: string) => new ConsentProblem('note-invalid', `key: ${expected}`)
