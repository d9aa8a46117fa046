import type { ConsentLog } from '../log/contract.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import { disarmRow, header, makeRow, printRow, type Row } from './csv.ts'
import { findRange, type Range } from './range.ts'

/** What is exported: a site, a stretch of time, and for whom: `spreadsheet` disarms formulas and adds a byte order mark. */
export type ExportWish = { site: string; range: Range; spreadsheet: boolean }

/** An export that is ready to be read: how many entries it has, and its text, made as it is taken. */
export type Export = { size: number; chunks: AsyncIterable<string> }

/**
 * The log of a site as CSV. It ends with the entries that are there now, however long the reading takes.
 * Throws `site-unknown`.
 */
export const exportCsv = async ({ log, sites }: { log: ConsentLog; sites: Sites }, wish: ExportWish): Promise<Export> => {
  await requireCurrent(sites, wish.site)
  const { start, end } = await findRange(log, wish.site, wish.range)
  const print = wish.spreadsheet ? (row: Row) => printRow(disarmRow(row)) : printRow
  const versionOf = createVersionFinder(sites, wish.site)

  async function* lines(): AsyncGenerator<string> {
    yield wish.spreadsheet ? `\uFEFF${header}` : header
    for await (const logged of log.entries(wish.site, start, end)) yield print(makeRow(logged, await versionOf(logged.entry.policy)))
  }
  return { size: end - start, chunks: gather(lines()) }
}

/** Joins lines into pieces that are worth a write each. */
async function* gather(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  for await (const line of lines) {
    piece += line
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

const createVersionFinder = (sites: Sites, site: string) => {
  const versions = new Map<string, number | undefined>()
  return async (policy: string): Promise<number | undefined> => {
    if (!versions.has(policy)) versions.set(policy, (await sites.readPolicy(site, policy))?.version)
    return versions.get(policy)
  }
}
