import type { HostRule } from '@kakburk/shared'

/**
 * Whose a thing is: what the owner's mark names, else the service that its address is declared for. Undefined for what
 * neither names: that runs. A mark counts whatever it says, so that a typing mistake names nothing granted and holds.
 */
export const createJudge =
  (hosts: readonly HostRule[]) =>
  (mark: string | null, address: string | null, base: string): string | undefined =>
    mark ?? (address === null ? undefined : serviceOf(hosts, address, base))

export type Judge = ReturnType<typeof createJudge>

/**
 * Whose an address is: the first rule that fits, the rules lying longest first, so that a path goes before its host. Of
 * several addresses, as a `srcset` has them, the first that is anybody's.
 */
export const serviceOf = (hosts: readonly HostRule[], address: string, base: string): string | undefined => {
  for (const part of address.split(/[\s,]+/)) {
    const url = part && parseAddress(part, base)
    const rule = url && hosts.find((rule) => fits(rule, url))
    if (rule) return rule[3]
  }
}

const fits = ([host, path, query]: HostRule, { hostname, pathname, search }: URL): boolean =>
  `.${hostname}`.endsWith(`.${host}`) && pathname.startsWith(path) && `&${search.slice(1)}`.includes(query && `&${query}`)

const parseAddress = (address: string, base: string): URL | undefined => {
  try {
    return new URL(address, base)
  } catch {}
}
