import { describe, expect, it } from 'vitest'
import { signerOf } from '../testing/signer.ts'
import { aTree, flipped, nodeSha256, someEntries } from '../testing/tree.ts'
import { printBase64, printHex, readBase64 } from './base64.ts'
import { parseCheckpoint, printCheckpoint } from './checkpoint.ts'
import { holdsConsistency, makeConsistency } from './consistency.ts'
import { holdsInclusion, makeInclusion } from './inclusion.ts'
import { parseSignerKey, parseVerifierKey, printSignerKey } from './key.ts'
import { openNote, parseNote, type Signer, signNote } from './note.ts'
import { sha256 } from './sha256.ts'
import { leafHash, makeRoot, nodeHash, type ReadHash } from './tree.ts'
// Made by Go's golang.org/x/mod/sumdb: see scripts/go-vectors.
import vectors from './vectors.json' with { type: 'json' }
import { verifyEd25519 } from './webcrypto.ts'

const hash = nodeSha256
const bytesOf = (base64: string): Uint8Array => {
  const bytes = readBase64(base64)
  if (bytes === undefined) throw new Error(`not base64: ${base64}`)
  return bytes
}
const keys = vectors.keys.map(({ verifier }) => parseVerifierKey(hash, verifier))
const signers = vectors.keys.map(({ signer }) => {
  const { name, seed } = parseSignerKey(signer)
  return signerOf(name, seed)
})

describe('what Go made', () => {
  it('are keys that we read, use and write as Go does', () => {
    for (const [place, { verifier, signer }] of vectors.keys.entries()) {
      expect(keys[place]?.text).toBe(verifier)
      expect(signers[place]?.key.text).toBe(verifier)
      expect(printSignerKey(parseSignerKey(signer))).toBe(signer)
    }
  })
  it.each(vectors.notes)('is a note that we open, and sign in the same way: $text', async ({ text, keys: places, signed }) => {
    const note = parseNote(signed)
    expect(note.text).toBe(text)
    expect(await openNote(note, keys, verifyEd25519)).toEqual(places.map((place) => keys[place]))
    expect(
      signNote(
        text,
        places.map((place) => signers[place] as Signer),
      ),
    ).toBe(signed)
    const wrong = expect.objectContaining({ code: 'proof-wrong' })
    for (const place of places) {
      const altered = { ...note, signatures: note.signatures.map((one) => ({ ...one, signature: flipped(one.signature, place * 100) })) }
      await expect(openNote(altered, keys, verifyEd25519)).rejects.toThrow(wrong)
      await expect(openNote({ ...note, text: `${text}\n` }, keys, verifyEd25519)).rejects.toThrow(wrong)
    }
  })
  it.each(vectors.checkpoints)(
    'is a checkpoint of $size entries that we read, and sign in the same way',
    async ({ origin, size, root, signed }) => {
      const note = parseNote(signed)
      const checkpoint = { origin, size, root: bytesOf(root) }
      expect(parseCheckpoint(note.text)).toEqual(checkpoint)
      expect(await openNote(note, keys, verifyEd25519)).toEqual([keys[0]])
      expect(signNote(printCheckpoint(checkpoint), signers.slice(0, 1))).toBe(signed)
    },
  )
})

describe('the tree that Go made', () => {
  const { roots, inclusions, consistencies, inclusion, consistency } = vectors.tree
  const entries = someEntries(roots.length - 1)
  const read = aTree(entries)
  const rootOf = (size: number) => bytesOf(roots[size] ?? '')

  it('has the roots that ours has, for every size', () => {
    expect(roots.map((_, size) => printBase64(makeRoot(hash, read, size)))).toEqual(roots)
  })
  it('has the proofs that ours has, every one of either kind', () => {
    const made: Record<'in' | 'on', Uint8Array[]> = { in: [], on: [] }
    for (let size = 0; size < roots.length; size++)
      for (let index = 0; index < size; index++) {
        made.in.push(...makeInclusion(hash, read, index, size))
        made.on.push(...makeConsistency(hash, read, index + 1, size))
      }
    expect([made.in, made.on].map((path) => printHex(hash(Buffer.concat(path))))).toEqual([inclusions, consistencies])
  })
  it.each(inclusion)('includes the entry $index of $size for us, and not when it is altered', ({ index, size, path }) => {
    const claim = { leaf: leafHash(hash, entries[index] as Uint8Array), index, size, root: rootOf(size), path: path.map(bytesOf) }
    expect([holdsInclusion(hash, claim), holdsInclusion(sha256, claim)]).toEqual([true, true])
    for (const step of path.keys())
      expect(holdsInclusion(hash, { ...claim, path: claim.path.with(step, flipped(claim.path[step] as Uint8Array, 9)) })).toBe(false)
    expect(holdsInclusion(hash, { ...claim, root: flipped(claim.root, 9) })).toBe(false)
  })
  it.each(consistency)('has $from entries as the beginning of $to for us, and not when it is altered', ({ from, to, path }) => {
    const claim = { from, to, fromRoot: rootOf(from), toRoot: rootOf(to), path: path.map(bytesOf) }
    expect([holdsConsistency(hash, claim), holdsConsistency(sha256, claim)]).toEqual([true, true])
    for (const step of claim.path.keys())
      expect(holdsConsistency(hash, { ...claim, path: claim.path.with(step, flipped(claim.path[step] as Uint8Array, 9)) })).toBe(false)
    expect(holdsConsistency(hash, { ...claim, toRoot: flipped(claim.toRoot, 9) })).toBe(false)
  })
  it.each(vectors.far)('has the same proofs at $size entries', ({ size, root, inclusion: far, consistency: on }) => {
    const levels = [leafHash(hash, new Uint8Array())]
    while (levels.length < 54) levels.push(nodeHash(hash, levels.at(-1) as Uint8Array, levels.at(-1) as Uint8Array))
    const readFar: ReadHash = (level) => levels[level] as Uint8Array
    expect(printBase64(makeRoot(hash, readFar, size))).toBe(root)
    expect(makeInclusion(hash, readFar, far.index, size).map(printBase64)).toEqual(far.path)
    expect(makeConsistency(hash, readFar, on.from, size).map(printBase64)).toEqual(on.path)
    const claim = { index: far.index, size, root: bytesOf(root), path: far.path.map(bytesOf) }
    expect(holdsInclusion(hash, { ...claim, leaf: readFar(0, far.index) })).toBe(true)
    const [fromRoot, path] = [makeRoot(hash, readFar, on.from), on.path.map(bytesOf)]
    expect(holdsConsistency(hash, { from: on.from, to: size, fromRoot, toRoot: bytesOf(root), path })).toBe(true)
    expect(holdsConsistency(hash, { from: on.from - 1, to: size, fromRoot, toRoot: bytesOf(root), path })).toBe(false)
  })
})
