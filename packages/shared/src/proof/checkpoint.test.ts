import { describe, expect, it } from 'vitest'
import { ConsentProblem } from '../problem.ts'
import { mutated, seededRandom } from '../testing/random.ts'
import { type Checkpoint, parseCheckpoint, printCheckpoint } from './checkpoint.ts'

const root = new Uint8Array(32).fill(0xab)
const base64 = 'q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s='
const invalid = expect.objectContaining({ code: 'note-invalid' })

describe('a checkpoint', () => {
  it('is an origin, a size and a root, a line each', () => {
    expect(printCheckpoint({ origin: 'shop.example/shop', size: 42, root })).toBe(`shop.example/shop\n42\n${base64}\n`)
  })
  it.each<Checkpoint>([
    { origin: 'shop.example/shop', size: 0, root },
    { origin: 'an origin + more', size: 2 ** 53 - 1, root },
    { origin: 'å', size: 1, root, extensions: ['one', ' two ', '3'] },
  ])('comes back as it was: %j', (checkpoint) => {
    expect(parseCheckpoint(printCheckpoint(checkpoint))).toEqual(checkpoint)
  })
  it.each([
    ['nothing', ''],
    ['two lines', 'a\n1\n'],
    ['no newline at the end', `a\n1\n${base64}`],
    ['an empty origin', `\n1\n${base64}\n`],
    ['an empty line at the end', `a\n1\n${base64}\n\n`],
    ['an empty line between further ones', `a\n1\n${base64}\nb\n\nc\n`],
    ['a further line without its end', `a\n1\n${base64}\nb`],
    ['a leading zero', `a\n01\n${base64}\n`],
    ['a sign', `a\n+1\n${base64}\n`],
    ['a size below nothing', `a\n-1\n${base64}\n`],
    ['a size beyond 2^53 - 1', `a\n9007199254740992\n${base64}\n`],
    ['a space', `a\n1 \n${base64}\n`],
    ['no size', `a\n\n${base64}\n`],
    ['a root of 31 bytes', `a\n1\n${base64.slice(0, 40)}qw==\n`],
    ['a root of 33 bytes', `a\n1\n${base64.slice(0, 40)}q6ur\n`],
    ['a root without padding', `a\n1\n${base64.slice(0, -1)}\n`],
    ['a root with bits that mean nothing', `a\n1\n${base64.slice(0, -2)}t=\n`],
    ['a carriage return', `a\r\n1\r\n${base64}\r\n`],
    ['a control character', `a\u0001\n1\n${base64}\n`],
    ['half a letter', `a\ud800\n1\n${base64}\n`],
  ])('is refused: %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(invalid)
  })
  it.each<[string, Checkpoint]>([
    ['an empty origin', { origin: '', size: 1, root }],
    ['an origin of two lines', { origin: 'a\nb', size: 1, root }],
    ['an empty further line', { origin: 'a', size: 1, root, extensions: [''] }],
    ['half a size', { origin: 'a', size: 0.5, root }],
    ['a size that cannot be counted', { origin: 'a', size: 2 ** 53, root }],
    ['a root that is cut short', { origin: 'a', size: 1, root: root.subarray(1) }],
  ])('is not written with %s', (_, checkpoint) => {
    expect(() => printCheckpoint(checkpoint)).toThrow(invalid)
  })
  it('is never a crash, and whatever is read would be written in the same way', () => {
    const random = seededRandom(4)
    const written = printCheckpoint({ origin: 'shop.example/shop', size: 1200, root, extensions: ['more'] })
    let read = 0
    for (let round = 0; round < 5_000; round++) {
      const tried = mutated(written, random)
      try {
        const again = printCheckpoint(parseCheckpoint(tried))
        if (again !== tried) expect(again).toBe(tried)
        read++
      } catch (error) {
        if (!(error instanceof ConsentProblem)) throw error
        expect(error.code).toBe('note-invalid')
      }
    }
    expect(read).toBeGreaterThan(100)
  })
})
