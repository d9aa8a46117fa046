import { describe, expect, it } from 'vitest'
import { ConsentProblem } from '../problem.ts'
import { mutated, seededRandom } from '../testing/random.ts'
import { aSigner } from '../testing/signer.ts'
import { flipped, nodeSha256 } from '../testing/tree.ts'
import { printBase64 } from './base64.ts'
import { makeVerifierKey } from './key.ts'
import { type Note, openNote, parseNote, printNote, signNote, type Verify } from './note.ts'
import { verifyEd25519 } from './webcrypto.ts'

const text = 'shop.example/shop\n7\n\nåäö 😀\n'
const [mine, next, stranger] = [aSigner(), aSigner('shop.example/shop', 1), aSigner('witness.example')]
const written = signNote(text, [mine])
const line = written.slice(text.length + 1)
const open = (note: string, keys = [mine.key], verify: Verify = verifyEd25519) => openNote(parseNote(note), keys, verify)
const invalid = expect.objectContaining({ code: 'note-invalid' })
const wrong = expect.objectContaining({ code: 'proof-wrong' })

describe('a signed note', () => {
  it('is a text, an empty line and a line for each key', () => {
    const signature = printBase64(new Uint8Array([...Buffer.from(mine.key.id, 'hex'), ...mine.sign(Buffer.from(text))]))
    expect(written).toBe(`${text}\n\u2014 shop.example/shop ${signature}\n`)
  })
  it('comes back as it was', () => {
    const note = parseNote(signNote(text, [mine, next, stranger]))
    expect(note.text).toBe(text)
    expect(note.signatures.map(({ name, id }) => `${name}+${id}`)).toEqual([mine, next, stranger].map(({ key }) => `${key.name}+${key.id}`))
    expect(printNote(note)).toBe(signNote(text, [mine, next, stranger]))
  })
  it('is opened by each key that signed it, and by no other', async () => {
    const both = signNote(text, [mine, next])
    expect(await open(both, [mine.key])).toEqual([mine.key])
    expect(await open(both, [next.key, mine.key, stranger.key])).toEqual([mine.key, next.key])
    await expect(open(both, [stranger.key])).rejects.toThrow(wrong)
    await expect(open(both, [])).rejects.toThrow(wrong)
  })
  it('may have lines of keys, and of kinds, that nobody here knows', async () => {
    const unknown = `\u2014 witness.example ${printBase64(new Uint8Array(80).fill(4))}\n\u2014 w ${printBase64(new Uint8Array(5))}\n`
    expect(await open(`${text}\n${unknown}${line}`)).toEqual([mine.key])
    expect(await open(`${text}\n${line}${unknown}`)).toEqual([mine.key])
  })
  it('does not hold when a line of a known key does not, whichever other lines do', async () => {
    const { signatures } = parseNote(written)
    const forged = signatures.map((one) => ({ ...one, signature: flipped(one.signature, 77) }))
    const short = signatures.map((one) => ({ ...one, signature: one.signature.subarray(1) }))
    for (const bad of [forged, short]) {
      await expect(open(printNote({ text, signatures: bad }))).rejects.toThrow(wrong)
      await expect(open(printNote({ text, signatures: [...signatures, ...bad] }))).rejects.toThrow(wrong)
      await expect(open(printNote({ text, signatures: [...bad, ...signatures] }))).rejects.toThrow(wrong)
      await expect(
        open(printNote({ text, signatures: [...parseNote(signNote(text, [next])).signatures, ...bad] }), [mine.key, next.key]),
      ).rejects.toThrow(wrong)
    }
    expect(await open(written)).toEqual([mine.key])
  })
  it('does not hold by a key that only looks the same by its name and id', async () => {
    const forger = { ...stranger, key: { ...stranger.key, name: mine.key.name, id: mine.key.id } }
    await expect(open(signNote(text, [forger]))).rejects.toThrow(wrong)
    await expect(open(written, [mine.key, { ...forger.key }])).rejects.toThrow(wrong)
  })
  it('counts a key once, however often it signed', async () => {
    expect(await open(`${text}\n${line}${line}`)).toEqual([mine.key])
  })
  it('takes an answer that comes at once as well as one that comes later', async () => {
    expect(await open(written, [mine.key], () => true)).toEqual([mine.key])
    await expect(open(written, [mine.key], () => false)).rejects.toThrow(wrong)
  })
  it('does not hold when any bit of it is another', async () => {
    const bytes = new TextEncoder().encode(written)
    const held: number[] = []
    for (let bit = 0; bit < bytes.length * 8; bit++) if (await holds(flipped(bytes, bit))) held.push(bit)
    expect(held).toEqual([])
    expect(await holds(bytes)).toBe(true)
  })
})

