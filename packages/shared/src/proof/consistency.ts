import { ConsentProblem } from '../problem.ts'
import { type Hash, hashSize, hasSameBytes } from './hash.ts'
import { emptyRoot, isSize, makePath, nodeHash, type ReadHash, requireSize } from './tree.ts'

/** What a consistency proof claims: that the tree of `from` leaves is the beginning of the tree of `to` leaves. */
export type Consistency = { from: number; to: number; fromRoot: Uint8Array; toRoot: Uint8Array; path: readonly Uint8Array[] }

/**
 * The proof that the tree of `to` leaves begins with the tree of `from` leaves (RFC 9162, 2.1.4.1). From nothing, and from a tree to
 * itself, it is empty. Throws `range-invalid` when `from` is beyond `to`.
 */
export const makeConsistency = (hash: Hash, read: ReadHash, from: number, to: number): Uint8Array[] => {
  requireSize(to)
  if (!isSize(from) || from > to) throw new ConsentProblem('range-invalid', `from: expected a whole number of at most ${to}, got ${from}`)
  if (from === 0 || from === to) return []
  const last = lastSubtree(from)
  const path = makePath(hash, read, last, to)
  // The smaller tree is this subtree alone: its root is known, and need not be told.
  return last.index === 0 ? path : [read(last.level, last.index), ...path]
}

/** Whether a consistency proof holds (RFC 9162, 2.1.4.2). Believes nothing that it is given, and never throws. */
export const holdsConsistency = (hash: Hash, { from, to, fromRoot, toRoot, path }: Consistency): boolean => {
  if (!isSize(from) || !isSize(to) || from > to) return false
  if ([fromRoot, toRoot, ...path].some(({ length }) => length !== hashSize)) return false
  if (from === to) return path.length === 0 && hasSameBytes(fromRoot, toRoot) && (to !== 0 || hasSameBytes(toRoot, emptyRoot(hash)))
  if (from === 0) return path.length === 0 && hasSameBytes(fromRoot, emptyRoot(hash))
  const subtree = lastSubtree(from)
  const [start, ...siblings] = subtree.index === 0 ? [fromRoot, ...path] : path
  if (start === undefined) return false
  /** Where the hashes stand that are known so far of either tree, and the last one of their level in the larger. */
  let [place, last] = [subtree.index, Math.floor((to - 1) / 2 ** subtree.level)]
  let [fromKnown, toKnown] = [start, start]
  for (const sibling of siblings) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      fromKnown = nodeHash(hash, sibling, fromKnown)
      toKnown = nodeHash(hash, sibling, toKnown)
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)]
    } else toKnown = nodeHash(hash, toKnown, sibling)
    ;[place, last] = [Math.floor(place / 2), Math.floor(last / 2)]
  }
  return last === 0 && hasSameBytes(fromKnown, fromRoot) && hasSameBytes(toKnown, toRoot)
}

/** The last of the complete subtrees that a tree of `size` leaves is made of. */
const lastSubtree = (size: number): { level: number; index: number } => {
  let [level, count] = [0, size]
  for (; count % 2 === 0; count /= 2) level++
  return { level, index: count - 1 }
}
