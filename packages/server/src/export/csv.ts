import type { Entry, PersonalHalf } from '@kakburk/shared'
import { optionalCategories } from '@kakburk/shared/category'
import type { ExportedEntry } from './contract.ts'

/** The columns of an export, in order. */
export const columns = [
  'index',
  'id',
  'type',
  'server_time',
  'browser_time',
  'site',
  'visitor',
  'action',
  ...optionalCategories,
  'services',
  'purposes',
  'text',
  'policy',
  'policy_version',
  'language',
  'country',
  'page',
  'browser',
  'previous',
  'commitment',
  'commitment_state',
  'signature',
  'leaf_hash',
] as const

export type Row = Record<(typeof columns)[number], string>

/**
 * An entry as a row. A category is `yes`, `no`, or empty when it was not asked about; `services` are those granted on their
 * own, with spaces between; `purposes` is such as `newsletter=yes`, and `text` what stood beside its box; the leaf hash is in lower-case hexadecimal, as `sha256sum` prints it.
 */
export const makeRow = (
  { index, text, leafHash, half: halfText, check }: ExportedEntry,
  versionOf: (policy: string) => number | undefined,
): Row => {
  const entry = JSON.parse(text) as Entry
  const half = halfText === undefined ? undefined : (JSON.parse(halfText) as PersonalHalf)
  return {
    index: String(index),
    id: entry.id,
    type: entry.type,
    server_time: entry.at,
    browser_time: half?.browserTime ?? '',
    site: entry.site,
    visitor: half?.visitor ?? '',
    action: entry.action,
    ...(isAboutPurpose(entry.action) ? makePurposeAnswers(entry.grants) : { ...makeAnswers(entry.grants), purposes: '' }),
    text: half?.text ?? '',
    policy: entry.policy,
    policy_version: String(versionOf(entry.policy) ?? ''),
    language: half?.language ?? '',
    country: half?.country ?? '',
    page: half?.page ?? '',
    browser: half?.browser ?? '',
    previous: entry.previous ?? '',
    commitment: entry.commitment ?? '',
    commitment_state: entry.commitment === null ? 'none' : half ? 'kept' : 'erased',
    // What was said on the server's own pages has no signature; an erased one that was never checked never will be.
    signature: check ?? (entry.commitment === null || half?.by !== undefined ? 'none' : 'unchecked'),
    leaf_hash: leafHash,
  }
}

/** Whether an action is about a purpose beside cookies. By its name, so that the thread that prints loads no schema. */
export const isAboutPurpose = (action: string): boolean => action.endsWith('-purpose')

/** Those columns of an entry about a purpose, which has nothing to say of cookies. */
const makePurposeAnswers = (grants: Record<string, boolean>) => ({
  ...makeAnswers({}),
  purposes: Object.entries(grants)
    .map(([name, granted]) => `${name}=${granted ? 'yes' : 'no'}`)
    .join(' '),
})

/** The columns that say what was granted of cookies. */
export const makeAnswers = (grants: Record<string, boolean>) => {
  const answer = (category: string) => (grants[category] === undefined ? '' : grants[category] ? 'yes' : 'no')
  return {
    preferences: answer('preferences'),
    analytics: answer('analytics'),
    marketing: answer('marketing'),
    services: Object.keys(grants)
      .filter((name) => grants[name] && !isCategory(name))
      .sort()
      .join(' '),
  }
}

/** A row as a line of RFC 4180: fields are quoted where they must be, and CRLF ends it. */
export const printRow = (row: Row): string => `${columns.map((column) => printField(row[column])).join(',')}\r\n`

/** The first line of an export. */
export const header = `${columns.join(',')}\r\n`

/**
 * A row for spreadsheets, which take a field that starts with = + - @ TAB or CR for a formula, and a page's path is the
 * visitor's to choose: an apostrophe before it makes it a text. A spreadsheet of a country that writes decimals with a comma
 * begins a new field at each semicolon, also within one of ours, and knows nothing of our quotes. The row is no longer exact.
 */
export const disarmRow = (row: Row): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column].replace(formulas, "$1'")])) as Row

/** Where one begins; the last four signs are those of East Asian keyboards. */
const formulas = /(^|;["\s]*)(?=[=+\-@\t\r＝＋－＠])/g

/** A field, quoted where it must be. */
export const printField = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)

const isCategory = (name: string): boolean => optionalCategories.some((category) => category === name)
