import type { Language } from './language.ts'
import type { Policy } from './policy.ts'
import type { GoogleConsentType, Service, StorageKey, Vendor } from './service.ts'
import { trackers } from './trackers.ts'

/** A service as the gate needs it: whose it is, and what to delete. */
export type RuleService = {
  id: string
  category: string
  /** Names and patterns of cookies that the page can delete; of a necessary service those alone that another's pattern would take with it. */
  cookies?: string[]
  storage?: StorageKey[]
}

/** What the gate of one site needs to know of its policy. */
export type Rules = {
  site: string
  policy: string
  /** By language: the name of the question, cut to 22 characters (128 bits). */
  questions: Partial<Record<Language, string>>
  /** How long a decision holds, in seconds. */
  maxAge: number
  services: RuleService[]
  /**
   * Addresses by the service or category whose they are, separated by spaces, each a host with an optional path and parameter as
   * `Service` has them; under `necessary` what is let go. Absent when only the owner's marks count.
   */
  hosts?: Record<string, string>
  /** Unknown third parties wait as well, and a Content-Security-Policy stands behind the gate. */
  strict?: true
  /** The domain of the decision's cookie, when it holds for more than one host. */
  domain?: string
  /** "Do Not Track" is obeyed as Global Privacy Control is. */
  dnt?: true
  /** Consent Mode: the services or categories that must all be granted for each type. Absent when Google is told nothing. */
  google?: Record<GoogleConsentType, string[]>
  /** Which vendors are told, each with its services: all of them must be granted for a yes. */
  vendors?: [vendor: Vendor, services: string[]][]
}

/** Compiles the rules of a published policy. `name` and `questions` are its names, as `policyName` and `questionName` give them. */
export const compileRules = (policy: Policy, name: string, questions: Partial<Record<Language, string>>): Rules => {
  const google = consentTypes(policy)
  const vendors = toldVendors(policy)
  return {
    site: policy.site,
    policy: name,
    questions: Object.fromEntries(Object.entries(questions).map(([language, question]) => [language, shortQuestion(question)])),
    maxAge: policy.lifetimeDays * 86_400,
    services: policy.services.map((service) => {
      const cookies = service.cookies.filter(({ domain, name }) => domain === undefined && (isOptional(service) || isInReach(name, policy)))
      const storage = service.storage.filter(({ key }) => isOptional(service) || isInReach(key, policy))
      return {
        id: service.id,
        category: service.category,
        ...(cookies.length > 0 && { cookies: cookies.map(({ name }) => name) }),
        ...(storage.length > 0 && { storage }),
      }
    }),
    ...(policy.blocking !== 'marked' && { hosts: hostRules(policy) }),
    ...(policy.blocking === 'strict' && { strict: true }),
    ...(policy.cookieDomain && { domain: policy.cookieDomain }),
    ...(policy.doNotTrack && { dnt: true }),
    ...(google && { google }),
    ...(vendors.length > 0 && { vendors }),
  }
}

const shortQuestion = (question: string): string => question.slice('sha256-'.length, 'sha256-'.length + 22)

const isOptional = ({ category }: Service): boolean => category !== 'necessary'

/** Whether a name or pattern might be deleted as that of a service that can be refused. */
const isInReach = (name: string, { services }: Policy): boolean =>
  services
    .filter(isOptional)
    .some(({ cookies, storage }) =>
      [...cookies.map((cookie) => cookie.name), ...storage.map(({ key }) => key)].some((other) => mayMeet(name, other)),
    )

/** Whether some name may fit both patterns; when in doubt it may. */
const mayMeet = (a: string, b: string): boolean => {
  if (a.startsWith('*') || b.startsWith('*')) return true
  const [x, y] = [a.replace('*', ''), b.replace('*', '')]
  return x === y || (a.endsWith('*') && y.startsWith(x)) || (b.endsWith('*') && x.startsWith(y))
}

