import { createHash } from 'node:crypto'
import { type SignedReceipt, signedText } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createVisitor } from '../testing/visitor.ts'
import { isSignedByItsKey } from './signature.ts'

const visitor = createVisitor()
const signed = visitor.signed()
const zeros = 'A'.repeat(43)

/** The same bytes with another last letter, whose lowest bits nobody reads. */
const respell = (text: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return text.slice(0, -1) + letters[letters.indexOf(text.at(-1) ?? '') + 1]
}

const withKey = (key: Partial<SignedReceipt['receipt']['key']>): SignedReceipt => visitor.signed({ key: { ...visitor.key, ...key } })

describe('a signature', () => {
  it('holds for what was signed', () => {
    expect(isSignedByItsKey(signed)).toBe(true)
  })

  it('holds for a receipt signed by WebCrypto, as in the browser', async () => {
    const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
    const receipt = visitor.receipt({ page: '/fönster/😀', key: { crv: 'P-256', kty: 'EC', x, y } })
    const bytes = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(signedText(receipt)))
    expect(isSignedByItsKey({ receipt, signature: Buffer.from(bytes).toString('base64url') })).toBe(true)
  })

  it.each<[string, SignedReceipt]>([
    ['another page', { ...signed, receipt: { ...signed.receipt, page: '/other' } }],
    ['other grants', { ...signed, receipt: { ...signed.receipt, grants: {} } }],
    ['the key of somebody else', { ...signed, receipt: { ...signed.receipt, key: createVisitor().key } }],
    ['the signature of something else', { ...signed, signature: visitor.signed().signature }],
    ['a signature of zeros', { ...signed, signature: 'A'.repeat(86) }],
    ['a signature in another spelling', { ...signed, signature: respell(signed.signature) }],
    ['a key that is no point of the curve', withKey({ y: createVisitor().key.y })],
    ['a key at infinity', withKey({ x: zeros, y: zeros })],
    ['a key beyond the field', withKey({ x: `${'_'.repeat(42)}8` })],
    ['a key in another spelling', withKey({ x: respell(visitor.key.x) })],
  ])('does not hold for %s', (_, forged) => {
    expect(isSignedByItsKey(forged)).toBe(false)
  })

  it('is respelled to the same bytes in this test', () => {
    const hash = (text: string) => createHash('sha256').update(Buffer.from(text, 'base64url')).digest('hex')
    expect(hash(respell(signed.signature))).toBe(hash(signed.signature))
  })
})
