import type { MiddlewareHandler } from 'hono'
import { withPort } from './hosts.ts'

/** Where a shop's pages have room for the tag: the first thing in `<head>`. */
const placeholder = '<!-- kakburk -->'

/** What is put into a finished page: the owner's tag, and what the demo adds last in `<head>`. */
export type Pasted = { tag: string; addition?: (html: string) => string }

/**
 * Does for every page of a shop what its owner does by hand: pastes the tag. The addresses in the page get the port that
 * the visitor came through, so that the files on disk can hold whole addresses.
 */
export const paste =
  (pasted: () => Pasted): MiddlewareHandler =>
  async (c, next) => {
    await next()
    if (!c.res.headers.get('content-type')?.startsWith('text/html')) return
    const { tag, addition } = pasted()
    const page = withPort(await c.res.text(), new URL(c.req.url).port)
    // Functions, since a string would have its `$` read as a pattern.
    const dressed = page.replace('</head>', () => `${addition?.(page) ?? ''}</head>`).replace(placeholder, () => tag || placeholder)
    c.res = new Response(dressed, c.res)
  }
