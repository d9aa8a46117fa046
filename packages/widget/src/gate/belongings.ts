import type { RuleService } from '@kakburk/shared'

/** Where something is kept in the browser. */
export type Store = 'cookie' | 'local' | 'session'

/** The names in a store that belong to services without a grant. A name that a granted service uses as well is kept. */
export const forbiddenNames = (
  store: Store,
  names: readonly string[],
  services: readonly RuleService[],
  isGranted: (service: string) => boolean,
): string[] => {
  const belongs = (name: string, granted: boolean) =>
    services.some((service) => isGranted(service.id) === granted && patternsOf(store, service).some((pattern) => fits(pattern, name)))
  return names.filter((name) => belongs(name, false) && !belongs(name, true))
}

/** The names of all cookies that a page can see. */
export const cookieNames = (cookies: string): string[] => cookies.split('; ').map((pair) => pair.split('=')[0] ?? '')

const patternsOf = (store: Store, { cookies, storage }: RuleService): readonly string[] =>
  (store === 'cookie' ? cookies : storage?.filter(({ area }) => area === store).map(({ key }) => key)) ?? []

/** Whether a name fits a pattern with at most one `*`, at its start or its end. */
const fits = (pattern: string, name: string): boolean => {
  if (pattern.endsWith('*')) return name.startsWith(pattern.slice(0, -1))
  return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern
}
