import { ConsentProblem, type ProblemCode } from '@kakburk/shared'
import { compileSite } from '@kakburk/widget/compile'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readStorageFailure } from './db/failure.ts'
import type { ConsentLog } from './log/contract.ts'
import { checkpointRoutes } from './routes/checkpoint.ts'
import { exportRoutes } from './routes/export.ts'
import { fileRoutes } from './routes/files.ts'
import { gpcRoutes } from './routes/gpc.ts'
import { healthRoutes } from './routes/health.ts'
import { policyRoutes } from './routes/policy.ts'
import { receiptRoutes } from './routes/receipts.ts'
import type { Sites } from './sites/contract.ts'
import { type Compile, createFileShelf } from './sites/files.ts'
import type { Tokens } from './sites/tokens.ts'

/** What an app is made of. It holds nothing open itself: whoever opened these closes them. */
export type AppParts = {
  log: ConsentLog
  sites: Sites
  tokens: Tokens
  /** The address at which the public reaches this server; its host is part of the name of every log. */
  url: string
  /** The header in which a trusted proxy says the visitor's country, such as `CF-IPCountry`. Without it no country is logged. */
  countryHeader?: string | undefined
  /** Told of every error that the answer keeps silent about. */
  report: (error: unknown) => void
  now?: () => Date
  compile?: Compile
}

/** Joins the routes. Every refusal is answered as JSON: `{code, message, faults?}`. */
export const createApp = ({ log, sites, tokens, url, countryHeader, report, now = () => new Date(), compile = compileSite }: AppParts) => {
  const app = new Hono()
  app.use(async (c, next) => {
    c.header('X-Content-Type-Options', 'nosniff')
    await next()
  })
  app.route('/', fileRoutes({ sites, shelf: createFileShelf(sites, compile), now }))
  app.route('/', receiptRoutes({ log, sites, countryHeader }))
  app.route('/', checkpointRoutes({ log, sites, host: new URL(url).host }))
  app.route('/', exportRoutes({ log, sites, tokens, now }))
  app.route('/', gpcRoutes())
  app.route('/', healthRoutes(log))
  app.route('/', policyRoutes(sites))
  app.notFound((c) => answer(c, new ConsentProblem('not-found', 'path: there is nothing at this address')))
  app.onError((error, c) => {
    const problem = readProblem(error)
    if (statuses[problem.code] >= 500) report(error)
    return answer(c, problem)
  })
  return app
}

/** The status of each refusal. 400: not understood; 422: understood, and does not hold; 409: at odds with what the log has. */
const statuses: Record<ProblemCode, ContentfulStatusCode> = {
  'body-not-json': 400,
  'body-too-large': 413,
  'content-type-not-json': 415,
  internal: 500,
  'key-differs': 409,
  'method-not-allowed': 405,
  'not-found': 404,
  'origin-not-allowed': 403,
  'policy-invalid': 422,
  'policy-unknown': 422,
  'previous-unknown': 409,
  'range-invalid': 400,
  'receipt-differs': 409,
  'receipt-invalid': 400,
  'signature-wrong': 422,
  'site-unknown': 404,
  'storage-unavailable': 503,
  'token-invalid': 401,
}

/** What an error is to the caller: of an unknown one nothing but that it happened. */
const readProblem = (error: unknown): ConsentProblem =>
  error instanceof ConsentProblem
    ? error
    : (readStorageFailure(error) ?? new ConsentProblem('internal', 'the server failed; its own log tells why'))

const answer = (c: Context, { code, message, faults }: ConsentProblem): Response => {
  if (code === 'token-invalid') c.header('WWW-Authenticate', 'Bearer realm="kakburk"')
  if (code === 'storage-unavailable') c.header('Retry-After', '30')
  c.header('Cache-Control', 'no-store')
  return c.json({ code, message, ...(faults.length > 0 && { faults }) }, statuses[code])
}
