import {
  compileRules,
  type Grants,
  type Language,
  makeGrants,
  newestDecision,
  type Policy,
  printDecision,
  questionNames,
  type StoredDecision,
} from '@kakburk/shared'
import { type Context, Hono } from 'hono'
import type { ConsentLog } from '../log/contract.ts'
import { makeChoicePage, makeChosenPage } from '../pages/choice.ts'
import { type Html, makeCsp } from '../pages/layout.ts'
import { makeRefusalPage } from '../pages/refusal.ts'
import { readLanguage, readOffered } from '../pages/words.ts'
import { readCircumstances } from '../receipts/circumstances.ts'
import { cookieFor } from '../receipts/cookie.ts'
import { formId, makeFormDecision, makeFormDraft } from '../receipts/form.ts'
import { createTickets } from '../receipts/tickets.ts'
import { type PublishedPolicy, requireCurrent, type Sites } from '../sites/contract.ts'
import { readBody } from './body.ts'

type Parts = {
  log: ConsentLog
  sites: Sites
  /** The address at which the public reaches this server. */
  url: string
  countryHeader?: string | undefined
  report: (error: unknown) => void
  now: () => Date
}

/** A form is smaller, and so is what an honest browser has to say. */
const formLimit = 8192

/**
 * The page on which a visitor without scripts answers, as the banner lets all others. It sets the cookie that the gate and the
 * rewriter read; where no answer of this server can, it says so, and nothing is granted.
 */
export const choiceRoutes = ({ log, sites, url, countryHeader, report, now }: Parts) => {
  const tickets = createTickets({ now })
  const seconds = () => Math.floor(now().getTime() / 1000)

  const readKept = async (c: Context, { policy, name }: PublishedPolicy): Promise<StoredDecision | undefined> => {
    const rules = compileRules(policy, name, await questionNames(policy))
    const decision = newestDecision(c.req.header('Cookie') ?? '', rules, seconds())
    return decision?.stands ? decision : undefined
  }

  return new Hono()
    .get('/s/:site/choice', async (c) => {
      const current = await requireCurrent(sites, c.req.param('site'))
      const { policy, name } = current
      const back = readBack([c.req.query('return'), c.req.header('Referer')], policy)
      const canKeep = cookieFor({ url, origin: new URL(back).origin }, policy) !== undefined
      const kept = await readKept(c, current)
      const language = languageOf(c, c.req.query('lang'), policy)
      return show(c, makeChoicePage({ policy, language, back, kept, ticket: canKeep ? tickets.make(name) : undefined }))
    })
    .post('/s/:site/choice', async (c) => {
      const current = await requireCurrent(sites, c.req.param('site'))
      const { policy, name } = current
      if (!isOwnForm(c, new URL(url).origin)) return refuse(c, 403)
      const fields = new URLSearchParams(new TextDecoder().decode(await readBody(c.req.raw, formLimit)))
      const back = readBack([fields.get('return')], policy)
      const language = languageOf(c, fields.get('lang'), policy)
      const setCookie = cookieFor({ url, origin: new URL(back).origin }, policy)
      const ticket = fields.get('ticket') ?? ''
      const madeAt = tickets.read(ticket, name)
      const grants = readGrants(fields, policy)
      // A form of yesterday, or of an earlier policy: the visitor is shown today's.
      if (!setCookie || madeAt === undefined || !grants) return showAnew(c, back, language)
      const kept = await readKept(c, current)
      // A page that is loaded anew sends its form again.
      if (kept && kept.decidedAt * 1000 > madeAt - 1000 && isSame(kept.grants, grants))
        return show(c, makeChosenPage({ policy, language, back, grants, receipt: undefined }))
      const id = formId(ticket, grants, kept ? printDecision(kept, policy.services) : '')
      const page = new URL(back).pathname.slice(0, 512)
      const circumstances = readCircumstances(c.req.raw.headers, countryHeader)
      try {
        const draft = makeFormDraft({ id, site: policy.site, policy: name, grants, language, page }, circumstances)
        const { logged, secret } = await log.append(draft)
        const questions = compileRules(policy, name, await questionNames(policy)).questions
        const decision = makeFormDecision(logged, questions[language] ?? '')
        c.header('Set-Cookie', setCookie(printDecision(decision, policy.services), decision.decidedAt, seconds()))
        const receipt = secret === undefined ? undefined : `../../r/${policy.site}/${id}/${secret}`
        return show(c, makeChosenPage({ policy, language, back, grants, receipt }))
      } catch (error) {
        report(error)
        return refuse(c, 503)
      }
    })
}

/**
 * Whether a form is one of our own pages. Browsers say of each where it comes from, in one header or in both; what says nothing is
 * not believed.
 */
const isOwnForm = (c: Context, own: string): boolean => {
  const [from, origin] = [c.req.header('Sec-Fetch-Site'), c.req.header('Origin')]
  return (from ?? origin) !== undefined && (from ?? 'same-origin') === 'same-origin' && (origin ?? own) === own
}

/** Where the visitor goes back to: only ever to a page of the shop. */
const readBack = (wanted: readonly (string | null | undefined)[], { origins }: Policy): string => {
  for (const address of wanted) {
    if (!address || !URL.canParse(address)) continue
    const { origin, pathname, search, hash } = new URL(address)
    if (origins.includes(origin)) return origin + pathname + search + hash
  }
  return `${origins[0]}/`
}

const languageOf = (c: Context, wanted: string | null | undefined, { languages }: Policy): Language =>
  readOffered(`${wanted ?? ''},${c.req.header('Accept-Language') ?? ''}`, languages) ?? (languages[0] as Language)

/** What a form comes to. Undefined when it has no answer that we know. */
const readGrants = (fields: URLSearchParams, { services }: Policy): Grants | undefined => {
  const answer = fields.get('answer')
  if (answer === 'reject') return makeGrants(services, {})
  if (answer === 'accept') return makeGrants(services, Object.fromEntries(services.map(({ id }) => [id, true])))
  if (answer === 'save') return makeGrants(services, Object.fromEntries(fields.getAll('grant').map((name) => [name, true])))
}

const isSame = (one: Grants, other: Grants): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

/** As the page of a receipt, whose link stands on it; but its own form must be able to say where it comes from. */
const headers = (): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': makeCsp(),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
})

const show = (c: Context, page: Html): Response | Promise<Response> => c.html(page, 200, headers())

const showAnew = (c: Context, back: string, language: Language): Response =>
  c.body(null, 303, { ...headers(), Location: `choice?${new URLSearchParams({ return: back, lang: language })}` })

const refuse = (c: Context, status: 403 | 503): Response | Promise<Response> =>
  c.html(makeRefusalPage('failed', readLanguage(c.req.header('Accept-Language'))), status, headers())
