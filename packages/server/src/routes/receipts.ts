import { ConsentProblem, canonical, receiptLimit } from '@kakburk/shared'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ConsentLog, LoggedEntry } from '../log/contract.ts'
import { acceptReceipt } from '../receipts/accept.ts'
import { browserOf } from '../receipts/browser.ts'
import { parsePosted } from '../receipts/parse.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import { readBody } from './body.ts'

type Parts = {
  log: ConsentLog
  sites: Sites
  /** The header in which a trusted proxy says the visitor's country, such as `CF-IPCountry`. */
  countryHeader?: string | undefined
}

/** Where a visitor's browser delivers what it signed. Answers with the visitor's own receipt: the entry and all that it commits to. */
export const receiptRoutes = ({ log, sites, countryHeader }: Parts) =>
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
      const country = readCountry(countryHeader && c.req.header(countryHeader))
      const circumstances = { browser: browserOf(c.req.header('User-Agent')), ...(country !== undefined && { country }) }
      const { logged, isNew } = await acceptReceipt({ log, sites }, { site: c.req.param('site'), signed, circumstances })
      return c.body(printReceipt(logged), isNew ? 201 : 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
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
    await next()
  })

/** A browser that posts text/plain need not ask beforehand whether it may post. */
const checkContentType = (header: string | undefined): void => {
  const type = header?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json' || type === 'text/plain') return
  throw new ConsentProblem('content-type-not-json', `Content-Type: expected application/json or text/plain, got ${type ?? 'none'}`)
}

/** An ISO 3166-1 code; proxies say XX, and others ZZ, for an address that they cannot place. */
const readCountry = (header: string | undefined): string | undefined =>
  header !== undefined && /^(?!XX|ZZ)[A-Z]{2}$/.test(header) ? header : undefined

/** Canonical JSON, so that the entry stands in it as the bytes that are hashed. */
const printReceipt = ({ index, entry, personal }: LoggedEntry): string =>
  canonical({ index, entry, ...(personal && { salt: Buffer.from(personal.salt).toString('base64url'), personal: personal.half }) })
