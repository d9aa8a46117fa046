import { ConsentProblem } from '@kakburk/shared'
import { Hono } from 'hono'
import { type ExportWish, exportCsv } from '../export/export.ts'
import { parseRange } from '../export/range.ts'
import type { ConsentLog } from '../log/contract.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import type { Tokens } from '../sites/tokens.ts'

type Parts = { log: ConsentLog; sites: Sites; tokens: Tokens; now: () => Date }

/** The log of a site as CSV, for auditors with a token. It is read as fast as it is taken, and not held. */
export const exportRoutes = ({ log, sites, tokens, now }: Parts) =>
  new Hono().get('/s/:site/export.csv', async (c) => {
    const site = c.req.param('site')
    await requireCurrent(sites, site)
    const token = /^Bearer ([\w-]+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    if (token === undefined || !(await tokens.isAuditor(site, token))) {
      throw new ConsentProblem('token-invalid', `Authorization: expected "Bearer" and a token for site "${site}" that has not expired`)
    }
    const { chunks } = await exportCsv({ log, sites }, { site, ...parseQuery(c.req.queries()) })
    return c.body(createStream(chunks), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${site}-consent-log-${now().toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
    })
  })

/**
 * Reads what is asked for. A parameter that is misspelt or stands twice would quietly export something else than was meant:
 * throws `range-invalid`.
 */
const parseQuery = (query: Record<string, string[]>): Omit<ExportWish, 'site'> => {
  for (const [name, values] of Object.entries(query)) {
    if (!['from', 'to', 'spreadsheet'].includes(name)) throw invalid(`${name}: expected from, to or spreadsheet alone`)
    if (values.length > 1) throw invalid(`${name}: expected once, got ${values.length} times`)
  }
  const { from, to, spreadsheet } = Object.fromEntries(Object.entries(query).map(([name, [value]]) => [name, value]))
  if (spreadsheet !== undefined && spreadsheet !== '1') throw invalid(`spreadsheet: expected 1 or nothing at all, got "${spreadsheet}"`)
  return { range: parseRange(from, to), spreadsheet: spreadsheet === '1' }
}

const invalid = (message: string) => new ConsentProblem('range-invalid', message)

/** A stream that takes a piece only when its reader wants one, and stops the making when the reader leaves. */
const createStream = (chunks: AsyncIterable<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  const iterator = chunks[Symbol.asyncIterator]()
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await iterator.return?.()
    },
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
