import { randomBytes } from 'node:crypto'
import {
  holdsConsistency,
  holdsInclusion,
  holdsProof,
  leafHash,
  makeConsistency,
  makeInclusion,
  makeRoot,
  openNote,
  parseCheckpoint,
  parseNote,
  parseProof,
  printBase64,
  printCheckpoint,
  printProof,
  printSignerKey,
  signNote,
  verifyEd25519,
} from '@kakburk/shared/proof'
import { mutated, seededRandom } from '../../packages/shared/src/testing/random.ts'
import { signerOf } from '../../packages/shared/src/testing/signer.ts'
import { aTree, flipped, nodeSha256, someEntries } from '../../packages/shared/src/testing/tree.ts'

/** Something that both sides are asked about: as Go reads it, what is expected, and what we say ourselves. */
export type Claim = {
  kind: 'keys' | 'notes' | 'trees' | 'included' | 'extended' | 'proofs'
  what: string
  value: unknown
  /** `agreed`: altered at random, so that perhaps nothing of weight was; then nothing may hold for us that Go refuses. */
  expected: 'holds' | 'refused' | 'agreed'
  ours: () => boolean | Promise<boolean>
  /** Of a note or a proof that was altered: what it was, and what it is. */
  altered?: { from: Uint8Array; to: Uint8Array }
}

const hash = nodeSha256
const origin = 'shop.example/shop'
const goOrigin = 'go.sum database tree'
const [seed, nextSeed] = [randomBytes(32), randomBytes(32)]
const [mine, next] = [signerOf(origin, seed), signerOf(origin, nextSeed)]
const stranger = signerOf('witness.example/å', randomBytes(32))
const largest = 70
const entries = someEntries(largest)
const leaves = entries.map((entry) => leafHash(hash, entry))
const read = aTree(entries)
const roots = Array.from({ length: largest + 1 }, (_, size) => makeRoot(hash, read, size))
const rootOf = (size: number) => roots[size] as Uint8Array

/** The keys by which both sides open notes. */
export const verifiers = [mine.key, next.key]

const bytesOf = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
const isHeld = async (look: () => unknown): Promise<boolean> => {
  try {
    await look()
    return true
  } catch {
    return false
  }
}

const openBytes = (bytes: Uint8Array) => openNote(parseNote(textOf(bytes)), verifiers, verifyEd25519)

const noteClaim = (what: string, bytes: Uint8Array, expected: Claim['expected'], from = bytes): Claim => ({
  kind: 'notes',
  what,
  value: printBase64(bytes),
  expected,
  ours: () => isHeld(async () => openBytes(bytes)),
  altered: { from, to: bytes },
})

const proofClaim = (what: string, bytes: Uint8Array, index: number, expected: Claim['expected'], from = bytes): Claim => ({
  kind: 'proofs',
  what,
  value: { text: printBase64(bytes), entry: printBase64(entries[index] as Uint8Array) },
  expected,
  ours: () =>
    isHeld(async () => {
      const proof = parseProof(textOf(bytes))
      await holdsProof({ proof, leafData: entries[index] as Uint8Array, origin, keys: verifiers, hash, verify: verifyEd25519 })
    }),
  altered: { from, to: bytes },
})

const includedClaim = (
  index: number,
  size: number,
  differing: Partial<Record<'leaf' | 'root', Uint8Array>> & { path?: Uint8Array[] } = {},
): Claim => {
  const claim = {
    leaf: leaves[index] as Uint8Array,
    root: rootOf(size),
    path: makeInclusion(hash, read, index, size),
    ...differing,
    index,
    size,
  }
  const text = { leaf: printBase64(claim.leaf), root: printBase64(claim.root), path: claim.path.map(printBase64), index, size }
  const altered = Object.keys(differing).join()
  const expected = altered === '' ? 'holds' : 'refused'
  return {
    kind: 'included',
    what: altered ? `an inclusion, another ${altered}` : 'an inclusion',
    value: text,
    expected,
    ours: () => holdsInclusion(hash, claim),
  }
}

const extendedClaim = (
  from: number,
  to: number,
  differing: Partial<Record<'fromRoot' | 'toRoot', Uint8Array>> & { path?: Uint8Array[] } = {},
): Claim => {
  const claim = { fromRoot: rootOf(from), toRoot: rootOf(to), path: makeConsistency(hash, read, from, to), ...differing, from, to }
  const text = { fromRoot: printBase64(claim.fromRoot), toRoot: printBase64(claim.toRoot), path: claim.path.map(printBase64), from, to }
  const altered = Object.keys(differing).join()
  const expected = altered === '' ? 'holds' : 'refused'
  return {
    kind: 'extended',
    what: altered ? `a consistency, another ${altered}` : 'a consistency',
    value: text,
    expected,
    ours: () => holdsConsistency(hash, claim),
  }
}

