import type { Decision, Grantable, Grants } from './decision.ts'
import type { Rules } from './rules.ts'

/** The name of the one cookie that we set, and only after a decision. */
export const cookieName = 'kakburk'

/** What the text of a cookie is read against: of a site's rules, the services in the policy's order and the questions still asked. */
export type CookieRules = Pick<Rules, 'maxAge' | 'questions'> & { services: readonly Grantable[] }

/** What a cookie says. A decision whose question is no longer asked does not stand: it grants nothing, and its receipt is what remains. */
export type StoredDecision = Decision & { stands: boolean }

/**
 * A decision as the text of the cookie, under 400 bytes: version, policy, question, what is granted, when, receipt.
 * Categories are named; a service granted on its own stands as its place in the policy, which the question fixes.
 */
export const printDecision = (decision: Decision, services: readonly Grantable[]): string => {
  const granted = Object.keys(decision.grants).filter((name) => decision.grants[name])
  const names = granted.map((name) => {
    const place = services.findIndex(({ id }) => id === name)
    return place < 0 ? name : place
  })
  return [
    1,
    decision.policy.slice(7),
    decision.question,
    names.join('.') || 'no',
    decision.decidedAt.toString(36),
    decision.receipt ?? '',
  ].join('~')
}

/** How long and for which hosts a decision is kept. */
export type Lasting = Pick<Rules, 'maxAge' | 'domain'>

/** The cookie that keeps the text of a decision, as a page or an answer sets it. `age` is what is left of its time, in seconds. */
export const printCookie = (text: string, age: number, domain: string | undefined, secure: boolean): string =>
  `${cookieName}=${text}; Max-Age=${age}; Path=/; SameSite=Lax${domain ? `; Domain=${domain}` : ''}${secure ? '; Secure' : ''}`

/**
 * Whether an answer of a host can set the very cookie that a page sets: they are one host, or the cookie is one for a domain on which
 * both are.
 */
export const reachesCookie = (host: string, page: string, domain: string | undefined): boolean =>
  domain === undefined ? host === page : `.${host}`.endsWith(`.${domain}`)

/**
 * Reads the text of one cookie and believes none of it: undefined for whatever `printDecision` would not have written, and
 * for what is too old. `now` is in whole seconds since 1970.
 */
export const readDecision = (text: string, { services, questions, maxAge }: CookieRules, now: number): StoredDecision | undefined => {
  const parts = /^1~([\w-]{43})~([\w-]{22})~(no|[a-z\d.]+)~([a-z\d]{1,9})~([\da-f-]{36})?$/.exec(text)
  if (!parts) return
  const [, policy = '', question = '', names = '', time = '', receipt] = parts
  const decidedAt = Number.parseInt(time, 36)
  // A clock that was ahead by a day when the visitor decided is forgiven; more is not a decision of ours.
  if (decidedAt > now + 86_400 || decidedAt + maxAge <= now) return
  const stands = Object.values(questions).includes(question)
  const grants: Grants = {}
  if (stands) {
    for (const { category } of services) if (category !== 'necessary') grants[category] = false
    for (const name of names === 'no' ? [] : names.split('.')) {
      const known = Object.hasOwn(grants, name) ? name : asked(services[Number(name)])
      if (known === undefined) return
      grants[known] = true
    }
  }
  return { policy: `sha256-${policy}`, question, grants, decidedAt, ...(receipt && { receipt }), stands }
}

/**
 * The newest decision among all cookies of our name, in the form of `document.cookie` or a Cookie header. One that stands goes before one
 * that does not: what answers no question of this site may be of another site under the same domain.
 */
export const newestDecision = (cookies: string, rules: CookieRules, now: number): StoredDecision | undefined => {
  let newest: StoredDecision | undefined
  for (const pair of cookies.split(/; */)) {
    const stored = readDecision(pair.replace(/^kakburk=/, ''), rules, now)
    if (stored && (stored.stands === newest?.stands ? stored.decidedAt >= newest.decidedAt : stored.stands || !newest)) newest = stored
  }
  return newest
}

const asked = (service: Grantable | undefined): string | undefined => (service?.category === 'necessary' ? undefined : service?.id)
