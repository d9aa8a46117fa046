import { randomFillSync } from 'node:crypto'

/** Bytes that are drawn at a time: asking the system for each salt alone costs as much as hashing what it salts. */
const poolSize = 4096
const saltSize = 32

/** Gives a salt of 32 random bytes at each call. */
export const createSalts = (): (() => Uint8Array) => {
  const pool = Buffer.alloc(poolSize)
  let used = poolSize
  return () => {
    if (used === poolSize) {
      randomFillSync(pool)
      used = 0
    }
    const salt = Buffer.from(pool.subarray(used, used + saltSize))
    // Erasure must leave no copy behind, here neither.
    pool.fill(0, used, used + saltSize)
    used += saltSize
    return salt
  }
}
