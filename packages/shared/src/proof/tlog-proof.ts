import { ConsentProblem } from '../problem.ts'
import { printBase64, readBase64 } from './base64.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { readDecimal } from './decimal.ts'
import { type Hash, hashSize } from './hash.ts'
import { holdsInclusion } from './inclusion.ts'
import type { VerifierKey } from './key.ts'
import { openNote, parseNote, type Verify } from './note.ts'
import { isSize, leafHash } from './tree.ts'

/** Proves offline that a log holds an entry (c2sp.org/tlog-proof). */
export type Proof = {
  /** Whatever the log added. Nobody has signed it. */
  extra?: Uint8Array
  index: number
  /** The inclusion proof, from the leaf's sibling upwards. */
  path: readonly Uint8Array[]
  /** The signed note, letter for letter. */
  checkpoint: string
}

/** What a proof has proved. */
export type Proven = {
  index: number
  size: number
  root: Uint8Array
  /** The keys whose signatures hold: at least one. */
  keys: VerifierKey[]
}

type Claim = {
  proof: Proof
  /** The log that the entry is said to be in. */
  origin: string
  /** Keys of that log. One of them must have signed; a witness's key does not belong here. */
  keys: readonly VerifierKey[]
  hash: Hash
  verify: Verify
} & ({ leafData: Uint8Array } | { leaf: Uint8Array })

const firstLine = 'c2sp.org/tlog-proof@v1'

/** No tree of at most 2^53 - 1 leaves is higher. */
const pathLimit = 53

/**
 * Writes a proof. Throws `proof-invalid` for an index or a hash that is none; its checkpoint is copied as it is. Whoever has printed
 * hashes of it before can say how (`print`), and must print base64.
 */
export const printProof = ({ extra, index, path, checkpoint }: Proof, print: (hash: Uint8Array) => string = printBase64): string => {
  if (!isSize(index)) throw refuse('expected an index from 0 to 2^53 - 1')
  if (path.length > pathLimit || path.some(({ length }) => length !== hashSize))
    throw refuse(`expected at most ${pathLimit} hashes of ${hashSize} bytes`)
  const lines = [firstLine, `index ${index}`, ...path.map(print), '', checkpoint]
  if (extra !== undefined && extra.length > 0) lines.splice(1, 0, `extra ${printBase64(extra)}`)
  return lines.join('\n')
}

/**
 * Reads a proof. Throws `proof-invalid` for any text that `printProof` would not have written, and `note-invalid` when what it has for
 * a checkpoint is none. Nothing in it is to be believed before `holdsProof`.
 */
export const parseProof = (text: string): Proof => {
  const end = text.indexOf('\n\n')
  if (end === -1) throw refuse('expected an empty line before the checkpoint')
  const [, ...lines] = text.slice(0, end).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? readBase64(lines.shift()?.slice('extra '.length) ?? '') : undefined
  const index = readDecimal(lines.shift()?.replace('index ', '') ?? '')
  if (index === undefined) throw refuse('expected a line with its index in decimal digits')
  const path = lines.map((line) => {
    const bytes = readBase64(line)
    if (bytes === undefined) throw refuse('expected hashes in base64')
    return bytes
  })
  const checkpoint = text.slice(end + 2)
  parseCheckpoint(parseNote(checkpoint).text)
  const proof = { ...(extra && { extra }), index, path, checkpoint }
  if (printProof(proof) !== text) throw refuse(`expected ${firstLine}, an index and hashes, a line each`)
  return proof
}

/**
 * Resolves with what is proved when an entry (`leafData`, or the hash `leaf` that it has as a leaf) is in the log `origin` by a checkpoint
 * that a key of that log has signed. Throws `proof-wrong` and says why when it is not, and `note-invalid` when the checkpoint is none.
 */
export const holdsProof = async ({ proof, origin, keys, hash, verify, ...entry }: Claim): Promise<Proven> => {
  const note = parseNote(proof.checkpoint)
  const checkpoint = parseCheckpoint(note.text)
  const { index, path } = proof
  const { size, root } = checkpoint
  if (checkpoint.origin !== origin) throw wrong(`its checkpoint is of the log ${checkpoint.origin}, not of ${origin}`)
  const signers = await openNote(note, keys, verify)
  const leaf = 'leaf' in entry ? entry.leaf : leafHash(hash, entry.leafData)
  if (index >= size) throw wrong(`its checkpoint has ${size} entries, too few for the index ${index}`)
  if (!holdsInclusion(hash, { leaf, index, size, root, path }))
    throw wrong(`the entry is not the one that the log has at the index ${index}`)
  return { index, size, root, keys: signers }
}

const refuse = (expected: string) => new ConsentProblem('proof-invalid', `proof: ${expected}`)
const wrong = (found: string) => new ConsentProblem('proof-wrong', `proof: ${found}`)
