import { makeInclusion, makeRoot, printCheckpoint, printProof, signNote } from '@kakburk/shared/proof'
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

/** The proof, as a text, that an entry is in the tree that was signed. */
export const makeProof = (tree: Tree, { size, note }: SignedCheckpoint, index: number): string =>
  printProof({ index, path: makeInclusion(hash, tree.read, index, size), checkpoint: note })
