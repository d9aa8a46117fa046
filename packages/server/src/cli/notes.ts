import { compileRules, type Policy, reachesCookie } from '@kakburk/shared'
import { readSharedDomain } from './cookie-domain.ts'

/** What an owner should know about a policy although nothing is wrong with it, a sentence each. */
export const notesOn = (policy: Policy): string[] => [
  ...noteEarly(policy),
  ...noteAllowed(policy),
  ...noteUnused(policy),
  ...noteWideHosts(policy),
  ...noteSubdomains(policy),
  ...noteOwnLinks(policy),
]

const noteEarly = ({ services, consentMode }: Policy): string[] => {
  const optional = services.filter(({ category }) => category !== 'necessary')
  const google = consentMode === 'advanced' ? optional.filter(({ googleConsent }) => googleConsent) : []
  const matomo = optional.filter(({ vendor }) => vendor === 'matomo-cookieless')
  return [
    ...google.map(({ id }) => `${id} loads before a yes and reports without cookies, since consentMode is "advanced"`),
    ...matomo.map(({ id }) => `${id} loads before a yes and counts without cookies, since its vendor is "matomo-cookieless"`),
  ]
}

const noteAllowed = (policy: Policy): string[] => {
  if (policy.blocking !== 'strict') return []
  const allowed = addressesOf(policy).necessary?.split(' ') ?? []
  return [
    `blocking is "strict": before a yes nothing loads but from the page's own host and from ${allowed.join(', ')}; what else the shop cannot do without belongs in essentialHosts`,
  ]
}

const noteUnused = ({ blocking, essentialHosts = [] }: Policy): string[] =>
  blocking === 'marked' && essentialHosts.length > 0
    ? ['essentialHosts count for nothing, since blocking is "marked" and only marked things wait']
    : []

/** The gate holds a part of an essential host; the guard, which knows no exceptions, lets the browser fetch it ahead. */
const noteWideHosts = (policy: Policy): string[] => {
  const held = Object.entries(addressesOf(policy)).filter(([name]) => name !== 'necessary')
  return (policy.essentialHosts ?? []).flatMap((host) =>
    held.flatMap(([name, addresses]) =>
      addresses
        .split(' ')
        .filter((address) => `.${address.split(/[/?]/)[0]}`.endsWith(`.${host}`))
        .map((address) => `essentialHosts has ${host}, and ${address} waits for ${name}: name only the part of it that is essential`),
    ),
  )
}

const noteSubdomains = ({ origins, cookieDomain }: Policy): string[] => {
  const hosts = new Set(origins.map((origin) => new URL(origin).hostname))
  const domain = readSharedDomain(origins)
  return cookieDomain === undefined && domain !== undefined && hosts.size > 1
    ? [`each of ${[...hosts].join(', ')} asks for itself; with "cookieDomain": "${domain}" one answer holds for all of them`]
    : []
}

const noteOwnLinks = ({ control }: Policy): string[] =>
  control === false
    ? [
        'control is false: every page needs a link or button of your own that opens the preferences, `<a href="#kakburk">` or `<button data-kakburk="open">`; a page without one shows the control',
      ]
    : []

/**
 * Safari keeps for seven days what a script has set. An answer of the server can set it for its whole time where the server's address
 * is on the cookie's domain.
 */
export const noteReach = ({ origins, cookieDomain }: Policy, url: string): string[] => {
  const { hostname } = new URL(url)
  const out = origins.map((origin) => new URL(origin).hostname).filter((page) => !reachesCookie(hostname, page, cookieDomain))
  if (out.length === 0) return []
  const domain = readSharedDomain([...origins, url])
  const cure = domain === undefined ? "pass requests on to the server from the shop's own host" : `write "cookieDomain": "${domain}"`
  return [
    `no answer of ${hostname} can set the cookie for ${out.join(', ')}, so Safari asks again after seven days and visitors without JavaScript cannot say yes: ${cure}`,
  ]
}

const addressesOf = (policy: Policy): Record<string, string> => compileRules(policy, '', {}).hosts ?? {}
