import { signNote } from '@kakburk/shared/proof'
import type { Signer } from '../log/keys/signer.ts'
import type { Facts } from './facts.ts'
import type { Sums } from './sums.ts'

/** The files of which every line is proved: by the tree, by the commitments, and by writing the CSV again. The manifest leaves them out. */
const proved = ['entries.jsonl', 'log.csv', 'personal.jsonl']

/** The CRC-32 of every line of every file: what names a line that was altered. */
export const printLineSums = (files: ReadonlyMap<string, Sums>): string =>
  [...files].map(([path, { lines }]) => `${path} ${lines}\n`).join('')

/**
 * The SHA-256 of the files, in a note that the keys of the site sign. Its first line keeps it apart from a checkpoint, whose second
 * line is a number; the lines of the files are those of `sha256sum`.
 */
export const printManifest = (
  { origin, size }: Facts,
  { at, files, signers }: { at: string; files: ReadonlyMap<string, Sums>; signers: readonly Signer[] },
): string => {
  const rows = [...files].filter(([path]) => !proved.includes(path)).map(([path, { digest }]) => `${digest}  ${path}\n`)
  return signNote(`kakburk bundle v1\n${origin}\n${size}\n${at}\n${rows.join('')}`, signers)
}
