import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import type { Hits } from '../hits.ts'
import { withPort } from '../hosts.ts'

/**
 * Stand-ins for the vendors, by host: the same paths, cookies and habits, under `.localhost`. Every request is a hit, and
 * nothing may be cached, since an answer from the browser's cache would not be seen.
 */
export const createStandIns = (hits: Hits): ReadonlyMap<string, Hono> =>
  new Map(
    Object.entries(standIns).map(([host, answer]) => {
      const app = new Hono().use(async (c, next) => {
        const { hostname, pathname, search } = new URL(c.req.url)
        hits.add({ host: hostname, path: pathname, query: search.slice(1), referer: c.req.header('referer') ?? '' })
        await next()
        c.header('cache-control', 'no-store')
      })
      return [host, answer(app)]
    }),
  )

/** A file in `public`, with the port that the request came through in its addresses. */
const file = (name: string, type: string) => {
  const text = readFileSync(new URL(`./public/${name}`, import.meta.url), 'utf8')
  return (c: Context): Response => c.body(withPort(text, new URL(c.req.url).port), 200, { 'content-type': `${type}; charset=utf-8` })
}

const script = (name: string) => file(name, 'text/javascript')
const frame = (name: string) => file(name, 'text/html')

/** The smallest picture there is: one clear point. */
const pixel = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'))

const halfAYear = 180 * 86_400

const standIns: Record<string, (app: Hono) => Hono> = {
  'www.googletagmanager.localhost': (app) => app.get('/gtag/js', script('gtag.js')),
  'www.google-analytics.localhost': (app) => app.all('/g/collect', (c) => c.body(null, 204)),

  'connect.facebook.localhost': (app) => app.get('/en_US/fbevents.js', script('fbevents.js')),
  'www.facebook.localhost': (app) => app.on('GET', ['/tr', '/tr/'], (c) => c.body(pixel, 200, { 'content-type': 'image/gif' })),

  'js.klarna.localhost': (app) =>
    app
      .get('/kp/lib/v1/api.js', script('klarna-payments.js'))
      .get('/kp/frame', frame('klarna-payments.html'))
      .get('/web-sdk/v1/klarna.js', script('klarna-messaging.js')),
  'ecom.payex.localhost': (app) =>
    app.get('/checkout/core/client/checkout/:id', script('swedbank-pay.js')).get('/checkout/frame', frame('swedbank-pay.html')),

  'chimpstatic.localhost': (app) => app.get('/mcjs-connected/js/users/:user/:site', script('mailchimp.js')),
  'nystanet.us1.list-manage.localhost': (app) => app.post('/subscribe/post', (c) => c.body(null, 204)),

  'www.youtube.localhost': (app) => {
    const player = frame('youtube.html')
    return app.get('/embed/:film', (c) => {
      // A frame's cookies are third-party: browsers that refuse those still take them when they are kept apart for each site.
      const thirdParty = { path: '/', httpOnly: true, secure: true, sameSite: 'None', partitioned: true } as const
      setCookie(c, 'YSC', 'dQw4871demo', thirdParty)
      setCookie(c, 'VISITOR_INFO1_LIVE', 'kB4871demo', { ...thirdParty, maxAge: halfAYear })
      return player(c)
    })
  },
}
