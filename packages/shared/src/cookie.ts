import { optionalCategories } from './category.ts'
import type { Decision, Grantable, Grants } from './decision.ts'

/** The name of the one cookie that we set, and only after a decision. */
export const cookieName = 'kakburk'

/** What the text of a cookie can be read against: the services in the policy's order, and the questions that are still asked. */
export type CookieContext = {
  services: readonly Grantable[]
  questions: readonly string[]
  /** How long a decision holds, in seconds. */
  maxAge: number
  /** Now, in whole seconds since 1970. */
  now: number
}

/** What a cookie says: a decision that holds, or the trace of one whose question is no longer asked. */
export type StoredDecision = { decision: Decision } | { changed: true; receipt?: string; grants: Grants }

/**
 * A decision as the text of the cookie, under 400 bytes: version, policy, question, what is granted, when, receipt.
 * Categories are named; a service granted on its own stands as its place in the policy, which the question fixes.
 */
export const printDecision = (decision: Decision, services: readonly Grantable[]): string => {
  const granted = Object.keys(decision.grants).filter((name) => decision.grants[name])
  const names = granted.map((name) => (isCategory(name) ? name : `${services.findIndex(({ id }) => id === name)}`))
  return [
    1,
    decision.policy.slice(7),
    decision.question,
    names.join('.') || 'no',
    decision.decidedAt.toString(36),
    decision.receipt ?? '',
  ].join('~')
}

/** Reads the text of one cookie and believes none of it: undefined for whatever `printDecision` would not have written. */
export const readDecision = (text: string, { services, questions, maxAge, now }: CookieContext): StoredDecision | undefined => {
  const parts = /^1~([\w-]{43})~([\w-]{22})~(no|[a-z\d.]+)~([a-z\d]{1,9})~([\da-f-]{36})?$/.exec(text)
  if (!parts) return
  const [, policy = '', question = '', names = '', time = '', receipt] = parts
  const decidedAt = Number.parseInt(time, 36)
  // A clock that was ahead by a day when the visitor decided is forgiven; more is not a decision of ours.
  if (decidedAt > now + 86_400 || decidedAt + maxAge <= now) return
  const granted = names === 'no' ? [] : names.split('.')
  if (!questions.includes(question)) {
    return { changed: true, grants: Object.fromEntries(granted.map((name) => [name, true])), ...(receipt && { receipt }) }
  }
  const grants: Grants = {}
  for (const { category } of services) if (isCategory(category)) grants[category] = false
  for (const name of granted) {
    const known = Object.hasOwn(grants, name) ? name : asked(services[Number(name)])
    if (known === undefined) return
    grants[known] = true
  }
  return { decision: { policy: `sha256-${policy}`, question, grants, decidedAt, ...(receipt && { receipt }) } }
}

/** The newest decision among all cookies of our name, in the form of `document.cookie` or a Cookie header. */
export const newestDecision = (cookies: string, context: CookieContext): StoredDecision | undefined => {
  let newest: StoredDecision | undefined
  for (const pair of cookies.split(/; */)) {
    const stored = pair.startsWith(`${cookieName}=`) ? readDecision(pair.slice(cookieName.length + 1), context) : undefined
    if (stored && timeOf(stored) >= timeOf(newest)) newest = stored
  }
  return newest
}

const timeOf = (stored: StoredDecision | undefined): number =>
  stored && 'decision' in stored ? stored.decision.decidedAt : stored ? 0 : -1

const asked = (service: Grantable | undefined): string | undefined => (service && isCategory(service.category) ? service.id : undefined)

const isCategory = (name: string): boolean => (optionalCategories as readonly string[]).includes(name)
