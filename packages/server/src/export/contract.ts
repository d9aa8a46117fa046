import type { PublishedPolicy } from '../sites/contract.ts'

/** The forms in which a log leaves the server. */
export const formats = ['csv', 'json-lines', 'json-ld'] as const

export type Format = (typeof formats)[number]

/** What is to be printed. `spreadsheet` is for CSV alone: it disarms formulas and adds a byte order mark. */
export type Job = { site: string; format: Format; spreadsheet: boolean }

/** A part of what is printed: what comes before the entries, the entries from an index and before another, and what comes after. */
export type Part = 'head' | 'tail' | { start: number; end: number }

/** An entry as printing needs it: its texts as the log keeps them, which few formats have to read. */
export type ExportedEntry = {
  index: number
  /** The canonical JSON of the entry. */
  text: string
  /** In lower-case hexadecimal. */
  leafHash: string
  /** The canonical JSON of the personal half, while there is one. */
  half: string | undefined
  /** What the half is committed to under. Given with a half when the format asks for it. */
  salt: Uint8Array | undefined
  /** What came of checking the visitor's signature, once it was checked. */
  check: 'valid' | 'wrong' | undefined
}

/** Gives a policy of the site by its name. */
export type PolicyOf = (name: string) => PublishedPolicy | undefined

/** Prints a log part by part, in whichever order they are asked for. */
export interface Printer {
  /** `spare` is memory of an earlier part that nobody needs any more: it may be taken away and printed over. */
  print(job: Job, part: Part, spare?: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

/** Makes a printer for so many entries. */
export type OpenPrinter = (entries: number) => Printer
