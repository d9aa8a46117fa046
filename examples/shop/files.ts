import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { Hono } from 'hono'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Serves the files of a folder, read once. */
export const createFiles = (folder: URL): Hono => {
  const app = new Hono()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[extname(name)]
    if (type === undefined) continue
    const content = readFileSync(new URL(name, folder), 'utf8')
    app.get(`/${name.replaceAll('\\', '/')}`, (c) => c.body(content, 200, { 'content-type': type, 'cache-control': 'no-cache' }))
  }
  return app
}
