import type { Entry, PersonalHalf } from '@kakburk/shared'

/** What is to be logged, before the log has given it a time, a salt and an index. */
export type Draft = {
  entry: Omit<Entry, 'v' | 'at' | 'commitment'>
  /** Null for the entries that are about no visitor. */
  half: PersonalHalf | null
}

/** A personal half, and the salt under which its entry is committed to it. */
export type Personal = { salt: Uint8Array; half: PersonalHalf }

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
export type Appended = { logged: LoggedEntry; isNew: boolean }

/** An append-only log of decisions, one to a site. Nothing here changes or removes an entry. */
export interface ConsentLog {
  /**
   * Resolves once the entry is on disk. A draft whose id the site's log has already is not logged again: its first entry
   * comes back, and the caller judges whether it says the same. Times never go backwards within a site: when the server's
   * clock was set back, an entry has the time of the one before it; by more than a day, and it throws `storage-unavailable`.
   */
  append(draft: Draft): Promise<Appended>
  /** The entry of an id, if the site's log has it. */
  find(site: string, id: string): Promise<LoggedEntry | undefined>
  /** Entries in order, from `start` and before `end`, without holding them all in memory. What is appended meanwhile is not among them. */
  entries(site: string, start?: number, end?: number): AsyncIterable<LoggedEntry>
  /** The index of the first entry at `time` (as in `Entry.at`) or later; the size when there is none. */
  indexAt(site: string, time: string): Promise<number>
  /** How many entries the site's log has; 0 for a site that nobody knows. */
  size(site: string): Promise<number>
  /** Resolves when the storage answers, and throws when it does not, or did not take the last entry that there was to append. */
  check(): Promise<void>
}
