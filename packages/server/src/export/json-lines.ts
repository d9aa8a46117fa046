import type { ExportedEntry } from './contract.ts'

/**
 * An entry as a line of JSON. Entry and personal half stand in it byte for byte as they were hashed, so that nobody has to
 * write them canonically again. `leafHash` is in hexadecimal as in the CSV, `salt` in base64url as in the visitor's receipt;
 * `signature` is what was found, and absent until it was checked.
 */
export const printJsonLine = ({ index, text, leafHash, half, salt, check }: ExportedEntry): string =>
  `{"index":${index},"entry":${text},"leafHash":"${leafHash}"` +
  `${check === undefined ? '' : `,"signature":"${check}"`}` +
  `${half === undefined || salt === undefined ? '' : `,"salt":"${Buffer.from(salt).toString('base64url')}","personal":${half}`}}\n`
