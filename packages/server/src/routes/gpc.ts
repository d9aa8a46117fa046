import { Hono } from 'hono'
import { gpcPath, makeGpcStatement } from '../gpc.ts'

/** The statement of this server's own origin. A shop serves it on its own, by the middleware or as a file. */
export const gpcRoutes = () =>
  new Hono().get(gpcPath, (c) =>
    c.body(makeGpcStatement(), 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=86400',
      'Access-Control-Allow-Origin': '*',
    }),
  )
