import { ConsentProblem } from '@kakburk/shared'
import { Hono } from 'hono'
import { makeCsp } from '../pages/layout.ts'
import { makeScreenPage } from '../pages/screen.ts'
import { readLanguage } from '../pages/words.ts'
import type { Screens } from '../sites/screens.ts'

/** The banner of each policy that was ever published, drawn again from the files that were kept. */
export const screenRoutes = (screens: Screens) =>
  new Hono()
    .get('/p/:policy', (c) => {
      const policy = c.req.param('policy')
      const kept = screens.list(policy)
      const { number = String(kept.length), language = readLanguage(c.req.header('Accept-Language')) } = c.req.query()
      const screen = kept.find((one) => String(one.number) === number)
      if (!screen) throw new ConsentProblem('not-found', `screen: none is kept of a policy called "${policy}"`)
      return c.html(makeScreenPage({ policy, screen, kept, language, addressOf: (file) => `${policy}/${file}` }), 200, {
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': makeCsp("; script-src 'self'"),
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Referrer-Policy': 'no-referrer',
        Vary: 'Accept-Language',
      })
    })
    .get('/p/:policy/:file', (c) => {
      const { policy, file } = c.req.param()
      const content = screens.readFile(policy, file)
      if (content === undefined) throw new ConsentProblem('not-found', `screen: policy "${policy}" has no file called "${file}"`)
      return c.body(content, 200, {
        'Content-Type': `${file.endsWith('.json') ? 'application/json' : 'text/javascript; charset=utf-8'}`,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Cross-Origin-Resource-Policy': 'same-origin',
      })
    })
