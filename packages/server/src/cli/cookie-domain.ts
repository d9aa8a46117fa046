import type { Fault, Policy } from '@kakburk/shared'
import { getDomain, getPublicSuffix } from 'tldts'

/** Browsers count hosts such as `github.io`, below which everyone has a name of their own, among the public suffixes. */
const asBrowsers = { allowPrivateDomains: true }

/** What is wrong with the domain of the cookie: browsers take none for a domain below which strangers have theirs. */
export const findPublicSuffix = ({ cookieDomain, origins }: Policy): Fault[] => {
  if (cookieDomain === undefined || getPublicSuffix(cookieDomain, asBrowsers) !== cookieDomain) return []
  const own = readSharedDomain(origins)
  return [
    {
      path: 'cookieDomain',
      message: `expected a domain that is the shop's alone, got the public suffix "${cookieDomain}", for which no browser takes a cookie; ${own === undefined ? 'leave it out' : `write "${own}"`}`,
    },
  ]
}

/** The registrable domain that all origins lie on, if there is one. */
export const readSharedDomain = (origins: readonly string[]): string | undefined => {
  const domains = new Set(origins.map((origin) => getDomain(new URL(origin).hostname, asBrowsers)))
  const [domain, ...others] = domains
  return others.length === 0 && domain ? domain : undefined
}