const keyClaims = (): Claim[] => {
  const signer = printSignerKey({ ...mine.key, seed })
  const both = (what: string, verifier: string, secret: string, expected: Claim['expected']): Claim => ({
    kind: 'keys',
    what,
    value: { verifier, signer: secret },
    expected,
    // What ours says of keys is tested beside the code: here Go alone is asked.
    ours: () => expected === 'holds',
  })
  return [
    both('a key and its verifier key', mine.key.text, signer, 'holds'),
    both('the next key', next.key.text, printSignerKey({ ...next.key, seed: nextSeed }), 'holds'),
    both('the verifier key of another', next.key.text, signer, 'refused'),
    both('another id', mine.key.text, signer.replace(mine.key.id, next.key.id), 'refused'),
    both('another name', mine.key.text.replace('shop.', 'shap.'), signer, 'refused'),
  ]
}

const treeClaims = (): Claim[] =>
  [0, 1, 5, largest].map((size) => {
    const note = signNote(printCheckpoint({ origin: goOrigin, size, root: rootOf(size) }), [mine])
    return {
      kind: 'trees',
      what: 'a checkpoint of the log that Go knows',
      value: printBase64(bytesOf(note)),
      expected: 'holds',
      ours: () => parseCheckpoint(parseNote(note).text).size === size,
    }
  })

/** Everything that both sides are asked, altered at random as often as told. */
export const makeClaims = (randomSeed: number, rounds: number): Claim[] => {
  const random = seededRandom(randomSeed)
  const claims = [...keyClaims(), ...treeClaims()]
  for (let size = 1; size <= largest; size++)
    for (let index = 0; index < size; index++) {
      const [inclusion, consistency] = [makeInclusion(hash, read, index, size), makeConsistency(hash, read, index + 1, size)]
      const bit = Math.floor(random() * 256)
      const alter = (path: Uint8Array[]) => path.with(0, flipped(path[0] as Uint8Array, bit))
      claims.push(includedClaim(index, size), extendedClaim(index + 1, size))
      claims.push(includedClaim(index, size, { leaf: flipped(leaves[index] as Uint8Array, bit) }))
      claims.push(extendedClaim(index + 1, size, { toRoot: flipped(rootOf(size), bit) }))
      if (inclusion.length > 0)
        claims.push(includedClaim(index, size, { path: alter(inclusion) }), includedClaim(index, size, { path: inclusion.slice(1) }))
      if (consistency.length > 0)
        claims.push(
          extendedClaim(index + 1, size, { path: alter(consistency) }),
          extendedClaim(index + 1, size, { path: consistency.slice(1) }),
        )
    }
  const notes = ['hello\n', '\n', 'two\n\nparagraphs\n\n', 'åäö 😀 \u007f\u0085\ufeff\n'].flatMap((text) =>
    [[mine], [mine, next], [stranger, next, stranger]].map((signers) => signNote(text, signers)),
  )
  for (const note of notes) claims.push(noteClaim('a note', bytesOf(note), 'holds'))
  claims.push(noteClaim('a note that a stranger signed', bytesOf(signNote('hello\n', [stranger])), 'refused'))
  const proofs = [
    [largest - 1, largest],
    [4, 9],
    [0, 1],
  ].map(([index = 0, size = 0]) => {
    const checkpoint = signNote(printCheckpoint({ origin, size, root: rootOf(size) }), [mine])
    const extra = index === 4 ? { extra: randomBytes(20) } : {}
    return { index, text: printProof({ index, path: makeInclusion(hash, read, index, size), checkpoint, ...extra }) }
  })
  for (const { index, text } of proofs) claims.push(proofClaim('a proof', bytesOf(text), index, 'holds'))
  const [note, proof] = [bytesOf(notes[0] ?? ''), bytesOf(proofs[0]?.text ?? '')]
  for (let bit = 0; bit < note.length * 8; bit++) claims.push(noteClaim('a note, a bit flipped', flipped(note, bit), 'refused', note))
  for (let bit = 0; bit < proof.length * 8; bit++)
    claims.push(proofClaim('a proof, a bit flipped', flipped(proof, bit), largest - 1, 'refused', proof))
  for (let round = 0; round < rounds; round++) {
    const from = notes[round % notes.length] ?? ''
    claims.push(noteClaim('a note, altered at random', bytesOf(mutated(from, random)), 'agreed', bytesOf(from)))
    const { index, text } = proofs[round % proofs.length] ?? { index: 0, text: '' }
    claims.push(proofClaim('a proof, altered at random', bytesOf(mutated(text, random)), index, 'agreed', bytesOf(text)))
  }
  return claims
}
