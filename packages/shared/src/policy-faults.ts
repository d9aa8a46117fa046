import { cookieName } from './cookie.ts'
import type { WrittenLook } from './look.ts'
import { findWeakContrasts } from './look-faults.ts'
import type { Policy } from './policy.ts'
import type { Fault } from './problem.ts'
import type { Service } from './service.ts'

/** A policy file whose services are completed, as far as its members can be at odds with one another. */
type Written = Pick<Policy, 'cookieDomain' | 'essentialHosts' | 'languages' | 'origins' | 'services'> & {
  look: WrittenLook
  texts: object
}

/** What is wrong with a policy file although each member of it, looked at alone, is right. */
export const findFaults = (policy: Written): Fault[] => [
  ...findUnshownTexts(policy),
  ...findWeakContrasts(policy.look),
  ...policy.services.flatMap(findRepetition),
  ...policy.services.flatMap(findOurOwn),
  ...policy.services.flatMap(findUnaddressed),
  ...findHeldEssentials(policy),
  ...findStrayOrigins(policy),
]

/** Texts and names that hold half a character: they have no canonical form, and so no name. */
export const findLoneSurrogates = (value: unknown, path = ''): Fault[] => {
  if (typeof value === 'string')
    return /\p{Cs}/u.test(value) ? [{ path, message: 'expected Unicode, got half of a character (a lone \\ud8… or \\udc…)' }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const step = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    return [...findLoneSurrogates(name, step), ...findLoneSurrogates(member, step)]
  })
}

const findUnshownTexts = ({ languages, texts }: Written): Fault[] =>
  Object.keys(texts)
    .filter((language) => !languages.some((shown) => shown === language))
    .map((language) => ({
      path: `texts.${language}`,
      message: `expected texts in the languages of the policy alone (${languages.join(', ')})`,
    }))

const findRepetition = ({ id }: Service, place: number, services: readonly Service[]): Fault[] => {
  const first = services.findIndex((service) => service.id === id)
  if (first === place) return []
  return [
    {
      path: `services[${place}]`,
      message: `expected each service once, got "${id}" as in services[${first}]; remove it, or give it an id of its own such as "id": "${id}-2"`,
    },
  ]
}

/** A name that a refusal would delete must not be that under which we keep the refusal. */
const findOurOwn = ({ category, cookies, storage }: Service, place: number): Fault[] => {
  if (category === 'necessary') return []
  const message = (pattern: string) =>
    `expected a name that does not fit "${cookieName}", in which the decision itself is kept, got "${pattern}"`
  const path = `services[${place}]`
  return [
    ...cookies.flatMap(({ name, domain }, index) =>
      domain === undefined && fits(name) ? [{ path: `${path}.cookies[${index}].name`, message: message(name) }] : [],
    ),
    ...storage.flatMap(({ key }, index) => (fits(key) ? [{ path: `${path}.storage[${index}].key`, message: message(key) }] : [])),
  ]
}

/** A vendor's tag is known by its address. A Matomo stands at the shop's own, so that the catalogue has none to give. */
const findUnaddressed = ({ vendor, hosts }: Service, place: number): Fault[] =>
  vendor === undefined || hosts.length > 0
    ? []
    : [
        {
          path: `services[${place}].hosts`,
          message: `expected the address from which ${vendor} is loaded, such as "www.shop.example/matomo" or "matomo.shop.example"`,
        },
      ]

/** A host cannot both wait for a yes and load in every mode. One below it may: the longer name goes first. */
const findHeldEssentials = ({ essentialHosts = [], services }: Written): Fault[] =>
  essentialHosts.flatMap((host, index) => {
    const holding = services.find(({ category, hosts }) => category !== 'necessary' && hosts.includes(host))
    if (!holding) return []
    return [
      {
        path: `essentialHosts[${index}]`,
        message: `expected a host that no service waits with, got "${host}" as in service "${holding.id}"; name the part of it that is essential, or make the service necessary`,
      },
    ]
  })

/** A browser takes a cookie for a domain from the hosts on that domain alone. */
const findStrayOrigins = ({ cookieDomain, origins }: Written): Fault[] => {
  const stray = origins.filter((origin) => cookieDomain && !`.${new URL(origin).hostname}`.endsWith(`.${cookieDomain}`))
  return stray.length === 0
    ? []
    : [{ path: 'cookieDomain', message: `expected a domain that every origin lies on, got "${cookieDomain}" and ${stray.join(', ')}` }]
}

/** Whether a name, or a pattern with a * at one end, fits what is ours in cookies and storage alike. */
const fits = (pattern: string): boolean => {
  if (pattern.endsWith('*')) return cookieName.startsWith(pattern.slice(0, -1))
  return pattern.startsWith('*') ? cookieName.endsWith(pattern.slice(1)) : cookieName === pattern
}
