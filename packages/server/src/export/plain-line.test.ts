import { describe, expect, it } from 'vitest'
import type { Draft } from '../log/contract.ts'
import { makeLoggedEntry } from '../log/entry.ts'
import { oddDrafts, ordinaryDrafts, randomDrafts } from '../testing/hostile.ts'
import type { ExportedEntry } from './contract.ts'
import { makeRow, printRow } from './csv.ts'
import { makeExported } from './log-printer.ts'
import { createPlainLinePrinter } from './plain-line.ts'

const versionOf = (policy: string) => (policy === 'sha256-p' ? 2 : undefined)
const printPlain = createPlainLinePrinter(versionOf)

/** An entry as it is exported: as it was logged, checked, and erased. */
const states = (draft: Draft): ExportedEntry[] => {
  const logged = makeLoggedEntry(draft, { index: 12_345, at: '2026-11-20T12:00:00.500Z', salt: new Uint8Array(32) })
  const exported = makeExported(logged)
  return [exported, { ...exported, check: 'valid' }, { ...exported, check: 'wrong' }, { ...exported, half: undefined, salt: undefined }]
}

describe('a line that is cut out of the texts', () => {
  it.each(Object.entries(ordinaryDrafts))('is the line that is read from them: %s', (_, draft) => {
    for (const exported of states(draft)) expect(printPlain(exported)).toBe(printRow(makeRow(exported, versionOf)))
  })

  it.each(Object.entries(oddDrafts))('is that or none at all: %s', (_, draft) => {
    for (const exported of states(draft)) {
      const line = printRow(makeRow(exported, versionOf))
      expect(printPlain(exported) ?? line).toBe(line)
    }
  })

  it('is that or none at all of whatever there may be in a field', () => {
    const all = randomDrafts(3000).flatMap(states)
    const lines = all.map((exported) => printRow(makeRow(exported, versionOf)))
    const plain = all.map((exported) => printPlain(exported))
    expect(plain.map((line, n) => line ?? lines[n])).toEqual(lines)
    expect(plain.filter((line) => line !== undefined).length).toBeGreaterThan(300)
    expect(plain.filter((line) => line === undefined).length).toBeGreaterThan(3000)
  })

  it('stays right when a site has more answers that differ than are remembered', () => {
    const grants = (n: number) => ({ [`service-${n}`]: true })
    for (const n of [...Array(1500).keys(), 0, 1499]) {
      const [exported] = states({ ...ordinaryDrafts['a yes'], entry: { ...ordinaryDrafts['a yes']?.entry, grants: grants(n) } } as Draft)
      expect(exported && printPlain(exported)?.split(',')[11]).toBe(`service-${n}`)
    }
  })
})
