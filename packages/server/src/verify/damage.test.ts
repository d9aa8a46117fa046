import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unpackBundle } from '../testing/unpacked.ts'

// `pnpm soak` tries more; what fails is printed with a seed that makes it fail again.
const runs = Number(process.env.KAKBURK_RUNS ?? 100)

type Damage = { how: keyof typeof damaged; at: number; other: number; byte: number }

/** The lines of a file, each with its newline, so that a last one without is another line. */
const linesOf = (content: Buffer): string[] => content.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []

const withLines = (content: Buffer, change: (lines: string[]) => void): Buffer => {
  const lines = linesOf(content)
  change(lines)
  return Buffer.from(lines.join(''), 'latin1')
}

/** What can happen to a file, at a place of it between 0 and 1. */
const damaged = {
  'a byte is changed': (content: Buffer, { at, byte }: Damage) => {
    const changed = Buffer.from(content)
    changed[Math.floor(at * content.length)] = byte
    return changed
  },
  'a byte is removed': (content: Buffer, { at }: Damage) => {
    const place = Math.floor(at * content.length)
    return Buffer.concat([content.subarray(0, place), content.subarray(place + 1)])
  },
  'a byte is inserted': (content: Buffer, { at, byte }: Damage) => {
    const place = Math.floor(at * (content.length + 1))
    return Buffer.concat([content.subarray(0, place), Buffer.from([byte]), content.subarray(place)])
  },
  'the end is cut off': (content: Buffer, { at }: Damage) => content.subarray(0, Math.floor(at * content.length)),
  'a line is removed': (content: Buffer, { at }: Damage) =>
    withLines(content, (lines) => void lines.splice(Math.floor(at * lines.length), 1)),
  'a line stands twice': (content: Buffer, { at, other }: Damage) =>
    withLines(content, (lines) => {
      const [line = ''] = lines.slice(Math.floor(at * lines.length))
      lines.splice(Math.floor(other * (lines.length + 1)), 0, line)
    }),
  'two lines change places': (content: Buffer, { at, other }: Damage) =>
    withLines(content, (lines) => {
      const [one, two] = [at, other].map((place) => Math.floor(place * lines.length)) as [number, number]
      ;[lines[one], lines[two]] = [lines[two] ?? '', lines[one] ?? '']
    }),
}

const aPlace = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const aByte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('\n\r"{}0,').values()))
const aDamage: fc.Arbitrary<Damage> = fc.record({
  how: fc.constantFrom(...(Object.keys(damaged) as (keyof typeof damaged)[])),
  at: aPlace,
  other: aPlace,
  byte: aByte,
})

it('names the first line that is not as it was signed, whatever happens to a file', async () => {
  const { files, faultsWith } = await unpackBundle()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files.keys()), aDamage, async (name, damage) => {
      const content = files.get(name) as Buffer
      const changed = damaged[damage.how](content, damage)
      fc.pre(!changed.equals(content))
      const found = (await faultsWith(name, changed)).filter(({ file }) => file === name)
      const [before, after] = [linesOf(content), linesOf(changed)]
      const first = 1 + [...before, ...after].findIndex((_, index) => before[index] !== after[index])
      // These two are what names lines: of themselves it can only be said that nobody signed them so.
      if (['manifest.txt', 'lines.txt'].includes(name)) expect(found).not.toEqual([])
      else expect(found).toContainEqual({ file: name, line: first, message: expect.any(String) })
    }),
    { numRuns: runs },
  )
}, 900_000)
