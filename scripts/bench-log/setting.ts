import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { command } from './server.ts'
import { policyFile } from './shop.ts'

export const help = `pnpm bench:log [--parts receipts,export,beside,verifier,erasure,start] [--sizes 100000,10000000] [--verified 1000000]
  [--rounds 3] [--seconds 5] [--warm 3] [--connections 64] [--patience 20] [--most 30000] [--folder FOLDER] [--json FILE] [--page]

--sizes     entries that the logs hold beforehand, beside none
--verified  entries of the log whose bundle is checked
--warm      seconds of load before the seconds that count: of a start the first few thousand answers are slower
--patience  seconds to wait for a machine that nothing else uses, before each measurement
--most      receipts a second that are made ready: more than any server takes
--folder    where databases are kept and used again; 10 million entries take 13 GB
--page      writes the tables into docs/performance.md`

const text = (byDefault: string) => ({ type: 'string', default: byDefault }) as const

const options = {
  parts: text('receipts,export,beside,verifier,erasure,start'),
  sizes: text('100000,10000000'),
  verified: text('1000000'),
  rounds: text('3'),
  seconds: text('5'),
  warm: text('3'),
  connections: text('64'),
  patience: text('20'),
  most: text('30000'),
  folder: text(join(tmpdir(), 'kakburk-bench')),
  json: { type: 'string' },
  page: { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const

/** What is measured, and how. Undefined when only help was asked for. */
export const readSetting = () => {
  const { values } = parseArgs({ options })
  if (values.help) return
  const folder = resolve(values.folder)
  mkdirSync(folder, { recursive: true })
  return {
    parts: values.parts.split(','),
    /** Databases, each with so many entries, the largest last. */
    held: values.sizes.split(',').map((size) => ({ size: Number(size), file: join(folder, `${size}.db`) })),
    verified: { size: Number(values.verified), file: join(folder, `${values.verified}-signed.db`) },
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    warm: Number(values.warm),
    connections: Number(values.connections),
    patience: Number(values.patience),
    most: Number(values.most),
    json: values.json,
    page: values.page,
    /** A new database with a site and no decision. */
    makeEmpty(name: string): string {
      const [file, policy] = [join(folder, `${name}.db`), join(folder, 'policy.json')]
      for (const end of ['', '-wal', '-shm', '.keys']) rmSync(file + end, { recursive: true, force: true })
      writeFileSync(policy, JSON.stringify(policyFile))
      command(file, 'site', 'add', policy)
      return file
    },
  }
}

export type Setting = NonNullable<ReturnType<typeof readSetting>>

/** The largest log, and how many entries it had. */
export const largestOf = ({ held }: Setting) => {
  const largest = held.at(-1)
  if (!largest) throw new Error('--sizes: expected at least one')
  return largest
}
