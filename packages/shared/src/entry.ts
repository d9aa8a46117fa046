import type { Action } from './decision.ts'
import type { PublicKey } from './receipt.ts'

export type EntryType = 'consent' | 'withdrawal' | 'erasure' | 'policy'

/**
 * The public half of a log entry: what is canonicalised once (RFC 8785), stored and hashed as those bytes. It holds no
 * personal data; the commitment ties it to the personal half without telling it.
 */
export type Entry = {
  v: 1
  type: EntryType
  /** A UUID: the receipt's own, or made by the log for its own entries. */
  id: string
  site: string
  /** The log's clock, RFC 3339 in UTC with milliseconds. */
  at: string
  action: Action | 'publish-policy' | 'erase'
  /** Categories asked for, and services granted on their own; of a purpose's action that one purpose; empty when the entry is no decision. */
  grants: Record<string, boolean>
  policy: string
  previous: string | null
  /** Base64url of SHA-256(salt ‖ canonical JSON of the personal half); null when there is no personal half. */
  commitment: string | null
  /** Of an erasure alone: the indices, ascending, of the entries whose personal halves it destroyed. */
  erased?: number[]
  /** Of an erasure alone: who asked for it, or that a time to keep things was over. */
  reason?: 'visitor' | 'owner' | 'retention'
}

/** The personal half: kept beside the entry under its own salt, and destroyed by erasure without touching the entry. */
export type PersonalHalf = SignedHalf | LinkHalf | FormHalf

/** Of what a browser signed: with the entry it holds everything that was signed. */
export type SignedHalf = Circumstances & {
  /** RFC 7638 thumbprint of the visitor's key; absent for a first no and for what was shown once. */
  visitor?: string
  browserTime: string
  page: string
  key: PublicKey
  signature: string
  /** What stood beside the box of a purpose. It is here and not in the entry, since a shop may greet its visitor by name in it. */
  text?: string
  by?: never
}

/** Of a withdrawal on the page that a receipt's link opens. Nobody signed it: whoever held the secret of that link said it. */
export type LinkHalf = Circumstances & {
  by: 'link'
  visitor: string
  browserTime?: never
  page?: never
  key?: never
  signature?: never
  text?: never
}

/** Of a decision on the server's own page, by a visitor who runs no scripts. Nobody signed it: that a browser sent the form is the server's word. */
export type FormHalf = Circumstances & {
  by: 'form'
  /** Random, and of a yes alone: what ties its withdrawal to it. */
  visitor?: string
  /** Path of the shop's page that the visitor came from. */
  page: string
  browserTime?: never
  key?: never
  signature?: never
  text?: never
}

type Circumstances = {
  language: string
  /** ISO 3166-1 alpha-2, when the server is told. */
  country?: string
  /** Such as `Firefox`; never the user agent itself. */
  browser: string
}

/** Whether a half is of what a browser signed. */
export const isSigned = (half: PersonalHalf): half is SignedHalf => half.key !== undefined
