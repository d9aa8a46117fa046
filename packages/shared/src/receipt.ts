import * as v from 'valibot'
import { canonical } from './canonical.ts'
import { actions } from './decision.ts'
import { parseWith } from './parse.ts'
import { idSchema } from './service.ts'
import { makeShownText, shownTextLimit } from './shown-text.ts'

/** At most this many bytes are read of a posted receipt. */
export const receiptLimit = 8192

const base64url = (bytes: number, what: string) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`), `expected ${what}: ${bytes} bytes in base64url`))

const uuidSchema = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'expected a UUID in lower case'),
)

/** Whether a text is what `Date.prototype.toISOString` writes, of whichever year. */
const isBrowserTime = (text: string): boolean => {
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString() === text
}

/** What was shown beside a box, in one line as `makeShownText` writes it. */
const shownTextSchema = v.pipe(
  v.string(),
  v.check(
    (text) => text !== '' && makeShownText(text) === text,
    `expected a text in one line, without spaces at its ends, two in a row or control characters, at most ${shownTextLimit} long`,
  ),
)

/** A visitor's public key: P-256, the required members of RFC 7518 and no others, so that its thumbprint is its own hash. */
export const publicKeySchema = v.strictObject({
  crv: v.literal('P-256', 'expected "P-256"'),
  kty: v.literal('EC', 'expected "EC"'),
  x: base64url(32, 'a coordinate'),
  y: base64url(32, 'a coordinate'),
})

/**
 * What the browser says about a decision. It claims; the log's own clock and checks stand beside it. Its members are in the order
 * of canonical JSON, and so is what is read by it.
 */
export const receiptSchema = v.strictObject({
  action: v.picklist(actions, `expected one of ${actions.join(', ')}`),
  /** The browser's clock. */
  browserTime: v.pipe(v.string(), v.check(isBrowserTime, 'expected a time as JavaScript writes it, such as "2026-11-20T12:00:00.000Z"')),
  grants: v.pipe(
    v.record(idSchema, v.boolean('expected true or false')),
    v.check((grants) => Object.keys(grants).length <= 64, 'expected at most 64 names'),
  ),
  id: uuidSchema,
  key: publicKeySchema,
  /** The language that the banner was shown in. */
  language: v.pipe(v.string(), v.regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*$/, 'expected a language tag such as "sv"'), v.maxLength(35)),
  /** Path of the page, without query and fragment, as `location.pathname` gives it: browsers write all but visible ASCII as `%C3%A5`. */
  page: v.pipe(
    v.string(),
    v.regex(/^\/[!"$->@-~]*$/, 'expected a path without query such as "/cart"'),
    v.maxLength(512, 'expected at most 512 characters'),
  ),
  policy: v.pipe(v.string(), v.regex(/^sha256-[A-Za-z0-9_-]{43}$/, 'expected the name of a policy: sha256-…')),
  /** The receipt that this one follows, of the same key. */
  previous: v.nullable(uuidSchema),
  site: idSchema,
  /** What stood beside the box of a purpose. */
  text: v.optional(shownTextSchema),
  v: v.literal(1, 'expected 1'),
})

/** What is posted: a receipt and the signature over its signed bytes (ES256: 64 bytes, r and s, as in RFC 7518). */
export const signedReceiptSchema = v.strictObject({ receipt: receiptSchema, signature: base64url(64, 'a signature') })

export type Receipt = v.InferOutput<typeof receiptSchema>
export type SignedReceipt = v.InferOutput<typeof signedReceiptSchema>
export type PublicKey = v.InferOutput<typeof publicKeySchema>

/** Reads what was posted. Throws `receipt-invalid` with every fault. */
export const parseSignedReceipt = (value: unknown): SignedReceipt => parseWith(signedReceiptSchema, value, 'receipt-invalid', 'receipt')

/** The text whose UTF-8 bytes the visitor's key signs: the receipt in canonical JSON. */
export const signedText = (receipt: Receipt): string => canonical(receipt)
