import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { type Context, Hono } from 'hono'
import { withPort } from '../hosts.ts'

const types: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

/** Serves what was built of a single-page app: its files, and its one page at every other path. */
export const createAppShop = (folder: URL): Hono => {
  const read = (c: Context, name: string) => withPort(readFileSync(new URL(name, folder), 'utf8'), new URL(c.req.url).port)
  return new Hono()
    .get('/assets/:name{[\\w.-]+}', (c) => {
      const name = `assets/${c.req.param('name')}`
      const type = types[extname(name)]
      if (!type || !existsSync(new URL(name, folder))) return c.notFound()
      return c.body(read(c, name), 200, { 'content-type': type, 'cache-control': 'no-cache' })
    })
    .get('*', (c) =>
      existsSync(new URL('index.html', folder)) ? c.html(read(c, 'index.html')) : c.text('This app is not built yet: npm run setup\n', 503),
    )
}
