import { describe, expect, it } from 'vitest'
import { aSigner, signerOf } from '../testing/signer.ts'
import { nodeSha256 } from '../testing/tree.ts'
import { makeVerifierKey, parseSignerKey, parseVerifierKey, printSignerKey } from './key.ts'

const { key } = aSigner()
const [name = '', id = '', base64 = ''] = key.text.split(/\+(.{8})\+/)
const other = aSigner('shop.example/shop', 1).key
const refusal = expect.objectContaining({ code: 'note-invalid' })

describe('a verifier key', () => {
  it('comes back from its text as it was', () => {
    expect(parseVerifierKey(nodeSha256, key.text)).toEqual({ ...key, publicKey: new Uint8Array(key.publicKey) })
    expect(key.text).toBe(`${key.name}+${key.id}+${base64}`)
  })
  it.each(['shop.example/shop', 'localhost:8787/shop', 'å', 'a/b-c_d.e~f', '日本.example'])('may have the name %s', (allowed) => {
    const { text } = makeVerifierKey(nodeSha256, allowed, key.publicKey)
    expect(parseVerifierKey(nodeSha256, text)).toMatchObject({ name: allowed, text })
  })
  it.each(['', 'a b', 'a+b', 'a\nb', 'a\u0000b', 'a\tb', 'a\u0085b', 'a\u00a0b', 'a\u2003b', 'a\u3000b', 'a\ud800b'])(
    'may not have the name %j',
    (refused) => {
      expect(() => makeVerifierKey(nodeSha256, refused, key.publicKey)).toThrow(refusal)
      expect(() => parseVerifierKey(nodeSha256, `${refused}+${id}+${base64}`)).toThrow(refusal)
    },
  )
  it.each([
    ['the id of another key', `${name}+${other.id}+${base64}`],
    ['the name of another key', `other.example/shop+${id}+${base64}`],
    ['the id in capitals', `${name}+${id.replace(/[0-9]/g, 'a').toUpperCase()}+${base64}`],
    ['an id cut short', `${name}+${id.slice(1)}+${base64}`],
    ['no id', `${name}+${base64}`],
    ['no key', `${name}+${id}+`],
    ['another kind of key', `${name}+${id}+B${base64.slice(1)}`],
    ['a key cut short', `${name}+${id}+${base64.slice(0, -4)}`],
    ['a space at the end', `${key.text} `],
    ['a newline at the end', `${key.text}\n`],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => parseVerifierKey(nodeSha256, text)).toThrow(refusal)
  })
  it('is refused as no Ed25519 key when it is of another kind', () => {
    expect(() => parseVerifierKey(nodeSha256, `${name}+${id}+B${base64.slice(1)}`)).toThrow('Ed25519')
  })
  it('is refused when it is not 32 bytes', () => {
    expect(() => makeVerifierKey(nodeSha256, name, key.publicKey.subarray(1))).toThrow(refusal)
  })
})

describe('a private key', () => {
  const seed = new Uint8Array(32).fill(9)
  const { key: mine } = signerOf('shop.example/shop', seed)
  const text = printSignerKey({ ...mine, seed })

  it('comes back from its text as it was, and gives the verifier key of the same id', () => {
    expect(parseSignerKey(text)).toEqual({ name: mine.name, id: mine.id, seed })
    expect(signerOf('shop.example/shop', parseSignerKey(text).seed).key.id).toBe(mine.id)
  })
  it.each([
    ['another beginning', text.replace('PRIVATE', 'PUBLIC')],
    ['no beginning', text.replace('PRIVATE+KEY+', '')],
    ['an id in capitals', text.replace(`+${mine.id}+`, '+ABCDEF01+')],
    ['no id', text.replace(`+${mine.id}+`, '+')],
    ['another kind of key', text.replace(/\+A(?=[^+]*$)/, '+B')],
    ['a seed cut short', text.slice(0, -4)],
    ['a newline at the end', `${text}\n`],
    ['a space in its name', text.replace('shop.example', 'shop example')],
    ['a verifier key in its place', mine.text],
    ['nothing', ''],
  ])('is refused with %s, and its secret is not in the message', (_, refused) => {
    let message = ''
    try {
      parseSignerKey(refused)
    } catch (error) {
      expect(error).toEqual(refusal)
      message = String(error)
    }
    expect(message).toMatch(/^ConsentProblem: key: expected/)
    expect(message).not.toContain('CQkJ')
  })
  it('is not written with a seed that is none', () => {
    expect(() => printSignerKey({ ...mine, seed: seed.subarray(1) })).toThrow(refusal)
  })
})
