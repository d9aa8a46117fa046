import { ConsentProblem } from '@kakburk/shared'
import type { AccessLog } from '../access/contract.ts'
import type { ConsentLog } from '../log/contract.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import type { Job, OpenPrinter, Part } from './contract.ts'
import { findRange, type Range } from './range.ts'

/** What is exported, in which form, and to whom: as the access log names them. */
export type ExportWish = Job & { range: Range; who: string }

/** An export that is ready to be read: how many entries of the log it covers, and its bytes, made as they are taken. */
export type Export = { size: number; chunks: Chunks }

/** Whoever has used a chunk up may hand it to `next`, to be printed over. Without that each has memory of its own. */
export type Chunks = AsyncGenerator<Uint8Array, void, Uint8Array | undefined>

type Parts = { log: ConsentLog; sites: Sites; accesses: AccessLog; openPrinter: OpenPrinter }

/** So many entries are printed at a time: enough to be worth a write, and so few that their texts are collected while they are young. */
const pageSize = 100

/**
 * The log of a site in one of its formats. Every export passes here. It ends with the entries that are there now, however long
 * the reading takes. It is a line of the access log before anything of it is given. Throws `site-unknown`, and `range-invalid` for a wish that no format grants.
 */
export const exportLog = async ({ log, sites, accesses, openPrinter }: Parts, { range, who, ...job }: ExportWish): Promise<Export> => {
  if (job.spreadsheet && job.format !== 'csv') {
    throw new ConsentProblem('range-invalid', `spreadsheet: expected with format csv alone, got ${job.format}`)
  }
  await requireCurrent(sites, job.site)
  const { start, end } = await findRange(log, job.site, range)
  await accesses.append({ site: job.site, who, action: 'export', detail: describe(job, range, { start, end }) })

  async function* chunks(): Chunks {
    const printer = openPrinter(end - start)
    try {
      yield* oneAhead(partsOf(start, end), (part, spare) => printer.print(job, part, spare))
    } finally {
      await printer.close()
    }
  }
  return { size: end - start, chunks: chunks() }
}

const describe = ({ format, spreadsheet }: Job, { from, to }: Range, { start, end }: { start: number; end: number }): string =>
  [
    spreadsheet ? `${format} for a spreadsheet` : format,
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
    end > start ? `entries ${start} to ${end - 1}` : 'no entries',
  ].join(', ')

function* partsOf(start: number, end: number): Generator<Part> {
  yield 'head'
  for (let from = start; from < end; from += pageSize) yield { start: from, end: Math.min(from + pageSize, end) }
  yield 'tail'
}

/** Makes each while the one before is taken, so that printing and writing go on side by side, and no further ahead of whoever is slow. */
async function* oneAhead(parts: Iterable<Part>, make: (part: Part, spare?: Uint8Array) => Promise<Uint8Array>): Chunks {
  let ready: Promise<Uint8Array> | undefined
  let spare: Uint8Array | undefined
  for (const part of parts) {
    const next = make(part, spare)
    // Whoever leaves does not wait for it, and is not told that it failed.
    next.catch(() => {})
    const chunk = await ready
    spare = chunk && chunk.length > 0 ? yield chunk : undefined
    ready = next
  }
  const last = await ready
  if (last && last.length > 0) yield last
}
