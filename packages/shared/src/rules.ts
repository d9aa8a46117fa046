import type { Language } from './language.ts'
import type { Policy } from './policy.ts'
import type { GoogleConsentType, Service, StorageKey } from './service.ts'

/** A service as the gate needs it: whose it is, and what to delete. */
export type RuleService = {
  id: string
  category: string
  /** Names and patterns of cookies that the page can delete; of a necessary service those alone that another's pattern would take with it. */
  cookies?: string[]
  storage?: StorageKey[]
}

/** How an address is known: a host with its subdomains, how the path starts, how one parameter starts, and whose it is. */
export type HostRule = [host: string, path: string, query: string, service: string]

/** What the gate of one site needs to know of its policy. */
export type Rules = {
  site: string
  policy: string
  /** By language: the name of the question, cut to 22 characters (128 bits). */
  questions: Partial<Record<Language, string>>
  /** How long a decision holds, in seconds. */
  maxAge: number
  services: RuleService[]
  /** The longest first, so that the first that fits is the right one. Absent when only the owner's marks count. */
  hosts?: HostRule[]
  /** Consent Mode: the services or categories that must all be granted for each type. Absent when Google is told nothing. */
  google?: Record<GoogleConsentType, string[]>
}

/** Compiles the rules of a published policy. `name` and `questions` are its names, as `policyName` and `questionName` give them. */
export const compileRules = (policy: Policy, name: string, questions: Partial<Record<Language, string>>): Rules => {
  const google = consentTypes(policy)
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
    ...(google && { google }),
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

const hostRules = ({ services, consentMode }: Policy): HostRule[] => {
  const rules = services
    // In advanced mode Google's tags load at once, and obey the consent that they are told.
    .filter(({ googleConsent }) => consentMode !== 'advanced' || !googleConsent)
    .flatMap((service) => service.hosts.map((text) => ({ text, rule: hostRule(text, service.id), optional: isOptional(service) })))
  // What is necessary runs as what nobody declared does, so it needs a rule only where a wider one would hold it.
  const held = rules.filter(({ optional }) => optional).map(({ rule: [host] }) => host)
  return rules
    .filter(({ optional, rule: [host] }) => optional || held.some((wider) => `.${host}`.endsWith(`.${wider}`)))
    .sort((a, b) => b.text.length - a.text.length)
    .map(({ rule }) => rule)
}

const hostRule = (text: string, id: string): HostRule => {
  const [, host = '', path = '', query = ''] = /^([^/?]+)([^?]*)\??(.*)$/.exec(text) ?? []
  return [host, path, query, id]
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
