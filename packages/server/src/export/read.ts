import type { Policy } from '@kakburk/shared'
import type Client from 'better-sqlite3'
import type { PublishedPolicy } from '../sites/contract.ts'
import type { ExportedEntry } from './contract.ts'
import { createPageReader } from './read-page.ts'

/** What an export reads of a database. */
export type Reader = {
  /** Every policy of a site, in the order in which they were published. */
  policies(site: string): PublishedPolicy[]
  policy(site: string, name: string): PublishedPolicy | undefined
  /** The entries of a site from an index and before another, all as they are at one moment. Salts are read when they are asked for. */
  entries(site: string, range: { start: number; end: number }, wish: { salts: boolean }): ExportedEntry[]
}

type PolicyRow = { version: number; name: string; document: string; published_at: string }

/** Reads over a connection, which may be in a transaction of its own. */
export const createReader = (connection: Client.Database): Reader => {
  const policies = connection.prepare<[string], PolicyRow>('SELECT * FROM policies WHERE site = ? ORDER BY version')
  const policy = connection.prepare<[string, string], PolicyRow>('SELECT * FROM policies WHERE site = ? AND name = ?')
  const page = createPageReader(connection)
  const entries = connection
    .prepare<[string, number, number], [texts: string | null, hashes: Buffer | null]>(
      `SELECT group_concat(entry, char(10)), CAST(group_concat(leaf_hash, '') AS BLOB) FROM (
        SELECT entry, leaf_hash FROM entries WHERE site = ? AND "index" >= ? AND "index" < ? ORDER BY "index"
      )`,
    )
    .raw()
  const halves = page('personal_halves', 'half')
  const salts = page('personal_halves', 'hex(salt)')
  const checks = page('signature_checks', 'valid')

  const readEntries: Reader['entries'] = (site, range, wish) => {
    const halfOf = halves(site, range)
    const saltOf = wish.salts ? salts(site, range) : []
    const checkOf = checks(site, range)
    // No index is left out of the log itself.
    const [texts, hashes] = entries.get(site, range.start, range.end) ?? []
    if (texts == null || hashes == null) return []
    const leafHashes = hashes.toString('hex')
    return texts.split('\n').map((text, place) => ({
      index: range.start + place,
      text,
      leafHash: leafHashes.slice(place * hashLength, (place + 1) * hashLength),
      // An erased half is an empty row.
      half: halfOf[place] || undefined,
      salt: saltOf[place] ? Buffer.from(saltOf[place], 'hex') : undefined,
      check: results[checkOf[place] ?? ''],
    }))
  }
  return {
    policies: (site) => policies.all(site).map(parsePolicyRow),
    policy(site, name) {
      const row = policy.get(site, name)
      return row && parsePolicyRow(row)
    },
    // A transaction for each page and none for the whole: a reader that keeps one open keeps what is erased meanwhile in the file.
    entries: connection.transaction(readEntries),
  }
}

/** A SHA-256 in hexadecimal. */
const hashLength = 64

const results: Record<string, ExportedEntry['check']> = { 0: 'wrong', 1: 'valid' }

const parsePolicyRow = ({ version, name, document, published_at: publishedAt }: PolicyRow): PublishedPolicy => ({
  policy: JSON.parse(document) as Policy,
  name,
  version,
  publishedAt,
})
