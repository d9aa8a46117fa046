import { ConsentProblem } from '@kakburk/shared'
import { type Context, Hono } from 'hono'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import type { FileShelf } from '../sites/files.ts'
import type { ServedText } from '../sites/served.ts'
import { chooseEncoding } from './encoding.ts'

/** What the shop's pages load: the gate, whose content changes with the policy, and files that never change. */
export const fileRoutes = ({ sites, shelf, now }: { sites: Sites; shelf: FileShelf; now: () => Date }) =>
  new Hono()
    .get('/s/:site/gate.js', async (c) => {
      const current = await requireCurrent(sites, c.req.param('site'))
      // Five minutes until a new policy is asked by everywhere; ten more in which the old gate may serve while the new one is fetched.
      return serve(c, await shelf.readGate(current), 'public, max-age=300, stale-while-revalidate=600')
    })
    .get('/s/:site/files/:name', async (c) => {
      const { site, name } = c.req.param()
      const current = await requireCurrent(sites, site)
      const file = await shelf.readFile(site, name)
      if (file) return serve(c, file, 'public, max-age=31536000, immutable')
      const successor = await shelf.readSuccessor(current, name, now())
      if (successor) return serve(c, successor, 'no-cache')
      throw new ConsentProblem('not-found', `files: site "${site}" has none called "${name}"`)
    })

const serve = async (c: Context, text: ServedText, cacheControl: string): Promise<Response> => {
  const encoding = chooseEncoding(c.req.header('Accept-Encoding'))
  const etag = text.etag(encoding)
  const headers = {
    'Cache-Control': cacheControl,
    ETag: etag,
    Vary: 'Accept-Encoding',
    // Any page may load a script; with these two it may do so from a worker, with integrity, and under COEP as well.
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
  if (hasTag(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers)
  const body = await text.read(encoding)
  return c.body(body, 200, {
    ...headers,
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Length': String(body.length),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  })
}

/** Whether an If-None-Match header names the tag. Proxies weaken tags (`W/`), and the comparison does not mind (RFC 9110, 13.1.2). */
const hasTag = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
