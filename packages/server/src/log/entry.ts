import { hash as digest } from 'node:crypto'
import { canonical, type Entry } from '@kakburk/shared'
import { leafHash } from '@kakburk/shared/proof'
import type { Draft, LoggedEntry } from './contract.ts'
import { hash } from './hash.ts'

/** Makes the entry that a draft becomes: at a time, at an index, with its personal half committed to under `salt` (32 random bytes). */
export const makeLoggedEntry = (draft: Draft, { index, at, salt }: { index: number; at: string; salt: Uint8Array }): LoggedEntry => {
  const personal = draft.half && { salt, half: draft.half, text: canonical(draft.half) }
  const { action, erased, grants, id, policy, previous, reason, site, type, ...others } = draft.entry
  others satisfies Record<string, never>
  // In the order of canonical JSON, so that nobody has to put it into that.
  const entry: Entry = {
    action,
    at,
    commitment: personal && makeCommitment(salt, personal.text),
    ...(erased && { erased }),
    grants,
    id,
    policy,
    previous,
    ...(reason && { reason }),
    site,
    type,
    v: 1,
  }
  const text = canonical(entry)
  return { index, entry, text, leafHash: makeLeafHash(text), personal }
}

/** SHA-256(salt ‖ canonical JSON of the personal half), in base64url. Without the salt it cannot be tested against a guess. */
export const makeCommitment = (salt: Uint8Array, half: string): string =>
  digest('sha256', Buffer.concat([salt, Buffer.from(half)]), 'base64url')

/** The hash of a leaf of the Merkle tree (RFC 9162): SHA-256(0x00 ‖ entry). */
export const makeLeafHash = (text: string): Uint8Array => leafHash(hash, Buffer.from(text))
