import { expect, it } from 'vitest'
import { chooseEncoding } from './encoding.ts'

it.each([
  ['br', 'gzip, deflate, br, zstd'],
  ['br', 'br'],
  ['br', 'BR;q=0.1, gzip'],
  ['br', '*'],
  ['gzip', 'gzip, deflate'],
  ['gzip', 'br;q=0, gzip;q=0.5'],
  ['gzip', 'br;q=0.000,*;q=0.1'],
  ['gzip', 'br; q=zero, gzip'],
  ['identity', 'identity'],
  ['identity', 'deflate, zstd'],
  ['identity', 'br;q=0, gzip;q=0'],
  ['identity', '*;q=0'],
  ['identity', 'bread, gzipped'],
  ['identity', ''],
  ['identity', undefined],
])('chooses %s for %s', (encoding, header) => {
  expect(chooseEncoding(header)).toBe(encoding)
})
