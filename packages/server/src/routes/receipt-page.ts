import { ConsentProblem, chooseLanguage, type Language, languages, type Policy } from '@kakburk/shared'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { makeData } from '../holder/data.ts'
import type { Held, Holders } from '../holder/holders.ts'
import { createLimit } from '../holder/limit.ts'
import { withdraw } from '../holder/withdraw.ts'
import type { ConsentLog } from '../log/contract.ts'
import { makeErasedPage, makeErasePage } from '../pages/erase.ts'
import { type Html, makeCsp } from '../pages/layout.ts'
import { makeReceiptPage } from '../pages/receipt.ts'
import { makeRefusalPage } from '../pages/refusal.ts'
import { readLanguage } from '../pages/words.ts'
import { readCircumstances } from '../receipts/circumstances.ts'
import type { Sites } from '../sites/contract.ts'
import { readAddress } from './address.ts'

type Parts = {
  log: ConsentLog
  sites: Sites
  holders: Holders
  countryHeader?: string | undefined
  /** The header in which a trusted proxy says the visitor's address. */
  addressHeader?: string | undefined
  /** Told of every error that the answer keeps silent about. */
  report: (error: unknown) => void
  now: () => Date
}

/** What a request with the right secret is about. */
type Opened = { held: Held; secret: string; language: Language; policy: Policy | undefined }

/**
 * The pages that the link of a receipt opens, for whoever holds it: to see, withdraw, export and erase. They need no script. The
 * secret stands in the address, so nothing may tell the address on; GET and HEAD change nothing.
 */
export const receiptPageRoutes = ({ log, sites, holders, countryHeader, addressHeader, report, now }: Parts) => {
  const limit = createLimit({ now })
  const app = new Hono<{ Variables: { opened: Opened } }>()
  const address = '/r/:site/:id/:secret'

  const open = createMiddleware<{ Variables: { opened: Opened } }>(async (c, next) => {
    const { site = '', id = '', secret = '' } = c.req.param() as Record<string, string>
    const from = readAddress(c, addressHeader)
    const wait = limit.waitOf(from)
    if (wait > 0) return refuse(c, 'tooMany', { 'Retry-After': String(wait) })
    const held = holders.open(site, id, secret)
    if (!held) {
      limit.fail(from)
      return refuse(c, 'notFound')
    }
    const { logged } = held
    const language = chooseLanguage(logged.personal?.half.language ?? '', languages)
    const policy = (await sites.readPolicy(site, logged.entry.policy))?.policy
    c.set('opened', { held, secret, language, policy })
    await next()
  })

  app.use(`${address}/*`, requireOwnForm, open)
  app.get(address, (c) => {
    const { held, secret, policy, language } = c.get('opened')
    return show(c, makeReceiptPage({ held, policy, language, name: secret }))
  })
  app.get(`${address}/data.json`, async (c) => {
    const { held } = c.get('opened')
    c.header('Content-Disposition', `attachment; filename="${held.logged.entry.site}-${held.logged.entry.id}.json"`)
    for (const [name, value] of Object.entries(headers())) c.header(name, value)
    return c.body(`${JSON.stringify(await makeData(log, held, now()), null, 2)}\n`, 200, { 'Content-Type': 'application/json' })
  })
  app.post(`${address}/withdraw`, async (c) => {
    const { held, secret, language } = c.get('opened')
    await withdraw({ log, sites }, { held, secret, language, circumstances: readCircumstances(c.req.raw.headers, countryHeader) })
    return redirect(c, `../${secret}`)
  })
  app.get(`${address}/erase`, (c) => {
    const { policy, language, secret } = c.get('opened')
    return show(c, makeErasePage({ policy, language, name: secret }))
  })
  app.post(`${address}/erase`, async (c) => {
    const { held, policy, language } = c.get('opened')
    await holders.erase(held)
    return show(c, makeErasedPage({ policy, language }))
  })
  app.onError((error, c) => {
    // Erased between the look at it and the withdrawal.
    if (error instanceof ConsentProblem && error.code === 'not-found') return refuse(c, 'notFound')
    report(error)
    return refuse(c, 'failed', { 'Retry-After': '30' })
  })
  return app
}

/** A form of somebody else's page could only be there with the address, and then it needs none; still, ours come from our own pages. */
const requireOwnForm = createMiddleware(async (c, next) => {
  const from = c.req.header('Sec-Fetch-Site')
  if (c.req.method === 'POST' && from !== undefined && from !== 'same-origin' && from !== 'none') return refuse(c, 'notFound')
  await next()
})

const statuses = { notFound: 404, tooMany: 429, failed: 503 } as const

const refuse = (c: Context, why: keyof typeof statuses, more: Record<string, string> = {}): Response | Promise<Response> =>
  show(c, makeRefusalPage(why, readLanguage(c.req.header('Accept-Language'))), statuses[why], more)

/** The address is a secret: it goes into no cache, no search engine, no Referer and no frame. */
const headers = (): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': makeCsp(),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
})

const show = (
  c: Context,
  page: Html,
  status: 200 | 404 | 429 | 503 = 200,
  more: Record<string, string> = {},
): Response | Promise<Response> => c.html(page, status, { ...headers(), ...more })

const redirect = (c: Context, to: string): Response => c.body(null, 303, { ...headers(), Location: to })
