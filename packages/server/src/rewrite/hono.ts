import type { MiddlewareHandler } from 'hono'
import type { Rewriter } from './rewriter.ts'
import { forWeb } from './web.ts'

/** A rewriter as a middleware of Hono. What compresses stands before it. */
export const forHono = (rewriter: Rewriter): MiddlewareHandler => {
  const rewrite = forWeb(rewriter)
  return async (c, next) => {
    const answer = await rewrite(c.req.raw, async (request) => {
      c.req.raw = request
      await next()
      return c.res
    })
    // Hono adds the headers of before to an answer that takes the place of another.
    c.res = undefined
    c.res = answer
  }
}
