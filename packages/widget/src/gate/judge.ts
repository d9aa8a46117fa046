import { type Grants, isGranted, type RuleService } from '@kakburk/shared'

/** What the gate says of a thing: whose it is, and whether it must wait. */
export type Verdict = {
  /** The service, or the category that the owner's mark names. */
  name: string
  wait: boolean
}

/**
 * Judges things by the owner's mark first, then by the declared services. Says nothing of what neither names: that runs.
 * A mark that names no category and no service of the policy is never granted, so a typing mistake holds a thing back.
 */
export const createJudge = (services: readonly RuleService[], grants: () => Grants) => {
  const rules = services.flatMap((service) => service.hosts.map((host) => ({ ...parseHost(host), service })))

  /** The service of the longest rule that an address matches: a path of its own goes before the host it lies on. */
  const serviceOf = (address: string, base: string): RuleService | undefined => {
    const url = parseAddress(address, base)
    let best: (typeof rules)[number] | undefined
    if (url) for (const rule of rules) if (matches(rule, url) && rule.length > (best?.length ?? 0)) best = rule
    return best?.service
  }

  return {
    serviceOf,

    judge(mark: string | null, address: string | null, base: string): Verdict | undefined {
      if (mark !== null) {
        const service = services.find(({ id }) => id === mark) ?? { id: mark, category: mark }
        return { name: mark, wait: !isGranted(service, grants()) }
      }
      const service = address === null ? undefined : serviceOf(address, base)
      return service && { name: service.id, wait: !isGranted(service, grants()) }
    },
  }
}

export type Judge = ReturnType<typeof createJudge>

type HostRule = { host: string; path: string; query: string; length: number }

/** `www.googletagmanager.com/gtag/js?id=G-` as its three parts. */
const parseHost = (text: string): HostRule => {
  const [address = '', query = ''] = text.split('?')
  const slash = address.indexOf('/')
  const [host, path] = slash < 0 ? [address, '/'] : [address.slice(0, slash), address.slice(slash)]
  return { host, path, query, length: text.length }
}

const matches = ({ host, path, query }: HostRule, url: URL): boolean =>
  `.${url.hostname}`.endsWith(`.${host}`) && url.pathname.startsWith(path) && `&${url.search.slice(1)}`.includes(query && `&${query}`)

const parseAddress = (address: string, base: string): URL | undefined => {
  try {
    return new URL(address, base)
  } catch {}
}
