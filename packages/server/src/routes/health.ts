import { Hono } from 'hono'
import type { ConsentLog } from '../log/contract.ts'

/** For whoever watches over the server: 200 when the log's storage answers, else the status of `storage-unavailable`. */
export const healthRoutes = (log: ConsentLog) =>
  new Hono().get('/health', async (c) => {
    await log.check()
    c.header('Cache-Control', 'no-store')
    return c.json({ healthy: true })
  })
