import { openNote, parseNote, printSignerKey, signNote, verifyEd25519 } from '@kakburk/shared/proof'
import { expect, it } from 'vitest'
import { createSigner, makeSignerText } from './signer.ts'

const salt = new Uint8Array(32).fill(7)
const name = 'consent.example/shop'

// RFC 8032, 7.1, test 1: a seed and its public key.
const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

it('has the public half that RFC 8032 gives to its seed', () => {
  const another = printSignerKey({ name, id: '00000000', seed })
  const [, id = ''] = /expected the id (\w{8})/.exec(thrownBy(() => createSigner(another))) ?? []
  const { key } = createSigner(printSignerKey({ name, id, seed }))
  expect(Buffer.from(key.publicKey).toString('hex')).toBe(publicKey)
})

it('signs what its public half verifies', async () => {
  const signer = createSigner(makeSignerText(name))
  const note = parseNote(signNote('a text\n', [signer]))
  expect(await openNote(note, [signer.key], verifyEd25519)).toEqual([signer.key])
})

it('is another one each time that one is made', () => {
  expect(makeSignerText(name)).not.toBe(makeSignerText(name))
})

it('makes the same secret of the same salt, and another of another salt or by another key', () => {
  const text = makeSignerText(name)
  const secret = createSigner(text).makeSecret(salt)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(createSigner(text).makeSecret(salt)).toBe(secret)
  expect(createSigner(text).makeSecret(new Uint8Array(32))).not.toBe(secret)
  expect(createSigner(makeSignerText(name)).makeSecret(salt)).not.toBe(secret)
})

it.each(['', 'PRIVATE+KEY', 'PRIVATE+KEY+shop+00000000+AQ==', `PRIVATE+KEY+shop+00000000+${'A'.repeat(44)}`])(
  'refuses what is no key, and does not repeat it: %s',
  (text) => {
    const secret = text.split('+').at(-1) || 'nothing'
    expect(thrownBy(() => createSigner(text))).toMatch(/^key: expected/)
    expect(thrownBy(() => createSigner(text))).not.toContain(secret === 'KEY' ? 'nothing' : secret)
  },
)

const thrownBy = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
