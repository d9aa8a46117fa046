import { type Grants, newestDecision, type Policy, type Rules } from '@kakburk/shared'
import { makeAllowList } from './allow.ts'
import { readConditions } from './conditions.ts'
import { grantedNames, makePlan, type Plan } from './plan.ts'

/** A site as a rewriter knows it. `ours` is the origin of the consent server. */
export type KnownSite = { policy: Policy; rules: Rules; ours: string | undefined }

/** How a rewriter holds back: by the tags, by a header of the answer, or by both. */
export type Means = { tags: boolean; header: boolean }

/** What is asked for, and by whom. */
export type Asked = { host: string | undefined; path: string; cookies: string | undefined }

/** A page in one of its forms: each decision has its own, named as it stands in the ETag. */
export type Form = { form: string; plan(): Plan }

/** One visitor's request for something that may be a page. */
export type Visit = {
  own: Form
  undecided: Form
  marksTags: boolean
  /** Whether a header goes with the forms of which something waits. */
  sendsHeader: boolean
  /** The Content-Security-Policy to send, if one is. */
  allowList: string | undefined
  report(message: string): void
}

export type RequestHeaders = { get(name: string): string | null; set(name: string, value: string): void; delete(name: string): void }

/** What holds for one request. */
export const makeVisit = (
  site: KnownSite,
  means: Means,
  asked: Asked,
  { report, now }: { report: (message: string) => void; now: Date },
): Visit => {
  const { rules, policy, ours } = site
  const decision = newestDecision(asked.cookies ?? '', rules, Math.floor(now.getTime() / 1000))
  const grants = decision?.stands ? decision.grants : {}
  const own = hostOf(asked.host)
  const page = pageOf(policy.origins, own, asked.path)
  const formOf = (grants: Readonly<Grants>): Form => ({
    form: nameForm(rules, means, grants),
    // Made for pages alone: most of what is asked for is none.
    plan: () => makePlan({ rules, grants, page, own, ours, writesMarks: isWiderThanGate(site) }),
  })
  return {
    own: formOf(grants),
    undecided: formOf({}),
    marksTags: means.tags,
    sendsHeader: sendsHeader(site, means),
    allowList: sendsHeader(site, means) ? makeAllowList(rules, grantedNames(rules, grants), ours === undefined ? [] : [ours]) : undefined,
    report,
  }
}

/** Only in strict mode does the gate load the page anew after a yes, and only then is a policy lifted. */
export const sendsHeader = ({ policy }: KnownSite, { header }: Means): boolean => header && policy.blocking === 'strict'

/** Makes a request right for the shop, which knows nothing of our forms. Returns the form of the page that the browser has. */
export const restore = (visit: Visit, headers: RequestHeaders): string | undefined => {
  const isPage = /\btext\/html\b/i.test(headers.get('accept') ?? '')
  if (isPage) headers.delete('if-modified-since')
  const asked = headers.get('if-none-match')
  if (asked === null) return
  // A page that was marked for nobody serves everybody: the gate lets go what may go. A header that came with it, nobody lifts.
  const forms = visit.sendsHeader ? [visit.own.form] : [visit.own.form, visit.undecided.form]
  const { tags, form } = readConditions(asked, forms, isPage)
  if (tags.length > 0) headers.set('if-none-match', tags.join(', '))
  else headers.delete('if-none-match')
  return form
}

/** Whether the rewriter holds what the site's own gate has no rules for. */
const isWiderThanGate = ({ policy, rules }: KnownSite): boolean =>
  (policy.blocking === 'marked' && rules.hosts !== undefined) || (policy.blocking !== 'strict' && rules.strict === true)

const hostOf = (host: string | undefined): string => (URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '')

/** The address of a page as the public knows it: behind a proxy the shop may be asked under another host. */
const pageOf = (origins: readonly string[], host: string, path: string): string => {
  const origin = origins.find((origin) => new URL(origin).hostname === host) ?? origins[0] ?? 'https://localhost'
  return URL.canParse(path, origin) ? new URL(path, origin).href : origin
}

/** The first figure counts the ways in which this program has written pages. */
const nameForm = ({ policy, services }: Rules, { tags, header }: Means, grants: Readonly<Grants>): string => {
  const bits = services.map(({ id, category }) => (grants[category] || grants[id] ? '1' : '0')).join('')
  return `1${tags ? 't' : ''}${header ? 'h' : ''}.${policy.slice(7, 15)}.${BigInt(`0b1${bits}`).toString(36)}`
}