/**
 * Everything that is known by its address. What is let go runs as what nobody declared does, so it needs a rule only where a wider
 * one would hold it; in strict mode, where the unknown waits, all of it is named.
 */
const hostRules = (policy: Policy): Record<string, string> => {
  const declared = policy.services.flatMap((service) => service.hosts.map((host) => ({ host, name: nameOf(service, policy) })))
  const held = [...declared.filter(({ name }) => name !== 'necessary'), ...knownTrackers(declared.map(({ host }) => host))]
  const open = [
    ...declared.filter(({ name }) => name === 'necessary').map(({ host }) => host),
    ...(policy.essentialHosts ?? []),
    ...(policy.blocking === 'strict' ? [...policy.origins.map(hostOfOrigin), ...(policy.cookieDomain ? [policy.cookieDomain] : [])] : []),
  ].filter((host) => policy.blocking === 'strict' || held.some((wider) => isBelow(host, wider.host)))
  const names = new Map<string, Set<string>>()
  // Of two rules of one length the first decides, and what the owner calls essential is.
  for (const { host, name } of [...open.map((host) => ({ host, name: 'necessary' })), ...held]) {
    names.set(name, (names.get(name) ?? new Set()).add(host))
  }
  return Object.fromEntries([...names].map(([name, hosts]) => [name, [...hosts].join(' ')]))
}

/** Whose an address of a service is. Tags that load at once and obey what they are told of consent are not held. */
const nameOf = (service: Service, { consentMode }: Policy): string => {
  const obeys = (consentMode === 'advanced' && service.googleConsent) || service.vendor === 'matomo-cookieless'
  return obeys || !isOptional(service) ? 'necessary' : service.id
}

/** The best-known trackers that a policy says nothing of; each waits for its category. */
const knownTrackers = (declared: readonly string[]): { host: string; name: string }[] =>
  Object.entries(trackers).flatMap(([name, hosts]) =>
    hosts.filter((host) => !declared.some((other) => isWithin(host, other))).map((host) => ({ host, name })),
  )

/** Whether everything at an address lies within another one. */
const isWithin = (host: string, wider: string): boolean => {
  const [name, path] = splitHost(host)
  const [widerName, widerPath] = splitHost(wider)
  return `.${name}`.endsWith(`.${widerName}`) && path.startsWith(widerPath)
}

/** Whether a wider rule would take an address along: it is of the same host, or of a parent. */
const isBelow = (host: string, wider: string): boolean => `.${splitHost(host)[0]}`.endsWith(`.${splitHost(wider)[0]}`)

const splitHost = (text: string): [host: string, path: string] => {
  const at = text.search(/[/?]/)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}

const hostOfOrigin = (origin: string): string => new URL(origin).hostname

const toldVendors = ({ services }: Policy): [Vendor, string[]][] => {
  const told = new Map<Vendor, string[]>()
  for (const { id, vendor } of services) if (vendor) told.set(vendor, [...(told.get(vendor) ?? []), id])
  return [...told]
}

/** What each type of Google Consent Mode v2 follows when no service of the policy claims it; security needs no consent. */
const defaults: Record<GoogleConsentType, string[]> = {
  ad_storage: ['marketing'],
  ad_user_data: ['marketing'],
  ad_personalization: ['marketing'],
  analytics_storage: ['analytics'],
  functionality_storage: ['preferences'],
  personalization_storage: ['preferences'],
  security_storage: [],
}

const consentTypes = ({ services, consentMode }: Policy): Rules['google'] => {
  if (consentMode === 'off' || !services.some(({ googleConsent }) => googleConsent)) return
  const claiming = (type: string) => services.filter((service: Service) => service.googleConsent?.some((claimed) => claimed === type))
  return Object.fromEntries(
    Object.entries(defaults).map(([type, followed]) => {
      const ids = claiming(type).map(({ id }) => id)
      return [type, ids.length ? ids : followed]
    }),
  ) as Rules['google']
}
