import { ConsentProblem } from '../problem.ts'
import { printBase64, printHex, readBase64, readHex } from './base64.ts'
import { isKeyName, type VerifierKey } from './key.ts'

/** One line below a note. Of which kind it is, only someone who knows the key can tell. */
export type NoteSignature = {
  name: string
  /** The key's id: eight hex digits. */
  id: string
  signature: Uint8Array
}

/** A text and who signed it (c2sp.org/signed-note). Nothing in it is to be believed before `openNote`. */
export type Note = {
  /** Ends with a newline. */
  text: string
  signatures: NoteSignature[]
}

/** Someone who signs notes. `sign` is given the note's text in UTF-8 and gives an Ed25519 signature. */
export type Signer = { key: VerifierKey; sign: (message: Uint8Array) => Uint8Array }

/** Whether an Ed25519 signature holds. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>

/** Lines of signatures that are read. The specification asks for at least 16; Go's package reads as many as this. */
const signatureLimit = 100

const dash = '\u2014'

/** Writes a note. Throws `note-invalid` when `parseNote` would not read it. */
export const printNote = ({ text, signatures }: Note): string => {
  if (!text.endsWith('\n')) throw refuse('expected a text that ends with a newline')
  if (!isPlain(text)) throw refuse('expected a text of whole letters, without control characters')
  if (signatures.length === 0 || signatures.length > signatureLimit) throw refuse(`expected 1 to ${signatureLimit} signatures`)
  return `${text}\n${signatures.map(printSignature).join('')}`
}

/** Reads a note as it is written. Throws `note-invalid` for any text that `printNote` would not have written. */
export const parseNote = (written: string): Note => {
  // A text may have empty lines of its own, signatures have none: the last one lies between them.
  const end = written.lastIndexOf('\n\n')
  if (end === -1 || !written.endsWith('\n')) throw refuse('expected a text, an empty line and lines of signatures')
  const note = {
    text: written.slice(0, end + 1),
    signatures: written
      .slice(end + 2, -1)
      .split('\n', signatureLimit + 1)
      .map(parseSignature),
  }
  if (printNote(note) !== written) throw refuse('expected nothing but a text and lines of signatures')
  return note
}

/** Signs a text. Throws `note-invalid` when it cannot be a note's. */
export const signNote = (text: string, signers: readonly Signer[]): string => {
  const message = new TextEncoder().encode(text)
  return printNote({ text, signatures: signers.map(({ key: { name, id }, sign }) => ({ name, id, signature: sign(message) })) })
}

/**
 * The keys, of those given, whose signatures under the note hold: at least one. Lines of other keys are ignored. Throws `proof-wrong` when
 * a line of a given key does not hold, or when there is none.
 */
export const openNote = async ({ text, signatures }: Note, keys: readonly VerifierKey[], verify: Verify): Promise<VerifierKey[]> => {
  const message = new TextEncoder().encode(text)
  const held = new Set<VerifierKey>()
  for (const { name, id, signature } of signatures)
    for (const key of keys.filter((known) => known.name === name && known.id === id)) {
      if (!(await verify(key.publicKey, message, signature)))
        throw new ConsentProblem('proof-wrong', `note: the signature of ${name}+${id} does not hold: the note was altered`)
      held.add(key)
    }
  if (held.size === 0) throw new ConsentProblem('proof-wrong', 'note: none of the known keys has signed it')
  return [...held]
}

const printSignature = ({ name, id, signature }: NoteSignature): string => {
  const idBytes = readHex(id)
  if (!isKeyName(name)) throw refuse('expected the name of a key in front of each signature')
  if (idBytes?.length !== 4) throw refuse('expected a key id of eight hex digits')
  if (signature.length === 0) throw refuse('expected a signature of at least one byte')
  const bytes = new Uint8Array(4 + signature.length)
  bytes.set(idBytes)
  bytes.set(signature, 4)
  return `${dash} ${name} ${printBase64(bytes)}\n`
}

const parseSignature = (line: string): NoteSignature => {
  const [, name = '', base64 = ''] = line.split(' ')
  const bytes = readBase64(base64)
  if (bytes === undefined) throw refuse('expected lines of signatures: a dash, a name and base64')
  return { name, id: printHex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

/** Whether a text has whole letters and, but for newlines, no control characters of ASCII. */
const isPlain = (text: string): boolean => !/[^\n -\u{10ffff}]|\p{Cs}/u.test(text)

const refuse = (expected: string) => new ConsentProblem('note-invalid', `note: ${expected}`)
