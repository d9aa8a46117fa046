import { createRewriter, forHono, type RewriterOptions } from '@kakburk/server/rewrite'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { html } from 'hono/html'

/** A shop whose pages are written as if nobody had to be asked; the rewriter holds what waits. `gate` is the address of the gate. */
export const createShop = (options: RewriterOptions, gate: string) =>
  new Hono()
    // What compresses stands before the rewriter, so that it gets pages that are marked.
    .use(compress())
    .use(forHono(createRewriter(options)))
    .get('/', (c) => c.html(page(gate)))
    .get('/privacy', (c) => c.html('<!doctype html><title>Integritet</title><h1>Integritet</h1>'))

const page = (gate: string) => html`<!doctype html>
  <html lang="sv">
    <head>
      <script src="${gate}"></script>
      <meta charset="utf-8">
      <title>Tvillingbutiken</title>
      <script async src="https://www.googletagmanager.com/gtag/js?id=G-EXAMPLE"></script>
      <noscript><img alt="" src="https://www.facebook.com/tr?id=1&ev=PageView&noscript=1"></noscript>
    </head>
    <body>
      <h1>Tvillingbutiken</h1>
      <iframe title="Film" width="560" height="315" src="https://www.youtube.com/embed/M7lc1UVf-VE"></iframe>
    </body>
  </html>`
