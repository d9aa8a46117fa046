import type { HostRule } from '@kakburk/shared'

/** What the gate says of a thing: whose it is, and whether it must wait. */
export type Verdict = {
  /** The service, or the category that the owner's mark names. */
  name: string
  wait: boolean
}

/**
 * Judges things by the owner's mark first, then by the declared services. Says nothing of what neither names: that runs.
 * `isGranted` knows the policy's services and categories and grants no other name, so a typing mistake holds a thing back.
 */
export const createJudge =
  (hosts: readonly HostRule[], isGranted: (name: string) => boolean) =>
  (mark: string | null, address: string | null, base: string): Verdict | undefined => {
    const name = mark ?? (address === null ? undefined : serviceOf(hosts, address, base))
    return name === undefined ? undefined : { name, wait: !isGranted(name) }
  }

export type Judge = ReturnType<typeof createJudge>

/** Whose an address is: the first rule that fits, the rules lying longest first, so that a path goes before its host. */
export const serviceOf = (hosts: readonly HostRule[], address: string, base: string): string | undefined => {
  const url = parseAddress(address, base)
  return url && hosts.find((rule) => fits(rule, url))?.[3]
}

const fits = ([host, path, query]: HostRule, { hostname, pathname, search }: URL): boolean =>
  `.${hostname}`.endsWith(`.${host}`) && pathname.startsWith(path) && `&${search.slice(1)}`.includes(query && `&${query}`)

const parseAddress = (address: string, base: string): URL | undefined => {
  try {
    return new URL(address, base)
  } catch {}
}
