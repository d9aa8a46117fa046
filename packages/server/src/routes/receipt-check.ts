import { createHash } from 'node:crypto'
import { readPageScript } from '@kakburk/widget/compile'
import { Hono } from 'hono'
import { makeCheckPage } from '../pages/check.ts'
import { makeCsp } from '../pages/layout.ts'
import { readLanguage } from '../pages/words.ts'

/** The page on which anyone checks a saved receipt, and its script. What is checked never leaves the browser. */
export const receiptCheckRoutes = () => {
  let script: Promise<{ name: string; text: string }> | undefined
  const readScript = () => {
    script ??= readPageScript('check').then((text) => ({
      name: `check.${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.js`,
      text,
    }))
    return script
  }
  return new Hono()
    .get('/r', async (c) => {
      const { name } = await readScript()
      return c.html(makeCheckPage(readLanguage(c.req.header('Accept-Language')), `r/${name}`), 200, {
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': makeCsp("; script-src 'self'; connect-src 'self'"),
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Referrer-Policy': 'no-referrer',
        Vary: 'Accept-Language',
      })
    })
    .get('/r/:script{check\\.[\\w-]+\\.js}', async (c) => {
      const { name, text } = await readScript()
      const isNewest = c.req.param('script') === name
      return c.body(text, 200, {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': isNewest ? 'public, max-age=31536000, immutable' : 'no-store',
      })
    })
}
