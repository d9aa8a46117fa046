import { ConsentProblem } from '@kakburk/shared'
import { Hono } from 'hono'
import type { Holders } from '../holder/holders.ts'
import { standingOf } from '../holder/standing.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'

/**
 * Where a decision stands, for the browser that made it: it asks whether its receipt was taken back by link. Whoever has the id
 * of a receipt may ask; the answer has one word and nothing personal.
 */
export const receiptStateRoutes = ({ sites, holders }: { sites: Sites; holders: Holders }) =>
  new Hono().get('/s/:site/receipts/:id/state', async (c) => {
    const { site, id } = c.req.param()
    await requireCurrent(sites, site)
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cache-Control', 'no-store')
    const held = holders.find(site, id)
    if (!held) throw new ConsentProblem('not-found', 'receipt: there is none of this id')
    return c.json({ state: standingOf(held.logged, held.chain) })
  })
