import { createInclusions, makeRoot, printBase64, printCheckpoint, printProof, signNote } from '@kakburk/shared/proof'
import type { SignedCheckpoint } from './contract.ts'
import { hash } from './hash.ts'
import type { Signer } from './keys/signer.ts'
import type { Tree } from './tree.ts'

/** Signs what is in a tree by now, with every key that signs for its site, of which there is at least one. */
export const makeCheckpoint = (tree: Tree, signers: readonly Signer[], at: string): SignedCheckpoint => {
  const size = tree.size()
  const origin = signers[0]?.key.name ?? ''
  const root = makeRoot(hash, tree.read, size)
  return { size, at, note: signNote(printCheckpoint({ origin, size, root }), signers) }
}

/** Proves that an entry is in the tree that was signed, as a text. */
export type Prove = (index: number) => string

/** What the proofs of several entries have in common, which is most of them, is hashed and printed once. */
export const createProver = (tree: Tree, { size, note }: SignedCheckpoint): Prove => {
  const pathOf = createInclusions(hash, tree.read, size)
  const printed = new Map<Uint8Array, string>()
  const print = (node: Uint8Array): string => {
    const text = printed.get(node) ?? printBase64(node)
    printed.set(node, text)
    return text
  }
  return (index) => printProof({ index, path: pathOf(index), checkpoint: note }, print)
}
