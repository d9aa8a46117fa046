import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { EngineName } from '../engines/contract.ts'
import type { Mode } from './ground.ts'

/**
 * Whether a way is held until a yes. `race` stands for what an engine holds at one time and not at another: the browser’s own order of
 * work decides, and a test can only say that it is no promise.
 */
export type Result = 'held' | 'not held' | 'race'

export type Results = Partial<Record<EngineName, Partial<Record<Mode, Record<string, Result>>>>>

const resultsFile = resolve(import.meta.dirname, '../../docs/blocking.json')

/** What was seen when the documentation was written: `docs/blocking.md` is made from it, and the tests hold the gate to it. */
export const readResults = (): Results => JSON.parse(readFileSync(resultsFile, 'utf8')) as Results

/** Writes down what was seen of an engine in one mode. What the file says of others stays, since their tests may run at the same time. */
export const writeResults = (engine: EngineName, mode: Mode, seen: Record<string, Result>): void => {
  const results = readResults()
  results[engine] = { ...results[engine], [mode]: seen }
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
}
