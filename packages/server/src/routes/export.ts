import { ConsentProblem } from '@kakburk/shared'
import { Hono } from 'hono'
import type { AccessLog } from '../access/contract.ts'
import { createRefusals } from '../access/refusals.ts'
import { type Format, formats, type OpenPrinter } from '../export/contract.ts'
import { type ExportWish, exportLog } from '../export/export.ts'
import { parseRange } from '../export/range.ts'
import type { ConsentLog } from '../log/contract.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import { mayRead, nameHolder, type Tokens } from '../sites/tokens.ts'
import { createSent, createStream } from './stream.ts'

type Parts = { log: ConsentLog; sites: Sites; tokens: Tokens; accesses: AccessLog; openPrinter: OpenPrinter; now: () => Date }

/** The log of a site as a file, for auditors and owners with a token. It is read as fast as it is taken, and not held. */
export const exportRoutes = ({ tokens, now, ...parts }: Parts) => {
  const refuse = createRefusals(parts.accesses, { now })
  // The name of old, which says the format that is meant unless another is.
  return new Hono().on('GET', ['/s/:site/export', '/s/:site/export.csv'], async (c) => {
    const site = c.req.param('site')
    await requireCurrent(parts.sites, site)
    const token = /^Bearer ([\w-]+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    const holder = token === undefined ? undefined : await tokens.find(site, token)
    if (!holder || !mayRead(holder.role)) {
      const why = holder ? 'a role that may not' : token === undefined ? 'no token' : 'a token that is not in force'
      await refuse({ site, who: holder ? nameHolder(holder) : 'unknown', detail: `export, ${why}` })
      throw new ConsentProblem(
        'token-invalid',
        `Authorization: expected "Bearer" and a token of an auditor or owner of site "${site}" that has not expired`,
      )
    }
    const wish = parseQuery(c.req.queries())
    const { chunks } = await exportLog(parts, { site, who: nameHolder(holder), ...wish })
    const { type, extension } = files[wish.format]
    return c.body(createStream(chunks, createSent(c.env)), 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${site}-consent-log-${now().toISOString().slice(0, 10)}.${extension}"`,
      'Cache-Control': 'no-store',
    })
  })
}

const files: Record<Format, { type: string; extension: string }> = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  'json-lines': { type: 'application/x-ndjson', extension: 'jsonl' },
  'json-ld': { type: 'application/ld+json', extension: 'jsonld' },
}

/**
 * Reads what is asked for. A parameter that is misspelt or stands twice would quietly export something else than was meant:
 * throws `range-invalid`.
 */
const parseQuery = (query: Record<string, string[]>): Omit<ExportWish, 'site' | 'who'> => {
  for (const [name, values] of Object.entries(query)) {
    if (!['from', 'to', 'format', 'spreadsheet'].includes(name)) throw invalid(`${name}: expected from, to, format or spreadsheet alone`)
    if (values.length > 1) throw invalid(`${name}: expected once, got ${values.length} times`)
  }
  const { from, to, format = 'csv', spreadsheet } = Object.fromEntries(Object.entries(query).map(([name, [value]]) => [name, value]))
  if (!isFormat(format)) throw invalid(`format: expected ${formats.join(', ')}, got "${format}"`)
  if (spreadsheet !== undefined && spreadsheet !== '1') throw invalid(`spreadsheet: expected 1 or nothing at all, got "${spreadsheet}"`)
  return { range: parseRange(from, to), format, spreadsheet: spreadsheet === '1' }
}

const isFormat = (text: string): text is Format => formats.some((format) => format === text)

const invalid = (message: string) => new ConsentProblem('range-invalid', message)
