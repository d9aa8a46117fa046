import { verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { mutated, seededRandom } from '../testing/random.ts'
import { aSigner } from '../testing/signer.ts'
import { aTree, flipped, nodeSha256, someEntries } from '../testing/tree.ts'
import { printBase64 } from './base64.ts'
import { printCheckpoint } from './checkpoint.ts'
import { makeInclusion } from './inclusion.ts'
import { signNote } from './note.ts'
import { holdsProof, type Proof, parseProof, printProof } from './tlog-proof.ts'
import { leafHash, makeRoot } from './tree.ts'
import { verifyEd25519 } from './webcrypto.ts'

const hash = nodeSha256
const origin = 'shop.example/shop'
const signer = aSigner(origin)
const entries = someEntries(130)
const read = aTree(entries)
const checkpointOf = (size: number, signers = [signer], of = origin) =>
  signNote(printCheckpoint({ origin: of, size, root: makeRoot(hash, read, size) }), signers)
const proofOf = (index: number, size: number): Proof => ({
  index,
  path: makeInclusion(hash, read, index, size),
  checkpoint: checkpointOf(size),
})
const claimOf = (proof: Proof, index = proof.index) => ({
  proof,
  leafData: entries[index] as Uint8Array,
  origin,
  keys: [signer.key],
  hash,
  verify: verifyEd25519,
})
const saying = (code: string, words: string) => expect.objectContaining({ code, message: expect.stringContaining(words) })

describe('a proof as a text', () => {
  it('is the name of the format, an index, hashes and the signed checkpoint', () => {
    const proof = proofOf(1, 3)
    expect(printProof(proof)).toBe(`c2sp.org/tlog-proof@v1\nindex 1\n${proof.path.map(printBase64).join('\n')}\n\n${checkpointOf(3)}`)
    expect(printProof({ ...proofOf(0, 1), extra: new Uint8Array([1, 2, 3]) })).toBe(
      `c2sp.org/tlog-proof@v1\nextra AQID\nindex 0\n\n${checkpointOf(1)}`,
    )
  })
  it('comes back as it was', () => {
    for (const size of [1, 2, 3, 7, 8, 64, 100])
      for (let index = 0; index < size; index++) {
        const proof = { ...proofOf(index, size), ...(index % 2 === 1 && { extra: new Uint8Array(index) }) }
        expect(printProof(parseProof(printProof(proof)))).toBe(printProof(proof))
      }
    const extra = new Uint8Array(50_000).fill(3)
    expect(parseProof(printProof({ ...proofOf(2, 3), extra })).extra).toEqual(extra)
  })
  it('has no line for extra data that is empty', () => {
    expect(printProof({ ...proofOf(0, 1), extra: new Uint8Array() })).toBe(printProof(proofOf(0, 1)))
  })

  const text = printProof(proofOf(1, 3))
  const [first, , one = '', two = ''] = text.split('\n')
  const checkpoint = checkpointOf(3)
  const proofInvalid = expect.objectContaining({ code: 'proof-invalid' })
  it.each([
    ['nothing', ''],
    ['another format', text.replace('@v1', '@v2')],
    ['a line before the first', `\n${text}`],
    ['no index', `${first}\n${one}\n${two}\n\n${checkpoint}`],
    ['an index twice', text.replace('index 1\n', 'index 1\nindex 1\n')],
    ['a leading zero', text.replace('index 1', 'index 01')],
    ['a sign', text.replace('index 1', 'index +1')],
    ['a number without its word', text.replace('index 1', '1')],
    ['two spaces', text.replace('index 1', 'index  1')],
    ['an index beyond 2^53 - 1', text.replace('index 1', 'index 9007199254740992')],
    ['a space at the end of a line', text.replace('index 1', 'index 1 ')],
    ['a carriage return', text.replaceAll('\n', '\r\n')],
    ['extra data that is empty', text.replace('index', 'extra \nindex')],
    ['extra data without a space', text.replace('index', 'extra\nindex')],
    ['extra data that is no base64', text.replace('index', 'extra AQI\nindex')],
    ['extra data twice', text.replace('index', 'extra AQID\nextra AQID\nindex')],
    ['extra data behind the index', text.replace('index 1', 'index 1\nextra AQID')],
    ['a hash cut short', text.replace(one, one.slice(4))],
    ['a hash without padding', text.replace(one, one.replace('=', ''))],
    ['a space in front of a hash', text.replace(one, ` ${one}`)],
    ['more hashes than any tree is high', text.replace(one, Array(53).fill(one).join('\n'))],
    ['no checkpoint', `${first}\nindex 1\n${one}\n${two}\n`],
  ])('is refused with %s', (_, refused) => {
    expect(() => parseProof(text)).not.toThrow()
    expect(() => parseProof(refused)).toThrow(proofInvalid)
  })
  it.each([
    ['nothing for a checkpoint', `${first}\nindex 1\n${one}\n${two}\n\n`],
    ['a second empty line before it', text.replace('\n\n', '\n\n\n')],
    ['a checkpoint that nobody signed', text.slice(0, text.lastIndexOf('\u2014'))],
    ['a note that is no checkpoint', `${text.slice(0, text.indexOf('\n\n'))}\n\n${signNote('hello\n', [signer])}`],
    ['no newline at the end', text.slice(0, -1)],
  ])('is refused with %s', (_, refused) => {
    expect(() => parseProof(refused)).toThrow(expect.objectContaining({ code: 'note-invalid' }))
  })
  it.each<[string, Partial<Proof>]>([
    ['an index that is none', { index: -1 }],
    ['a hash that is cut short', { path: [new Uint8Array(31)] }],
    ['too many hashes', { path: Array(54).fill(new Uint8Array(32)) }],
  ])('is not written with %s', (_, differing) => {
    expect(() => printProof({ ...proofOf(1, 3), ...differing })).toThrow(proofInvalid)
  })
})

describe('a proof', () => {
  it('proves every entry of a log, and says where it is', async () => {
    for (const size of [1, 2, 3, 5, 8, 130])
      for (let index = 0; index < size; index += 1 + (size >> 4))
        expect(await holdsProof(claimOf(parseProof(printProof(proofOf(index, size)))))).toEqual({
          index,
          size,
          root: new Uint8Array(makeRoot(hash, read, size)),
          keys: [signer.key],
        })
  })
  it('proves an entry by its leaf hash as well', async () => {
    const { leafData, ...claim } = claimOf(proofOf(4, 9))
    expect(await holdsProof({ ...claim, leaf: leafHash(hash, leafData) })).toMatchObject({ index: 4, size: 9 })
  })
  it('holds by a new key and by a retired one while both sign', async () => {
    const [retired, witness] = [aSigner(origin, 1), aSigner('witness.example')]
    const proof = { ...proofOf(4, 9), checkpoint: checkpointOf(9, [retired, witness, signer]) }
    expect(await holdsProof({ ...claimOf(proof), keys: [retired.key] })).toMatchObject({ keys: [retired.key] })
    expect(await holdsProof({ ...claimOf(proof), keys: [signer.key, retired.key] })).toMatchObject({ keys: [retired.key, signer.key] })
  })
  it('says what is wrong', async () => {
    const claim = claimOf(proofOf(4, 9))
    await expect(holdsProof({ ...claim, leafData: entries[5] as Uint8Array })).rejects.toThrow(saying('proof-wrong', 'index 4'))
    await expect(holdsProof({ ...claim, proof: { ...claim.proof, index: 9 } })).rejects.toThrow(saying('proof-wrong', '9 entries'))
    await expect(holdsProof({ ...claim, origin: 'shop.example/other' })).rejects.toThrow(saying('proof-wrong', 'shop.example/other'))
    await expect(holdsProof({ ...claim, keys: [] })).rejects.toThrow(saying('proof-wrong', 'known keys'))
    await expect(holdsProof({ ...claim, keys: [aSigner(origin, 1).key] })).rejects.toThrow(saying('proof-wrong', 'known keys'))
    const older = { ...claim.proof, checkpoint: checkpointOf(5) }
    await expect(holdsProof({ ...claim, proof: older })).rejects.toThrow(saying('proof-wrong', 'index 4'))
    const forged = claim.proof.checkpoint.replace('\n9\n', '\n8\n')
    await expect(holdsProof({ ...claim, proof: { ...claim.proof, checkpoint: forged } })).rejects.toThrow(saying('proof-wrong', 'altered'))
    await expect(holdsProof({ ...claim, proof: { ...claim.proof, checkpoint: 'none' } })).rejects.toThrow(saying('note-invalid', 'note'))
  })

  const node = { key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signer.key.publicKey).toString('base64url') }, format: 'jwk' } as const
  /** Whether these bytes are a proof of the entry with this index. */
  const holds = async (bytes: Uint8Array, index: number): Promise<boolean> => {
    try {
      const proof = parseProof(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
      await holdsProof({ ...claimOf(proof, index), verify: (_, message, signature) => verify(null, message, node, signature) })
      return true
    } catch (error) {
      if (error instanceof Error && /^(ConsentProblem|TypeError)$/.test(error.name)) return false
      throw error
    }
  }

  it('does not hold when any bit of its text or of the entry is another', async () => {
    for (const [index, size] of [
      [0, 1],
      [4, 9],
    ] as const) {
      const bytes = new TextEncoder().encode(printProof(proofOf(index, size)))
      const held: number[] = []
      for (let bit = 0; bit < bytes.length * 8; bit++) if (await holds(flipped(bytes, bit), index)) held.push(bit)
      expect(held).toEqual([])
      expect(await holds(bytes, index)).toBe(true)
    }
    const { leafData, ...claim } = claimOf(proofOf(4, 9))
    for (let bit = 0; bit < leafData.length * 8; bit++)
      await expect(holdsProof({ ...claim, leafData: flipped(leafData, bit) })).rejects.toThrow(saying('proof-wrong', 'index 4'))
  })
  it('does not hold when its text is altered at random, but for lines that nobody signs', async () => {
    const random = seededRandom(5)
    const proof = { ...proofOf(4, 9), checkpoint: checkpointOf(9, [signer, aSigner('witness.example')]), extra: new Uint8Array(12) }
    const text = printProof(proof)
    let held = 0
    for (let round = 0; round < 3_000; round++) {
      const tried = mutated(text, random)
      // A lone surrogate has no bytes: what would be stored is another text.
      if (/\p{Cs}/u.test(tried) || !(await holds(new TextEncoder().encode(tried), 4))) continue
      held++
      const { index, path, checkpoint } = parseProof(tried)
      expect({ index, path }).toEqual({ index: 4, path: proof.path.map((step) => new Uint8Array(step)) })
      expect(checkpoint.startsWith(checkpointOf(9).split('\u2014')[0] as string)).toBe(true)
      expect(checkpoint).toContain(checkpointOf(9).split('\u2014')[1] as string)
    }
    expect(held).toBeGreaterThan(10)
  })
})
