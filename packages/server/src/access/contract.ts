/** What somebody did with the log of a site, besides visitors with what is their own. Nothing of a visitor stands in it. */
export type AccessWish = {
  site: string
  /** A token by its public id, or who was at the command line: `token 1a2b3c4d, auditor "Revision AB"`, `cli:anna`. */
  who: string
  action: 'erase' | 'export' | 'look-up' | 'make-token' | 'refused' | 'revoke-token' | 'set-retention'
  /** What exactly, in words: the range, the form, how much. */
  detail: string
}

/** A line of the access log. */
export type Access = Omit<AccessWish, 'action'> & {
  /** 0, 1, 2… within the site, without a gap. */
  index: number
  at: string
  action: string
}

/** Who looked at the log of a site, or took a copy. Nothing here changes or removes a line. */
export interface AccessLog {
  /**
   * Resolves once the line is on disk. It is written before what it tells of is done: what cannot be logged is not given. Throws
   * `storage-unavailable` or what SQLite says.
   */
  append(wish: AccessWish): Promise<void>
  /** The lines of a site, the first one first, without holding them all in memory. */
  list(site: string): AsyncIterable<Access>
}
