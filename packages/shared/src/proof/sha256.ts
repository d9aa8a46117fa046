import { type Hash, hashSize } from './hash.ts'

/** SHA-256 (FIPS 180-4) for where there is no synchronous one, at some tens of MB a second. */
export const sha256: Hash = (bytes) => {
  const state = start.slice()
  const words = new Int32Array(64)
  const padded = pad(bytes)
  for (let offset = 0; offset < padded.byteLength; offset += 64) {
    for (let t = 0; t < 16; t++) words[t] = padded.getInt32(offset + t * 4)
    compress(state, words)
  }
  const digest = new DataView(new ArrayBuffer(hashSize))
  for (const [index, word] of state.entries()) digest.setInt32(index * 4, word)
  return new Uint8Array(digest.buffer)
}

/** The first 32 bits after the point of a prime's root: what the standard's numbers are (FIPS 180-4, 4.2.2 and 5.3.3). */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0

const primes = Array.from({ length: 310 }, (_, number) => number + 2).filter((number) => {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false
  return true
})

const constants = Int32Array.from(primes.slice(0, 64), (prime) => fraction(Math.cbrt(prime)))
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

/** The message, a single bit, zeros, and the message's length in bits, as whole blocks of 64 bytes (5.1.1). */
const pad = (bytes: Uint8Array): DataView => {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0)
  return view
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
/** An element that is there: the indices below stay inside their arrays. */
const at = (words: Int32Array, index: number): number => words[index] as number

/** Takes one block, whose words are the first 16 of `words`, into the state (6.2.2; the letters are the standard's). */
const compress = (state: Int32Array, words: Int32Array): void => {
  for (let t = 16; t < 64; t++) {
    const [before15, before2] = [at(words, t - 15), at(words, t - 2)]
    const small0 = rotate(before15, 7) ^ rotate(before15, 18) ^ (before15 >>> 3)
    const small1 = rotate(before2, 17) ^ rotate(before2, 19) ^ (before2 >>> 10)
    words[t] = (at(words, t - 16) + small0 + at(words, t - 7) + small1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let t = 0; t < 64; t++) {
    const large1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const one = (h + large1 + ((e & f) ^ (~e & g)) + at(constants, t) + at(words, t)) | 0
    const large0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const two = (large0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  const added = [a, b, c, d, e, f, g, h]
  for (let index = 0; index < 8; index++) state[index] = at(state, index) + (added[index] as number)
}
