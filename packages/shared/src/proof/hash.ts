/** SHA-256, synchronous: in Node `createHash` does it, in a browser `sha256`. Must neither keep nor change what it is given. */
export type Hash = (bytes: Uint8Array) => Uint8Array

/** Bytes of a hash. */
export const hashSize = 32

/** Whether two hashes, or any other bytes, are the same. Not for secrets: it stops at the first difference. */
export const hasSameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])
