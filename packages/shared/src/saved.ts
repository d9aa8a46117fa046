import * as v from 'valibot'
import { canonical } from './canonical.ts'
import { type Entry, isSigned, type PersonalHalf } from './entry.ts'
import { parseWith } from './parse.ts'
import { ConsentProblem } from './problem.ts'
import {
  type Hash,
  hasSameBytes,
  holdsProof,
  type Proven,
  parseProof,
  parseVerifierKey,
  type VerifierKey,
  type Verify,
} from './proof/index.ts'
import type { Receipt } from './receipt.ts'

const personalSchema = v.custom<PersonalHalf>((half) => typeof half === 'object' && half !== null, 'expected an object')
const entrySchema = v.custom<Entry>((entry) => typeof entry === 'object' && entry !== null, 'expected an object')

const savedSchema = v.looseObject({
  entry: entrySchema,
  index: v.number('expected a number'),
  proof: v.string('expected a text'),
  salt: v.optional(v.string('expected a text')),
  personal: v.optional(personalSchema),
})

/** A receipt as its visitor keeps it: what the log answered. Nothing in it is to be believed before `checkSaved`. */
export type SavedReceipt = v.InferOutput<typeof savedSchema>

/** What a saved receipt claims. */
export const savedClaims = ['logged', 'personal', 'signature'] as const

/**
 * What came of a claim. `logged`: the log of the key has this entry; `personal`: what stands beside it is what it was logged with;
 * `signature`: a browser signed it with the key that it names. `holds` is null when there is nothing to check: for what was
 * erased, or said by a form or a link, which nobody signs.
 */
export type Finding = { holds: boolean | null; why: string; proven?: Proven }

export type SavedReport = Record<(typeof savedClaims)[number], Finding>

type Given = { keys: readonly VerifierKey[]; hash: Hash; verify: Verify }

/** Reads a saved receipt. Throws `receipt-invalid`, or `body-not-json` for what is no JSON. */
export const parseSaved = (text: string): SavedReceipt => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ConsentProblem('body-not-json', 'receipt: expected JSON', [], { cause: error })
  }
  return parseWith(savedSchema, value, 'receipt-invalid', 'receipt')
}

/** Reads verifier keys, one to a line, as `/s/SITE/key` answers them. Throws `note-invalid`. */
export const parseVerifierKeys = (hash: Hash, text: string): VerifierKey[] =>
  text
    .split('\n')
    .map((line) => line.split(' ', 1)[0] ?? '')
    .filter((line) => line !== '')
    .map((line) => parseVerifierKey(hash, line))

/** Checks all that a saved receipt claims, trusting nothing but the keys of its log. */
export const checkSaved = async (saved: SavedReceipt, given: Given): Promise<SavedReport> => {
  const [logged, personal, signature] = await Promise.all([
    attempt(() => checkLogged(saved, given)),
    attempt(() => checkPersonal(saved, given.hash)),
    attempt(() => checkSignature(saved)),
  ])
  return { logged, personal, signature }
}

/** Whatever is wrong with a receipt makes its claim not hold; only a mistake of ours is thrown. */
const attempt = async (check: () => Promise<Finding> | Finding): Promise<Finding> => {
  try {
    return await check()
  } catch (error) {
    if (error instanceof ConsentProblem || error instanceof TypeError || error instanceof DOMException) return no(error.message)
    throw error
  }
}

const checkLogged = async ({ entry, index, proof }: SavedReceipt, { keys, hash, verify }: Given): Promise<Finding> => {
  const key = keys.find(({ name }) => name.endsWith(`/${entry.site}`))
  if (!key) return no(`none of the keys is of the log of site "${entry.site}"`)
  const parsed = parseProof(proof)
  if (parsed.index !== index) return no(`the proof is for the entry ${parsed.index}, not for ${index}`)
  const leafData = new TextEncoder().encode(canonical(entry))
  const proven = await holdsProof({ proof: parsed, leafData, origin: key.name, keys, hash, verify })
  return { holds: true, why: `entry ${index} of the ${proven.size} entries that ${key.name} had signed for`, proven }
}

const checkPersonal = ({ entry, personal, salt }: SavedReceipt, hash: Hash): Finding => {
  if (entry.commitment === null || personal === undefined || salt === undefined)
    return { holds: null, why: 'there are no personal data with it' }
  const bytes = new TextEncoder().encode(canonical(personal))
  const prefix = readBase64url(salt)
  const salted = new Uint8Array(prefix.length + bytes.length)
  salted.set(prefix)
  salted.set(bytes, prefix.length)
  return hasSameBytes(hash(salted), readBase64url(entry.commitment)) ? yes('as they were logged') : no('they are not what was logged')
}

const checkSignature = async ({ entry, personal }: SavedReceipt): Promise<Finding> => {
  if (!personal) return { holds: null, why: 'there are no personal data with it' }
  if (!isSigned(personal)) return { holds: null, why: unsigned[personal.by] }
  const { browserTime, page, language, key, signature, text } = personal
  const { id, site, policy, grants, previous } = entry
  const action = entry.action as Receipt['action']
  const receipt: Receipt = {
    v: 1,
    id,
    site,
    policy,
    action,
    grants,
    previous,
    browserTime,
    page,
    language,
    key,
    ...(text !== undefined && { text }),
  }
  // What has another spelling of the same bytes is another key: the name of a visitor is made of the spelling.
  const isStrict = [key.x, key.y, signature].every((text) => printBase64url(readBase64url(text)) === text)
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const publicKey = await crypto.subtle.importKey('jwk', { ...key, ext: true }, algorithm, false, ['verify'])
  const bytes = new TextEncoder().encode(canonical(receipt))
  const holds = isStrict && (await crypto.subtle.verify(algorithm, publicKey, readBase64url(signature), bytes))
  return holds ? yes('by the key of the browser that it names') : no('the key that it names did not sign this')
}

const unsigned = {
  link: 'withdrawn by the link of the receipt, which nobody signs',
  form: 'answered without scripts on the server’s own page, where nobody signs',
}

const yes = (why: string): Finding => ({ holds: true, why })
const no = (why: string): Finding => ({ holds: false, why })

const readBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const printBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
