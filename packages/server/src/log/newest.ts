import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConsentProblem } from '@kakburk/shared'
import { type Checkpoint, hasSameBytes, makeRoot, parseCheckpoint, parseNote } from '@kakburk/shared/proof'
import type { SignedCheckpoint } from './contract.ts'
import { hash } from './hash.ts'
import { operatorProblem } from './problem.ts'
import type { Tree } from './tree.ts'

/** At most one is written in so many milliseconds: it lies beside the log, and no receipt waits for its disk. */
const pause = 1000

/**
 * Keeps the newest checkpoint that a site has given out in a file beside its keys, where a backup of the database that is put back does
 * not reach it. A disk that does not take it is told to `report`: what is in the log is in the log.
 */
export const createNewestKeeper = (databaseFile: string, report: (what: string) => void) => {
  const kept = new Map<string, number>()
  return (site: string, { note }: SignedCheckpoint): void => {
    const time = performance.now()
    if (databaseFile === ':memory:' || time - (kept.get(site) ?? Number.NEGATIVE_INFINITY) < pause) return
    kept.set(site, time)
    const file = fileOf(databaseFile, site)
    try {
      mkdirSync(dirname(file), { mode: 0o700, recursive: true })
      writeFileSync(`${file}.new`, note, { mode: 0o600 })
      renameSync(`${file}.new`, file)
    } catch (error) {
      report(`${file}: cannot be written: ${error instanceof Error ? error.message : error}`)
    }
  }
}

/**
 * Throws `storage-unavailable` when a tree is not the one whose checkpoints its site has given out: the database is an older one, put
 * back. To sign on would be a fork, that visitors and auditors see.
 */
export const checkNewest = (databaseFile: string, site: string, tree: Tree): void => {
  const file = fileOf(databaseFile, site)
  const newest = databaseFile === ':memory:' ? undefined : readNewest(file)
  if (!newest) return
  const { size, root } = newest
  if (size <= tree.size() && hasSameBytes(makeRoot(hash, tree.read, size), root)) return
  throw operatorProblem(
    `the log of site "${site}" is older than what it has signed, ${size} entries by ${file}: restore a newer backup of the database. If there is none, delete that file: the log then goes on, and whoever has seen what is lost can show that it has two histories`,
  )
}

const fileOf = (databaseFile: string, site: string): string => join(`${databaseFile}.keys`, `${site}.checkpoint`)

/** Undefined when there is none, or what a power cut left of one. */
const readNewest = (file: string): Checkpoint | undefined => {
  try {
    return parseCheckpoint(parseNote(readFileSync(file, 'utf8')).text)
  } catch (error) {
    if (error instanceof ConsentProblem || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return
    throw operatorProblem(`${file}: cannot be read: ${error instanceof Error ? error.message : error}`, error)
  }
}
