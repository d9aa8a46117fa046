import { expect, it } from 'vitest'
import { hasSameBytes } from './hash.ts'

it.each([
  ['the same', [1, 2], [1, 2], true],
  ['nothing', [], [], true],
  ['another byte', [1, 2], [1, 3], false],
  ['more at the end', [1, 2], [1, 2, 0], false],
  ['less at the end', [1, 2, 0], [1, 2], false],
])('bytes are compared whole: %s', (_, one, other, same) => {
  expect(hasSameBytes(new Uint8Array(one), new Uint8Array(other))).toBe(same)
})
