import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readResults } from '../e2e/ways/result.ts'
import { makeTable, withTable } from '../e2e/ways/table.ts'

it('the tables of docs/blocking.md are those that the results make', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../docs/blocking.md'), 'utf8')
  // Else: `pnpm blocking` writes them.
  expect(withTable(text, makeTable(readResults()))).toBe(text)
})
