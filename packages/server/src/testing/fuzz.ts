import { actions, canonical, type Receipt, type SignedReceipt } from '@kakburk/shared'
import fc from 'fast-check'
import { policyId } from './shop.ts'
import { createVisitor, everything } from './visitor.ts'

/** JSON that a reader may choke on, or that two readers may read in two ways. */
const hostileJson = fc.oneof(
  fc.json(),
  fc.constantFrom('1e999', '-0', '1e308', '9'.repeat(400), '0.1e-400', 'NaN', '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\u2028"'),
  fc.constantFrom('{"__proto__":{"page":"/other"}}', '{"constructor":true}', '{"toJSON":null}', '{"a":1,"a":2}'),
  fc.integer({ min: 1, max: 4000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.integer({ min: 1, max: 1300 }).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
)

const members = ['action', 'browserTime', 'grants', 'id', 'key', 'language', 'page', 'policy', 'previous', 'site', 'v'] as const

/** A canonical text in which something else stands for a member of the receipt, once or beside it. */
const spoiltMember = (signed: SignedReceipt): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...members), hostileJson, fc.boolean()).map(([name, json, isTwice]) =>
    // By a function, since a dollar sign would mean something in a text.
    isTwice
      ? canonical(signed).replace(`"${name}":`, () => `"${name}":${json},"${name}":`)
      : canonical({ ...signed, receipt: { ...signed.receipt, [name]: '§' } }).replace('"§"', () => json),
  )

/** The bytes of a canonical text, damaged on their way. */
const damaged = (signed: SignedReceipt): fc.Arbitrary<Uint8Array<ArrayBuffer>> => {
  const bytes = new TextEncoder().encode(canonical(signed))
  const place = fc.nat({ max: bytes.length - 1 })
  return fc.oneof(
    place.map((end) => bytes.slice(0, end)),
    fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, bits]) => bytes.map((byte, index) => (index === at ? byte ^ bits : byte))),
    fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 50 })).map(([at, more]) => join(bytes.slice(0, at), more, bytes.slice(at))),
    fc.tuple(place, place).map(([from, to]) => join(bytes.slice(0, Math.min(from, to)), bytes.slice(Math.max(from, to)))),
  )
}

const join = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => Uint8Array.from(parts.flatMap((part) => [...part]))

/** Anything at all that somebody may post. */
export const anyBody: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc
  .constant(undefined)
  .map(() => createVisitor().signed())
  .chain((signed) =>
    fc.oneof(
      { weight: 4, arbitrary: spoiltMember(signed) },
      { weight: 4, arbitrary: damaged(signed) },
      hostileJson,
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 10_000 }).map((bytes) => Uint8Array.from(bytes)),
    ),
  )

/** Receipts of the right shape, each signed by its own key, that say whatever they like. */
export const anyReceipt = (earlier: readonly string[]): fc.Arbitrary<SignedReceipt> =>
  fc
    .record({
      action: mostly('accept-all', fc.constantFrom(...actions)),
      // Browsers' clocks go from the year -271821 to 275760.
      browserTime: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      grants: mostly<Receipt['grants'], Receipt['grants']>(
        everything,
        fc.dictionary(fc.constantFrom('analytics', 'marketing', 'necessary', 'youtube', 'nobody'), fc.boolean()),
      ),
      language: mostly('sv', fc.constantFrom('en', 'fi', 'zh-Hant')),
      page: fc.stringMatching(/^\/[!"$->@-~]{0,80}$/),
      policy: mostly(policyId, fc.constant(`sha256-${'A'.repeat(43)}`)),
      previous: fc.oneof(fc.constant(null), fc.uuid(), fc.constantFrom(null, ...earlier)),
      site: mostly('window-shop', fc.constant('other-shop')),
    })
    .map((differing) => createVisitor().signed(differing))

const mostly = <const One, Other>(one: One, others: fc.Arbitrary<Other>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(one) }, { weight: 1, arbitrary: others })
