import { ConsentProblem, canonical, type Fault } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createVisitor } from '../testing/visitor.ts'
import { parsePosted } from './parse.ts'

const signed = createVisitor().signed()
const good = canonical(signed)
const bytes = (text: string) => new TextEncoder().encode(text)

const refusal = (body: Uint8Array): { code: string; faults: readonly Fault[] } | undefined => {
  try {
    parsePosted(body)
  } catch (error) {
    if (error instanceof ConsentProblem) return error
    throw error
  }
  return undefined
}

const withReceipt = (differing: Record<string, unknown>) => canonical({ ...signed, receipt: { ...signed.receipt, ...differing } })
const { page: _, ...withoutPage } = signed.receipt

describe('what was posted', () => {
  it('is read when it is canonical JSON of a signed receipt', () => {
    expect(parsePosted(bytes(good))).toEqual(signed)
  })

  it.each<[string, Uint8Array]>([
    ['nothing', bytes('')],
    ['no JSON', bytes('consent=yes')],
    ['half of it', bytes(good.slice(0, good.length / 2))],
    ['two of them', bytes(good + good)],
    ['a byte order mark before it', bytes(`\uFEFF${good}`)],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xc3, 0x28, 0x22)],
    ['a list nested without end', bytes('['.repeat(8000))],
  ])('is refused as no JSON: %s', (_, body) => {
    expect(refusal(body)).toMatchObject({ code: 'body-not-json' })
  })

  it.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"receipt"'],
    ['a list nested deep', '['.repeat(4000) + ']'.repeat(4000)],
    ['the receipt without its signature', canonical({ receipt: signed.receipt })],
    ['a member that nobody knows', canonical({ ...signed, more: true })],
    ['a receipt with a member missing', canonical({ ...signed, receipt: withoutPage })],
    ['a receipt with a member that nobody knows', withReceipt({ ip: '192.0.2.1' })],
    ['an id that is no UUID', withReceipt({ id: 'first' })],
    ['an id in upper case', withReceipt({ id: signed.receipt.id.toUpperCase() })],
    ['a version as text', withReceipt({ v: '1' })],
    ['grants as numbers', withReceipt({ grants: { analytics: 1 } })],
    ['grants as text', withReceipt({ grants: { analytics: 'true' } })],
    ['grants as a list', withReceipt({ grants: [true] })],
    ['more grants than anyone has', withReceipt({ grants: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`s${n}`, true])) })],
    ['an action that nobody knows', withReceipt({ action: 'erase' })],
    ['a page with a query', withReceipt({ page: '/?email=a@b.se' })],
    ['a page of another host', withReceipt({ page: 'https://shop.example/' })],
    ['a time that is none', withReceipt({ browserTime: 'noon' })],
    ['a key on another curve', withReceipt({ key: { ...signed.receipt.key, crv: 'P-384' } })],
    ['a private key', withReceipt({ key: { ...signed.receipt.key, d: signed.receipt.key.x } })],
    ['a signature that is too short', canonical({ ...signed, signature: signed.signature.slice(1) })],
  ])('is refused with a fault that names the place: %s', (_, body) => {
    expect(refusal(bytes(body))).toMatchObject({ code: 'receipt-invalid', faults: expect.arrayContaining([expect.anything()]) })
  })

  it.each([
    ['blanks between', JSON.stringify(signed, null, 1)],
    ['a line after', `${good}\n`],
    ['names in another order', `{"signature":"${signed.signature}","receipt":${canonical(signed.receipt)}}`],
    ['a name twice', good.replace('"page":', '"page":"/other","page":')],
    ['a name twice at the top', good.replace('{"receipt":', '{"receipt":1,"receipt":')],
    ['a name twice in another spelling', good.replace('"page":', '"pa\\u0067e":"/other","page":')],
    ['__proto__ in the receipt', good.replace('"key":', '"__proto__":{"page":"/other"},"key":')],
    ['__proto__ among the grants', good.replace('"analytics":', '"__proto__":true,"analytics":')],
    ['constructor among the grants', good.replace('"marketing":', '"constructor":true,"marketing":')],
    ['an escape that is not needed', good.replace('/kassa', '\\/kassa')],
    ['a lone surrogate', good.replace('/kassa', '/\\ud800')],
    ['a lone surrogate of the other kind', good.replace('/kassa', '/\\udc00x')],
    ['a version as 1.0', good.replace('"v":1', '"v":1.0')],
    ['a version as 1e0', good.replace('"v":1', '"v":1e0')],
  ])('is refused in a form that two readers could read in two ways: %s', (_, body) => {
    expect(body).not.toBe(good)
    expect(refusal(bytes(body))).toMatchObject({ code: 'receipt-invalid' })
    expect({}).not.toHaveProperty('page')
  })
})
