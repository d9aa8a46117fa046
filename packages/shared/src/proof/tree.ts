import { ConsentProblem } from '../problem.ts'
import { type Hash, hashSize } from './hash.ts'

/** The hash of the complete subtree of 2^level leaves that is the index-th of its level; at level 0 a leaf's. */
export type ReadHash = (level: number, index: number) => Uint8Array

/** The hash of an entry as a leaf (RFC 9162, 2.1.1). */
export const leafHash = (hash: Hash, data: Uint8Array): Uint8Array => {
  const input = new Uint8Array(1 + data.length)
  input.set(data, 1)
  return hash(input)
}

/** The hash of a node above two others (RFC 9162, 2.1.1). */
export const nodeHash = (hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array => {
  const input = new Uint8Array(1 + 2 * hashSize)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 1 + hashSize)
  return hash(input)
}

/** The root of a tree without leaves. */
export const emptyRoot = (hash: Hash): Uint8Array => hash(new Uint8Array())

/** The root of the tree of the first `size` leaves. Throws `range-invalid` when `size` is no size. */
export const makeRoot = (hash: Hash, read: ReadHash, size: number): Uint8Array => {
  requireSize(size)
  return size === 0 ? emptyRoot(hash) : subtreeRoot(hash, read, 0, size)
}

/** A complete subtree, as `ReadHash` names it. */
type Subtree = { level: number; index: number }

/**
 * The hashes that lead from a complete subtree up to the root of the tree of `size` leaves: the sibling at each level that has one.
 * What inclusion and consistency proofs are made of.
 */
export const makePath = (hash: Hash, read: ReadHash, subtree: Subtree, size: number): Uint8Array[] => createPaths(hash, read, size)(subtree)

/** `makePath` for several subtrees of one tree: a hash that two paths have in common is made once, and is one object in both. */
export const createPaths = (hash: Hash, read: ReadHash, size: number): ((subtree: Subtree) => Uint8Array[]) => {
  /** By level and index. */
  const known: Map<number, Uint8Array>[] = []
  const readOnce = (level: number, index: number): Uint8Array => {
    known[level] ??= new Map()
    const width = 2 ** level
    const found =
      known[level].get(index) ?? ((index + 1) * width <= size ? read(level, index) : subtreeRoot(hash, read, index * width, size))
    known[level].set(index, found)
    return found
  }
  return (subtree) => {
    const path: Uint8Array[] = []
    let { index } = subtree
    for (let level = subtree.level, width = 2 ** level; width < size; level++, width *= 2) {
      const sibling = index % 2 === 0 ? index + 1 : index - 1
      if (sibling * width < size) path.push(readOnce(level, sibling))
      index = Math.floor(index / 2)
    }
    return path
  }
}

/** The hash over the leaves from `start` to before `end`, where `start` is a multiple of a power of two that is no less than their number. */
const subtreeRoot = (hash: Hash, read: ReadHash, start: number, end: number): Uint8Array => {
  let root: Uint8Array | undefined
  for (let level = 0, width = 1, rest = end; rest > start; level++, width *= 2) {
    if (((rest - start) / width) % 2 === 0) continue
    rest -= width
    const left = read(level, rest / width)
    root = root ? nodeHash(hash, left, root) : left
  }
  return root as Uint8Array
}

/** A tree that grows by one leaf after the other and remembers only what its root is made of: at most one hash of each level. */
export const createRange = (hash: Hash) => {
  /** Hashes of complete subtrees, ever smaller ones: their sizes are the binary digits of `count`. */
  const subtrees: Uint8Array[] = []
  let count = 0
  return {
    append(leaf: Uint8Array): void {
      let top = leaf
      for (let full = count; full % 2 === 1; full = Math.floor(full / 2)) top = nodeHash(hash, subtrees.pop() as Uint8Array, top)
      subtrees.push(top)
      count++
    },
    root: (): Uint8Array => (subtrees.length === 0 ? emptyRoot(hash) : subtrees.reduceRight((right, left) => nodeHash(hash, left, right))),
    size: (): number => count,
  }
}

/** Whether a number can be a tree's size or a leaf's index. */
export const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/** Throws `range-invalid` when a number is no size. */
export const requireSize = (size: number): void => {
  if (!isSize(size)) throw new ConsentProblem('range-invalid', `size: expected a whole number from 0 to 2^53 - 1, got ${size}`)
}
