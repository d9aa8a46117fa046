import { type Grants, isGranted, type RuleService } from '@kakburk/shared'
import { quietly } from '../quiet.ts'

/** Deletes what services without a grant have left: their cookies in every form that a page can reach, and their storage keys. */
export const clean = (services: readonly RuleService[], grants: Grants): void => {
  quietly(() => {
    for (const name of doomed(cookieNames(document.cookie), services, grants, ({ cookies }) => cookies ?? [])) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is asynchronous, and the page may be about to reload
      for (const form of expiredForms(name, location)) document.cookie = form
    }
  })
  for (const area of ['local', 'session'] as const) {
    quietly(() => {
      const storage = area === 'local' ? localStorage : sessionStorage
      const patterns = (service: RuleService) => (service.storage ?? []).filter((key) => key.area === area).map(({ key }) => key)
      for (const key of doomed(Object.keys(storage), services, grants, patterns)) storage.removeItem(key)
    })
  }
}

/** The names that belong to services without a grant. A name that a granted service uses as well is kept. */
export const doomed = (
  names: readonly string[],
  services: readonly RuleService[],
  grants: Grants,
  patternsOf: (service: RuleService) => readonly string[],
): string[] => {
  const belongs = (name: string, granted: boolean) =>
    services.some((service) => isGranted(service, grants) === granted && patternsOf(service).some((pattern) => fits(pattern, name)))
  return names.filter((name) => belongs(name, false) && !belongs(name, true))
}

/** Whether a name fits a pattern with at most one `*`, at its start or its end. */
const fits = (pattern: string, name: string): boolean => {
  if (pattern.endsWith('*')) return name.startsWith(pattern.slice(0, -1))
  return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern
}

/**
 * Every form in which a cookie of this name may lie in reach of a page: on the host alone and on each parent domain, on
 * each path from the root to the page with and without a slash (an empty one being the page's own folder), partitioned and not. A browser ignores those that it may not set.
 */
export const expiredForms = (name: string, { hostname, pathname }: Pick<Location, 'hostname' | 'pathname'>): string[] => {
  const labels = hostname.split('.')
  const domains = ['', ...labels.map((_, n) => `; Domain=${labels.slice(n).join('.')}`)]
  const paths = pathname.split('/').flatMap((_, n, steps) => {
    const path = steps.slice(0, n + 1).join('/')
    return [path, `${path}/`]
  })
  return domains.flatMap((domain) => paths.flatMap((path) => kinds.map((kind) => `${name}=; Max-Age=0; Path=${path}${domain}${kind}`)))
}

/** Some names need `Secure`, and a partitioned cookie lies apart; on a page over plain http a browser ignores both forms. */
const kinds = ['', '; Secure', '; Secure; Partitioned']

const cookieNames = (cookies: string): string[] => cookies.split('; ').map((pair) => pair.split('=')[0] ?? '')
