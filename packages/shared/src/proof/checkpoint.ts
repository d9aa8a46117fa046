import { ConsentProblem } from '../problem.ts'
import { printBase64, readBase64 } from './base64.ts'
import { readDecimal } from './decimal.ts'
import { hashSize } from './hash.ts'
import { isSize } from './tree.ts'

/** The head of a log's tree: what a log signs, as the text of a note (c2sp.org/tlog-checkpoint). */
export type Checkpoint = {
  /** Names the log, such as `shop.example/shop`. */
  origin: string
  size: number
  root: Uint8Array
  /** Further lines, of which we write none. */
  extensions?: readonly string[]
}

/** Writes a checkpoint as the text of a note. Throws `note-invalid` when `parseCheckpoint` would not read it. */
export const printCheckpoint = ({ origin, size, root, extensions = [] }: Checkpoint): string => {
  if (![origin, ...extensions].every(isLine)) throw refuse('expected an origin and further lines that are not empty')
  if (!isSize(size)) throw refuse('expected a size from 0 to 2^53 - 1')
  if (root.length !== hashSize) throw refuse(`expected a root of ${hashSize} bytes`)
  return [origin, size, printBase64(root), ...extensions, ''].join('\n')
}

/** Reads the text of a note as a checkpoint. Throws `note-invalid` for any text that `printCheckpoint` would not have written. */
export const parseCheckpoint = (text: string): Checkpoint => {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n')
  const [size, root] = [readDecimal(sizeText), readBase64(rootText)]
  if (size === undefined) throw refuse('expected its size in decimal digits on the second line')
  if (root === undefined) throw refuse('expected its root in base64 on the third line')
  const extensions = rest.slice(0, -1)
  const checkpoint = { origin, size, root, ...(extensions.length > 0 && { extensions }) }
  if (printCheckpoint(checkpoint) !== text) throw refuse('expected a newline at the end of the last line')
  return checkpoint
}

const isLine = (line: string): boolean => line !== '' && !/[^ -\u{10ffff}]|\p{Cs}/u.test(line)

const refuse = (expected: string) => new ConsentProblem('note-invalid', `checkpoint: ${expected}`)
