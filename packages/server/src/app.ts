import { ConsentProblem, type ProblemCode } from '@kakburk/shared'
import { compileSite } from '@kakburk/widget/compile'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AccessLog } from './access/contract.ts'
import { readStorageFailure } from './db/failure.ts'
import type { OpenPrinter } from './export/contract.ts'
import { createLogPrinters } from './export/log-printer.ts'
import type { Holders } from './holder/holders.ts'
import type { ConsentLog } from './log/contract.ts'
import { checkpointRoutes } from './routes/checkpoint.ts'
import { choiceRoutes } from './routes/choice.ts'
import { declarationRoutes } from './routes/declaration.ts'
import { exportRoutes } from './routes/export.ts'
import { fileRoutes } from './routes/files.ts'
import { gpcRoutes } from './routes/gpc.ts'
import { healthRoutes } from './routes/health.ts'
import { policyRoutes } from './routes/policy.ts'
import { purposeRoutes } from './routes/purposes.ts'
import { receiptCheckRoutes } from './routes/receipt-check.ts'
import { receiptPageRoutes } from './routes/receipt-page.ts'
import { receiptStateRoutes } from './routes/receipt-state.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { screenRoutes } from './routes/screens.ts'
import type { SignatureChecks } from './signatures/checks.ts'
import type { Sites } from './sites/contract.ts'
import { type Compile, createFileShelf } from './sites/files.ts'
import { createKeeping, type Screens } from './sites/screens.ts'
import type { Tokens } from './sites/tokens.ts'

/** What an app is made of. It holds nothing open itself: whoever opened these closes them. */
export type AppParts = {
  log: ConsentLog
  sites: Sites
  /** What showed each policy. */
  screens: Screens
  signatures: SignatureChecks
  tokens: Tokens
  accesses: AccessLog
  /** Who may act for a visitor. */
  holders: Holders
  /** Prints exports; by default through the log itself, in the same thread. */
  openPrinter?: OpenPrinter
  /** The address at which the public reaches this server: it says which cookies an answer can set. */
  url: string
  /** The header in which a trusted proxy says the visitor's country, such as `CF-IPCountry`. Without it no country is logged. */
  countryHeader?: string | undefined
  /** The header in which a trusted proxy says the visitor's address. Without it that of the connection counts guesses. */
  addressHeader?: string | undefined
  /** Told of every error that the answer keeps silent about. */
  report: (error: unknown) => void
  now?: () => Date
  compile?: Compile
}

/** Joins the routes. Every refusal is answered as JSON: `{code, message, faults?}`. */
export const createApp = ({
  log,
  sites,
  screens,
  signatures,
  tokens,
  accesses,
  holders,
  openPrinter = createLogPrinters({ log, sites }),
  url,
  countryHeader,
  addressHeader,
  report,
  now = () => new Date(),
  compile = compileSite,
}: AppParts) => {
  const app = new Hono()
  app.use(async (c, next) => {
    c.header('X-Content-Type-Options', 'nosniff')
    await next()
  })
  app.route('/', fileRoutes({ sites, shelf: createFileShelf(sites, compile, createKeeping(screens, { report, now })), now }))
  app.route('/', receiptRoutes({ log, sites, signatures, url, countryHeader, now }))
  app.route('/', choiceRoutes({ log, sites, url, countryHeader, report, now }))
  app.route('/', receiptCheckRoutes())
  app.route('/', purposeRoutes({ sites, holders, tokens, accesses, now }))
  app.route('/', receiptStateRoutes({ sites, holders }))
  app.route('/', receiptPageRoutes({ log, sites, holders, countryHeader, addressHeader, report, now }))
  app.route('/', checkpointRoutes({ log, sites }))
  app.route('/', exportRoutes({ log, sites, tokens, accesses, openPrinter, now }))
  app.route('/', gpcRoutes())
  app.route('/', healthRoutes(log))
  app.route('/', policyRoutes(sites))
  app.route('/', declarationRoutes(sites))
  app.route('/', screenRoutes(screens))
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
  'note-invalid': 400,
  'origin-not-allowed': 403,
  'policy-invalid': 422,
  'policy-unknown': 422,
  'previous-unknown': 409,
  'proof-invalid': 400,
  'proof-wrong': 422,
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
