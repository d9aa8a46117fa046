/** Writes the table of `docs/blocking.md` from what the browser tests saw (`docs/blocking.json`). `pnpm blocking` */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readResults } from '../e2e/ways/result.ts'
import { makeTable, withTable } from '../e2e/ways/table.ts'

const file = resolve(import.meta.dirname, '../docs/blocking.md')
writeFileSync(file, withTable(readFileSync(file, 'utf8'), makeTable(readResults())))
