import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { printBase64, printHex, readBase64, readHex } from './base64.ts'
import { readDecimal } from './decimal.ts'

describe('bytes as text', () => {
  it.each([0, 1, 2, 3, 4, 31, 32, 33, 12_287, 12_288, 12_289, 100_000])('come back as they were: %i bytes', (length) => {
    const bytes = randomBytes(length)
    expect(printBase64(bytes)).toBe(bytes.toString('base64'))
    expect(printHex(bytes)).toBe(bytes.toString('hex'))
    for (const back of [readBase64(printBase64(bytes)), readHex(printHex(bytes))]) expect(bytes.equals(back ?? randomBytes(1))).toBe(true)
  })
  it.each([
    ['no padding', 'AA'],
    ['padding left over', 'AAAA===='],
    ['padding alone', '='],
    ['bits that mean nothing', 'AB=='],
    ['bits that mean nothing', 'AAB='],
    ['a space', 'AA AA'],
    ['a newline', 'AAAA\n'],
    ['a carriage return', 'AAAA\r'],
    ['the alphabet of addresses', '-_-_'],
    ['a letter of no alphabet', 'AAÅA'],
    ['one letter too many', 'AAAAA'],
  ])('are not read from base64 with %s', (_, text) => {
    expect(readBase64(text)).toBeUndefined()
  })
  it.each(['0', 'AA', '0g', ' 00', '00\n', '0x00'])('are not read from the hex %j', (text) => {
    expect(readHex(text)).toBeUndefined()
  })
})

describe('a number in digits', () => {
  it.each([0, 1, 10, 2 ** 53 - 1])('is read: %i', (value) => {
    expect(readDecimal(String(value))).toBe(value)
  })
  it.each([
    '',
    '00',
    '01',
    '+1',
    '-1',
    '-0',
    '1.0',
    '1e3',
    '0x1',
    ' 1',
    '1\n',
    '1_0',
    '٣',
    String(2 ** 53),
    '9007199254740993',
    '1'.repeat(400),
  ])('is not read when JavaScript would write it in another way, or lose count: %j', (text) => {
    expect(readDecimal(text)).toBeUndefined()
  })
})