/** Whether the note in these bytes can be read and holds. */
const holds = async (bytes: Uint8Array): Promise<boolean> => {
  try {
    await open(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}

describe('a text that is no note', () => {
  const [dash, name, base64] = line.trimEnd().split(' ')
  it.each([
    ['nothing', ''],
    ['no signature', text],
    ['an empty line and no signature', `${text}\n`],
    ['no empty line', `${text}${line}`],
    ['no text', `\n${line}`],
    ['no newline at the end', written.slice(0, -1)],
    ['a line too many at the end', `${written}\n`],
    ['a carriage return', written.replaceAll('\n', '\r\n')],
    ['a tab', `a\tb\n\n${line}`],
    ['a zero', `a\u0000b\n\n${line}`],
    ['half a letter', `a\ud83db\n\n${line}`],
    ['half a letter in a name', `a\n\n${dash} a\udc00 ${base64}\n`],
    ['a hyphen for the dash', written.replace('\u2014', '-')],
    ['no space behind the dash', `${text}\n${dash}${name} ${base64}\n`],
    ['two spaces', `${text}\n${dash} ${name}  ${base64}\n`],
    ['a space at the end of a line', `${text}\n${dash} ${name} ${base64} \n`],
    ['a fourth word', `${text}\n${dash} ${name} ${base64} more\n`],
    ['no name', `${text}\n${dash}  ${base64}\n`],
    ['a plus in a name', `${text}\n${dash} a+b ${base64}\n`],
    ['a space of another alphabet in a name', `${text}\n${dash} a\u3000b ${base64}\n`],
    ['no signature behind a name', `${text}\n${dash} ${name}\n`],
    ['a signature that is an id alone', `${text}\n${dash} ${name} AAAAAA==\n`],
    ['a signature shorter than an id', `${text}\n${dash} ${name} AAAA\n`],
    ['base64 without padding', `${text}\n${dash} ${name} ${base64?.replace(/=+$/, '')}\n`],
    ['base64 with bits that mean nothing', `${text}\n${dash} ${name} AAAAAAB=\n`],
    ['a line that is no signature', `${text}\n${line}more\n`],
    ['more than a hundred signatures', `${text}\n${line.repeat(101)}`],
  ])('is refused: %s', (_, refused) => {
    expect(() => parseNote(refused)).toThrow(invalid)
  })
  it('is told from one that is only unusual', () => {
    for (const note of [
      `\n\n${line}`,
      `a\n\n\n${line}`,
      `\u007f\u0085\ufeff\n\n${line}`,
      `${text}\n${line.repeat(100)}`,
      `${line}\n${line}\n${line}`,
    ])
      expect(printNote(parseNote(note))).toBe(note)
  })
  it('is never a crash, and whatever is read would be written in the same way', () => {
    const random = seededRandom(3)
    const [sources, read] = [[written, signNote(text, [mine, next, stranger])], { times: 0 }]
    for (let round = 0; round < 5_000; round++) {
      const tried = mutated(sources[round % 2] ?? '', random)
      try {
        const note = parseNote(tried)
        if (printNote(note) !== tried) expect(printNote(note)).toBe(tried)
        read.times++
      } catch (error) {
        if (!(error instanceof ConsentProblem)) throw error
        expect(error.code).toBe('note-invalid')
      }
    }
    expect(read.times).toBeGreaterThan(100)
  })
})

describe('writing a note', () => {
  const signatures: Note['signatures'] = [{ name: 'a', id: '00000001', signature: new Uint8Array(64) }]
  it.each<[string, Note]>([
    ['a text without newline', { text: 'a', signatures }],
    ['no text', { text: '', signatures }],
    ['a control character', { text: 'a\u001b\n', signatures }],
    ['half a letter', { text: 'a\ud800\n', signatures }],
    ['no signature', { text, signatures: [] }],
    ['too many signatures', { text, signatures: Array(101).fill(signatures[0]) }],
    ['an empty signature', { text, signatures: [{ name: 'a', id: '00000001', signature: new Uint8Array() }] }],
    ['an id in capitals', { text, signatures: [{ name: 'a', id: '0000000A', signature: new Uint8Array(64) }] }],
    ['an id that is too long', { text, signatures: [{ name: 'a', id: '0000000001', signature: new Uint8Array(64) }] }],
    ['a name of two words', { text, signatures: [{ name: 'a b', id: '00000001', signature: new Uint8Array(64) }] }],
  ])('is refused with %s', (_, note) => {
    expect(() => printNote(note)).toThrow(invalid)
  })
  it('is refused before anything unreadable is signed and handed out', () => {
    expect(() => signNote('no newline', [mine])).toThrow(invalid)
    expect(() => signNote(text, [])).toThrow(invalid)
    expect(() => makeVerifierKey(nodeSha256, 'a b', mine.key.publicKey)).toThrow(invalid)
  })
})
