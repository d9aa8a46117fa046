import { readFileSync } from 'node:fs'
import { canonical } from '@kakburk/shared'
import type Client from 'better-sqlite3'
import { createPrint } from '../export/print.ts'
import { createReader } from '../export/read.ts'
import { createScreens } from '../sites/screens.ts'
import type { Facts } from './facts.ts'
import { readLines } from './pages.ts'
import { makeScreenFiles } from './screen-files.ts'

/** A file of a bundle, whose bytes are made as they are taken. */
export type BundleFile = { path: string; chunks: () => Iterable<Buffer> }

/** The files of a bundle that hold the log itself: everything that a verifier reads, but the manifest. */
export const makeLogFiles = (connection: Client.Database, facts: Facts): BundleFile[] => {
  const { site, size, note } = facts
  const lines = <Row>(path: string, end: number, select: string, print: (row: Row) => string): BundleFile => ({
    path,
    chunks: () => readLines<Row>(connection, { site, end, select, print }),
  })
  const page = (columns: string, table: string, and = '', by = '"index"') =>
    `SELECT ${columns} FROM ${table} WHERE site = ? AND ${by} >= ? AND ${by} < ? ${and} ORDER BY ${by}`

  return [
    { path: 'log.csv', chunks: () => readCsv(connection, facts) },
    lines<{ entry: string }>('entries.jsonl', size, page('entry', 'entries'), ({ entry }) => entry),
    lines('personal.jsonl', size, page('"index", half, salt', 'personal_halves', "AND half <> ''"), printHalf),
    text('checkpoint.txt', note),
    lines<SignedRow>('checkpoints.jsonl', size + 1, page('at, note, size', 'checkpoints', '', 'size'), canonical),
    text('keys.jsonl', readKeys(connection, site)),
    lines('signatures.jsonl', size, page('checked_at AS checkedAt, "index", valid', 'signature_checks'), printCheck),
    lines<AccessRow>('accesses.jsonl', countAccesses(connection, site), page('action, at, detail, "index", who', 'accesses'), canonical),
    ...readPolicies(connection, site),
    ...makeScreenFiles(createScreens(connection), readPolicyNames(connection, site)),
    { path: 'verify.mjs', chunks: () => [readFileSync(new URL('../verify/verify.mjs', import.meta.url))] },
  ]
}

/** A file whose text is known. */
export const text = (path: string, content: string): BundleFile => ({ path, chunks: () => [Buffer.from(content)] })

type SignedRow = { at: string; note: string; size: number }
type AccessRow = { action: string; at: string; detail: string; index: number; who: string }

function* readCsv(connection: Client.Database, { site, size }: Facts): Generator<Buffer> {
  const print = createPrint(createReader(connection))
  const job = { site, format: 'csv', spreadsheet: false } as const
  yield Buffer.from(print(job, 'head'))
  for (let start = 0; start < size; start += 1000) yield Buffer.from(print(job, { start, end: Math.min(start + 1000, size) }))
  const tail = Buffer.from(print(job, 'tail'))
  if (tail.length > 0) yield tail
}

/** The half stands there as the bytes that were committed to; canonical JSON in canonical JSON is canonical. */
const printHalf = ({ index, half, salt }: { index: number; half: string; salt: Buffer }): string =>
  `{"index":${index},"personal":${half},"salt":"${salt.toString('base64url')}"}`

const printCheck = ({ checkedAt, index, valid }: { checkedAt: string; index: number; valid: number }): string =>
  canonical({ checkedAt, index, valid: valid === 1 })

const readKeys = (connection: Client.Database, site: string): string =>
  connection
    .prepare(
      'SELECT created_at AS createdAt, retired_at AS retiredAt, verifier FROM site_keys WHERE site = ? ORDER BY retired_at IS NULL, created_at',
    )
    .all(site)
    .map((row) => `${canonical(row)}\n`)
    .join('')

const countAccesses = (connection: Client.Database, site: string): number =>
  Number(connection.prepare('SELECT coalesce(max("index") + 1, 0) FROM accesses WHERE site = ?').pluck().get(site))

const readPolicies = (connection: Client.Database, site: string): BundleFile[] =>
  connection
    .prepare<[string], { name: string; document: string }>('SELECT name, document FROM policies WHERE site = ? ORDER BY version')
    .all(site)
    .map(({ name, document }) => text(`policies/${name}.json`, `${document}\n`))

const readPolicyNames = (connection: Client.Database, site: string): string[] =>
  connection.prepare<[string], string>('SELECT name FROM policies WHERE site = ? ORDER BY version').pluck().all(site)
