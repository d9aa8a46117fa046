import { ConsentProblem, cookieName, type Receipt, receiptLimit } from '@kakburk/shared'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Appended, ConsentLog } from '../log/contract.ts'
import { acceptReceipt } from '../receipts/accept.ts'
import { readCircumstances } from '../receipts/circumstances.ts'
import { cookieFor, readKept } from '../receipts/cookie.ts'
import { parsePosted } from '../receipts/parse.ts'
import type { SignatureChecks } from '../signatures/checks.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import { readBody } from './body.ts'

type Parts = {
  log: ConsentLog
  sites: Sites
  signatures: SignatureChecks
  /** The address at which the public reaches this server. */
  url: string
  /** The header in which a trusted proxy says the visitor's country, such as `CF-IPCountry`. */
  countryHeader?: string | undefined
  now: () => Date
}

/** Where a visitor's browser delivers what it signed. Answers with the visitor's own receipt: the entry and all that it commits to. */
export const receiptRoutes = ({ log, sites, signatures, url, countryHeader, now }: Parts) =>
  new Hono()
    .use('/s/:site/receipts', onlyPost, onlyForItsShop(sites))
    .options('/s/:site/receipts', (c) =>
      c.body(null, 204, {
        'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': 'Content-Type',
        'Access-Control-Max-Age': '86400',
      }),
    )
    .post('/s/:site/receipts', async (c) => {
      checkContentType(c.req.header('Content-Type'))
      const signed = parsePosted(await readBody(c.req.raw, receiptLimit))
      const circumstances = readCircumstances(c.req.raw.headers, countryHeader)
      const appended = await acceptReceipt({ log, sites, signatures }, { site: c.req.param('site'), signed, circumstances })
      const cookie = await renewCookie(c, signed.receipt, { sites, url, now })
      if (cookie !== undefined) c.header('Set-Cookie', cookie)
      return c.body(printReceipt(appended), appended.isNew ? 201 : 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    })

const onlyPost = createMiddleware(async (c, next) => {
  if (c.req.method !== 'POST' && c.req.method !== 'OPTIONS') {
    c.header('Allow', 'POST, OPTIONS')
    throw new ConsentProblem('method-not-allowed', `method: expected POST, got ${c.req.method}`)
  }
  await next()
})

/** Refuses a request that comes from no page of the site, and lets the site's pages read the answer. */
const onlyForItsShop = (sites: Sites) =>
  createMiddleware(async (c, next) => {
    const { policy } = await requireCurrent(sites, c.req.param('site') ?? '')
    const origin = c.req.header('Origin')
    c.header('Vary', 'Origin')
    if (origin === undefined || !policy.origins.includes(origin)) {
      throw new ConsentProblem('origin-not-allowed', `Origin: ${origin ?? 'none'} is not among the origins of site "${policy.site}"`)
    }
    c.header('Access-Control-Allow-Origin', origin)
    // Browsers send the cookie along where the answer can set it anew; nothing here is told by a cookie.
    c.header('Access-Control-Allow-Credentials', 'true')
    await next()
  })

/**
 * The cookie of the decision that was posted, when the browser sends it along and an answer can set it: what an answer has set Safari
 * keeps for its whole time, and what a script has set for seven days.
 */
const renewCookie = async (c: Context, receipt: Receipt, { sites, url, now }: Pick<Parts, 'sites' | 'url' | 'now'>) => {
  const [cookies = '', origin = ''] = [c.req.header('Cookie'), c.req.header('Origin')]
  if (!cookies.includes(`${cookieName}=`)) return
  const published = await sites.readPolicy(receipt.site, receipt.policy)
  const setCookie = published && cookieFor({ url, origin }, published.policy)
  const kept = published && readKept(cookies, receipt, published.policy)
  return kept && setCookie?.(kept.text, kept.decidedAt, Math.floor(now().getTime() / 1000))
}

/** A browser that posts text/plain need not ask beforehand whether it may post. */
const checkContentType = (header: string | undefined): void => {
  const type = header?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json' || type === 'text/plain') return
  throw new ConsentProblem('content-type-not-json', `Content-Type: expected application/json or text/plain, got ${type ?? 'none'}`)
}

/**
 * Canonical JSON, so that the entry stands in it as the bytes that are hashed. It is put together from texts that are canonical
 * already, the members in their order.
 */
const printReceipt = ({ logged: { index, text, personal }, proof, secret }: Appended): string => {
  const members = [
    `"entry":${text}`,
    `"index":${index}`,
    ...(personal ? [`"personal":${personal.text}`] : []),
    `"proof":${JSON.stringify(proof)}`,
    ...(personal ? [`"salt":"${Buffer.from(personal.salt).toString('base64url')}"`] : []),
    ...(secret === undefined ? [] : [`"secret":"${secret}"`]),
  ]
  return `{${members.join(',')}}`
}
