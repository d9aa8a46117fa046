/** Computes the example of docs/log-format.md anew, from its own lines, and compares its tables with a bundle. */
import { hash as digest } from 'node:crypto'
import { canonical, type Entry, type PersonalHalf } from '@kakburk/shared'
import {
  createRange,
  holdsConsistency,
  holdsInclusion,
  leafHash,
  makeConsistency,
  makeInclusion,
  nodeHash,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type ReadHash,
  verifyEd25519,
} from '@kakburk/shared/proof'
import { checkSaved } from '@kakburk/shared/saved'
import { describe, expect, it } from 'vitest'
import { makeBundle, readBundle } from '../packages/server/src/testing/bundle.ts'
import { blockUnder, firstCells, rowsUnder } from './pages.ts'

const page = 'docs/log-format.md'
const hash = (bytes: Uint8Array): Uint8Array => digest('sha256', bytes, 'buffer')
const linesOf = (name: string): string[] => blockUnder(page, name).split('\n')

const entries = linesOf('example entries')
const halves = linesOf('example personal').map((line) => JSON.parse(line) as { index: number; personal: PersonalHalf; salt: string })
const [key] = linesOf('example keys').map((line) => parseVerifierKey(hash, (JSON.parse(line) as { verifier: string }).verifier))
const checkpoint = parseNote(`${blockUnder(page, 'example checkpoint')}\n`)
const hashes = Object.fromEntries(rowsUnder(page, 'example hashes').map(([what = '', hex = '']) => [what, Buffer.from(hex, 'hex')]))
const leaves = entries.map((line) => leafHash(hash, Buffer.from(line)))
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')
const named = (...names: string[]): string[] => names.map((name) => hex(hashes[name]))

const rootOf = (size: number): Uint8Array => {
  const range = createRange(hash)
  for (const leaf of leaves.slice(0, size)) range.append(leaf)
  return range.root()
}

const readHash: ReadHash = (level, index) =>
  level === 0 ? (leaves[index] ?? new Uint8Array()) : nodeHash(hash, readHash(level - 1, index * 2), readHash(level - 1, index * 2 + 1))

describe('the example of the log’s format', () => {
  it('has the hashes of its own lines', () => {
    const made = [...leaves, readHash(1, 0), readHash(1, 1), readHash(2, 0), rootOf(3), rootOf(5)]
    expect(Object.values(hashes).map(hex)).toEqual(made.map(hex))
    expect(Object.keys(hashes)).toEqual([
      ...leaves.map((_, index) => `leaf ${index}`),
      ...['node 0-1', 'node 2-3', 'node 0-3', 'root of 3', 'root of 5'],
    ])
  })

  it('names the paths that lead to them', () => {
    const path = makeInclusion(hash, readHash, 1, 5)
    expect(path.map(hex)).toEqual(named('leaf 0', 'node 2-3', 'leaf 4'))
    expect(holdsInclusion(hash, { leaf: hashes['leaf 1'] ?? Buffer.alloc(0), index: 1, size: 5, root: rootOf(5), path })).toBe(true)
    const grown = makeConsistency(hash, readHash, 2, 5)
    expect(grown.map(hex)).toEqual(named('node 2-3', 'leaf 4'))
    expect(holdsConsistency(hash, { from: 2, to: 5, fromRoot: rootOf(2), toRoot: rootOf(5), path: grown })).toBe(true)
  })

  it('has a checkpoint of its entries that its key has signed', async () => {
    const { origin, size, root } = parseCheckpoint(checkpoint.text)
    expect([origin, size, hex(root)]).toEqual([key?.name, entries.length, hex(hashes['root of 5'])])
    expect(await openNote(checkpoint, key ? [key] : [], verifyEd25519)).toEqual([key])
  })

  it('commits to the halves that are kept, and says of the others that they are erased', () => {
    const parsed = entries.map((line) => JSON.parse(line) as Entry)
    for (const { index, personal, salt } of halves) {
      const committed = hash(Buffer.concat([Buffer.from(salt, 'base64url'), Buffer.from(canonical(personal))]))
      expect(parsed[index]?.commitment).toBe(Buffer.from(committed).toString('base64url'))
    }
    const committed = parsed.flatMap(({ commitment }, index) => (commitment === null ? [] : [index]))
    const erased = parsed.flatMap((entry) => entry.erased ?? [])
    expect(committed.filter((index) => !erased.includes(index))).toEqual(halves.map(({ index }) => index))
  })

  it('has a proof with which the receipt of receipt.md holds', async () => {
    const answer = JSON.parse(blockUnder('docs/receipt.md', 'answer'))
    expect(canonical(answer.entry)).toBe(entries[1])
    expect(answer.proof).toBe(`${blockUnder(page, 'example proof')}\n`)
    const report = await checkSaved(answer, { keys: key ? [key] : [], hash, verify: verifyEd25519 })
    expect(Object.values(report).map(({ holds }) => holds)).toEqual([true, true, true])
  })
})

describe('the tables of the log’s format', () => {
  it('have the members of entries', () => {
    const members = new Set(entries.flatMap((line) => Object.keys(JSON.parse(line))))
    expect(firstCells(page, 'entry members')).toEqual([...members].sort())
  })

  it('have every member of a bundle, and no other', async () => {
    const { file } = await makeBundle()
    const told = firstCells(page, 'bundle members').flatMap((cell) => cell.replaceAll('`', '').split(', '))
    const inBundle = [...(await readBundle(file)).keys()].map((name) =>
      name.replace(/^policies\/[^/]+\.json$/, 'policies/NAME.json').replace(/^screens\/[^/]+\/.*$/, 'screens/NAME/…'),
    )
    expect([...new Set(inBundle)].sort()).toEqual(told.sort())
  }, 30_000)
})
