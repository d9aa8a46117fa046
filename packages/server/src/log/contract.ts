import type { Entry, PersonalHalf } from '@kakburk/shared'

/** What is to be logged, before the log has given it a time, a salt and an index. */
export type Draft = {
  entry: Omit<Entry, 'v' | 'at' | 'commitment'>
  /** Null for the entries that are about no visitor. */
  half: PersonalHalf | null
}

/** A personal half, and the salt under which its entry is committed to it. */
export type Personal = {
  salt: Uint8Array
  half: PersonalHalf
  /** The exact canonical JSON of `half`; its UTF-8 bytes are what the commitment is made of. */
  text: string
}

/** An entry as it lies in the log of its site. */
export type LoggedEntry = {
  /** 0, 1, 2… within the site, without a gap. */
  index: number
  entry: Entry
  /** The exact canonical JSON of `entry`; its UTF-8 bytes are what is hashed. */
  text: string
  leafHash: Uint8Array
  /** Null once it is erased, and for an entry that never had one. */
  personal: Personal | null
}

/** What became of a draft: its own new entry, or the first one of the same id. */
export type Appended = {
  logged: LoggedEntry
  isNew: boolean
  /** The entry in the newest checkpoint, as a `c2sp.org/tlog-proof@v1` text. */
  proof: string
  /**
   * What the holder of the receipt acts by, in base64url; the log keeps its hash. Undefined for an entry about no visitor, for
   * what is erased, and for a draft that comes again after more than a day.
   */
  secret?: string
}

/**
 * Judges a draft at the moment of appending, when nothing can come between: throws a `ConsentProblem` to refuse it. `find` gives
 * an entry of the same site by its id; `first` is the one that has the id of the draft already. What it writes to the database
 * is there when the entry is, and not without it, if it writes only once it refuses no more; it may be asked again for a draft
 * whose change failed.
 */
export type Check = (find: (id: string) => LoggedEntry | undefined, first: LoggedEntry | undefined) => void

/** The public half of a key of a site's log. One that has retired signs no more, and what it signed stays good. */
export type SiteKey = { verifier: string; createdAt: string; retiredAt: string | null }

/** A checkpoint as it was signed: a note that says so many entries have this root. */
export type SignedCheckpoint = { size: number; at: string; note: string }

/** An append-only log of decisions, one to a site. Nothing here changes or removes an entry. */
export interface ConsentLog {
  /**
   * Resolves once the entry is on disk. A draft whose id the site's log has already is not logged again: its first entry
   * comes back, and the caller judges whether it says the same. Times never go backwards within a site: when the server's
   * clock was set back, an entry has the time of the one before it. What is personal about the entries that an erasure names is
   * gone with it, in one. Throws what `check` throws, and `storage-unavailable` when
   * the disk, the clock or the keys do not allow an entry now; then it may be tried again.
   */
  append(draft: Draft, check?: Check): Promise<Appended>
  /** The entry of an id, if the site's log has it. */
  find(site: string, id: string): Promise<LoggedEntry | undefined>
  /** Entries in order, from `start` and before `end`, without holding them all in memory. What is appended meanwhile is not among them. */
  entries(site: string, start?: number, end?: number): AsyncIterable<LoggedEntry>
  /** The index of the first entry at `time` (as in `Entry.at`) or later; the size when there is none. */
  indexAt(site: string, time: string): Promise<number>
  /** How many entries the site's log has; 0 for a site that nobody knows. */
  size(site: string): Promise<number>
  /** The newest signed checkpoint, which is of all entries; undefined for a site without any. */
  checkpoint(site: string): Promise<SignedCheckpoint | undefined>
  /** Every checkpoint that was ever signed, the smallest first, without holding them all in memory. */
  checkpoints(site: string): AsyncIterable<SignedCheckpoint>
  /** The checkpoint of exactly so many entries; undefined when none was signed at that size. */
  checkpointAt(site: string, size: number): Promise<SignedCheckpoint | undefined>
  /**
   * The hashes that lead from an entry to the root of the first `size` entries, by default of the newest checkpoint (RFC 9162,
   * 2.1.3). Throws `range-invalid` for an index or a size that the log does not have.
   */
  prove(site: string, index: number, size?: number): Promise<Uint8Array[]>
  /** The hashes that show the first `from` entries to be the beginning of the first `to` (RFC 9162, 2.1.4). Throws `range-invalid`. */
  consistency(site: string, from: number, to: number): Promise<Uint8Array[]>
  /** The verifier keys that ever signed for a site, oldest first. */
  keys(site: string): Promise<SiteKey[]>
  /** Resolves when the storage answers, and throws when it does not, or did not take the last entry that there was to append. */
  check(): Promise<void>
}
