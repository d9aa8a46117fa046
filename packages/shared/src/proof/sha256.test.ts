import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { printHex } from './base64.ts'
import { sha256 } from './sha256.ts'

describe('our own SHA-256', () => {
  const agrees = (bytes: Uint8Array) =>
    expect(printHex(sha256(bytes)), `${bytes.length} bytes`).toBe(createHash('sha256').update(bytes).digest('hex'))

  it('gives what Node gives, for every length up to 300 bytes', () => {
    for (let length = 0; length <= 300; length++) agrees(randomBytes(length))
  })
  it('gives what Node gives for longer messages, and for bytes that are all alike', () => {
    for (let times = 0; times < 20; times++) agrees(randomBytes(Math.floor(Math.random() * 20_000)))
    for (const byte of [0x00, 0x80, 0xff]) agrees(new Uint8Array(1_000_003).fill(byte))
  })
  it('leaves alone what it is given', () => {
    const bytes = new Uint8Array(130).fill(7)
    sha256(bytes.subarray(1, 120))
    expect(bytes.every((byte) => byte === 7)).toBe(true)
  })
})
