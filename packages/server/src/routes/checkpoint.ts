import { Hono } from 'hono'
import type { ConsentLog } from '../log/contract.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'

/** How far the log of a site has come, for anyone to see. `host` is where the log is reached, and part of its name. */
export const checkpointRoutes = ({ log, sites, host }: { log: ConsentLog; sites: Sites; host: string }) =>
  new Hono().get('/s/:site/checkpoint', async (c) => {
    const site = c.req.param('site')
    await requireCurrent(sites, site)
    c.header('Cache-Control', 'no-cache')
    c.header('Access-Control-Allow-Origin', '*')
    return c.json({ origin: `${host}/${site}`, size: await log.size(site) })
  })
