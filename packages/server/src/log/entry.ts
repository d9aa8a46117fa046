import { createHash } from 'node:crypto'
import { canonical, type Entry, type PersonalHalf } from '@kakburk/shared'
import type { Draft, LoggedEntry } from './contract.ts'

/** Makes the entry that a draft becomes: at a time, at an index, with its personal half committed to under `salt` (32 random bytes). */
export const makeLoggedEntry = (draft: Draft, { index, at, salt }: { index: number; at: string; salt: Uint8Array }): LoggedEntry => {
  const commitment = draft.half && makeCommitment(salt, draft.half)
  const entry: Entry = { v: 1, ...draft.entry, at, commitment }
  const text = canonical(entry)
  return { index, entry, text, leafHash: makeLeafHash(text), personal: draft.half && { salt, half: draft.half } }
}

/** SHA-256(salt ‖ canonical JSON of the personal half), in base64url. Without the salt it cannot be tested against a guess. */
export const makeCommitment = (salt: Uint8Array, half: PersonalHalf): string =>
  createHash('sha256').update(salt).update(canonical(half)).digest('base64url')

/** The hash of a leaf of the Merkle tree (RFC 9162): SHA-256(0x00 ‖ entry). */
export const makeLeafHash = (text: string): Uint8Array => createHash('sha256').update(leafPrefix).update(text).digest()

const leafPrefix = Uint8Array.of(0)
