import type { Database } from '../db/open.ts'
import type { Keys } from '../log/keys/keys.ts'
import type { Signer } from '../log/keys/signer.ts'
import { operatorProblem } from '../log/problem.ts'
import { type Facts, readFacts } from './facts.ts'
import { type BundleFile, makeLogFiles, text } from './files.ts'
import { printLineSums, printManifest } from './manifest.ts'
import { pack } from './pack.ts'
import { makeReadme } from './readme.ts'
import { makeReport } from './report.ts'
import { openSnapshot } from './snapshot.ts'
import { readStatistics } from './statistics.ts'
import { type Sums, summed } from './sums.ts'

/** A bundle that is ready to be read: what it is of, and its bytes, made as they are taken. Whoever does not take them closes it. */
export type Bundle = { facts: Facts; chunks: AsyncIterable<Buffer>; close(): void }

type Parts = { database: Database; keys: Keys; now: () => Date }

/**
 * All that an auditor needs to check the log of a site, as one zip archive (docs/log-format.md), as it is at this moment. Throws
 * `site-unknown`, and `storage-unavailable` when a key cannot sign.
 */
export const openBundle = ({ database, keys, now }: Parts, site: string): Bundle => {
  const { at, signers } = findSigners({ database, keys, now }, site)
  const { connection, close } = openSnapshot(database.file)
  try {
    const facts = readFacts(connection, site)
    const statistics = readStatistics(connection, facts)
    const sums = new Map<string, Sums>()
    const watched = ({ path, chunks }: BundleFile): BundleFile => ({
      path,
      chunks: () => summed(chunks(), (found) => void sums.set(path, found)),
    })
    const late = (path: string, make: () => string): BundleFile => ({ path, chunks: () => text(path, make()).chunks() })
    const files = [
      text('README.txt', makeReadme(facts)),
      text('report.en.html', makeReport('en', { facts, statistics, at })),
      text('report.sv.html', makeReport('sv', { facts, statistics, at })),
      ...makeLogFiles(connection, facts),
      // Both are written when all before them is.
      late('lines.txt', () => printLineSums(sums)),
    ].map(watched)
    const manifest = late('manifest.txt', () => printManifest(facts, { at, files: sums, signers }))
    return { facts, chunks: closing(pack([...files, manifest], new Date(at)), close), close }
  } catch (error) {
    close()
    throw error
  }
}

async function* closing(chunks: AsyncIterable<Buffer>, close: () => void): AsyncGenerator<Buffer> {
  try {
    yield* chunks
  } finally {
    close()
  }
}

/**
 * When a bundle is made, and all keys that are then in use: a verifier takes neither more nor fewer. While the clock is behind the
 * making of the newest key, the bundle has that time, as entries have that of the one before them.
 */
const findSigners = ({ database, keys, now }: Parts, site: string): { at: string; signers: Signer[] } =>
  database.change(() => {
    const signers = keys.signers(site)
    const rows = keys.list(site)
    const [, at = ''] = [now().toISOString(), rows.at(-1)?.createdAt ?? ''].sort()
    const inUse = rows.filter(({ createdAt, retiredAt }) => createdAt <= at && (retiredAt === null || retiredAt > at))
    return {
      at,
      signers: inUse.map(({ verifier, retiredAt }) => {
        const signer = signers.find(({ key }) => key.text === verifier)
        if (signer) return signer
        throw operatorProblem(
          `site "${site}": the private half of ${verifier}, which is to sign until ${retiredAt}, is missing; put it back, or run: kakburk site rotate-key ${site} --overlap 0`,
        )
      }),
    }
  })
