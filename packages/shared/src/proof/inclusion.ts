import { ConsentProblem } from '../problem.ts'
import { type Hash, hashSize, hasSameBytes } from './hash.ts'
import { createPaths, isSize, nodeHash, type ReadHash, requireSize } from './tree.ts'

/** What an inclusion proof claims: that `leaf`, a leaf's hash, is the index-th of the tree of `size` leaves with this root. */
export type Inclusion = { leaf: Uint8Array; index: number; size: number; root: Uint8Array; path: readonly Uint8Array[] }

/** The proof that a leaf is in the tree of the first `size` leaves (RFC 9162, 2.1.3.1). Throws `range-invalid` when it is not. */
export const makeInclusion = (hash: Hash, read: ReadHash, index: number, size: number): Uint8Array[] =>
  createInclusions(hash, read, size)(index)

/** `makeInclusion` for several leaves of one tree: a hash that two proofs have in common is made once, and is one object in both. */
export const createInclusions = (hash: Hash, read: ReadHash, size: number): ((index: number) => Uint8Array[]) => {
  requireSize(size)
  const pathOf = createPaths(hash, read, size)
  return (index) => {
    if (!isSize(index) || index >= size)
      throw new ConsentProblem('range-invalid', `index: expected a whole number below the size ${size}, got ${index}`)
    return pathOf({ level: 0, index })
  }
}

/** Whether an inclusion proof holds (RFC 9162, 2.1.3.2). Believes nothing that it is given, and never throws. */
export const holdsInclusion = (hash: Hash, { leaf, index, size, root, path }: Inclusion): boolean => {
  if (!isSize(index) || !isSize(size) || index >= size) return false
  if ([leaf, root, ...path].some(({ length }) => length !== hashSize)) return false
  /** Where the hash stands that is known so far, and the last one of its level. */
  let [place, last] = [index, size - 1]
  let known = leaf
  for (const sibling of path) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      known = nodeHash(hash, sibling, known)
      // The last one of a level goes up as it is for as long as it has no sibling on its left.
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)]
    } else known = nodeHash(hash, known, sibling)
    ;[place, last] = [Math.floor(place / 2), Math.floor(last / 2)]
  }
  return last === 0 && hasSameBytes(known, root)
}
