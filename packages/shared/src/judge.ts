import type { Rules } from './rules.ts'

/** What decided about a thing: the service or category that must be granted for it, and the rule that says so. */
export type Verdict = { readonly name: string; readonly rule: string }

/** Taken before a page can replace it. */
const { URL } = globalThis

/** The name that is granted when everything is: what an unknown third party waits for in strict mode. */
export const everything = '*'

/** A host with its subdomains, how the path starts, how one parameter of the query starts, and the verdict on what fits. */
type HostRule = { host: string; path: string; query: string; verdict: Verdict }

/**
 * The one judge that everything asks which may hold something back: on the page and on the shop's server. It gives a verdict for
 * each address that is somebody's, and none for what nobody claims: that may load. The owner's mark goes before every address, and
 * counts whatever it says, so that a typing mistake names nothing granted and holds. `own` is the host of the page itself.
 */
export const createJudge = ({ hosts = {}, strict }: Pick<Rules, 'hosts' | 'strict'>, own: string) => {
  // A subdomain goes before its parent, and a path before its host.
  const rules = Object.entries(hosts)
    .flatMap(([name, texts]) => texts.split(' ').map((text) => hostRule(text, name)))
    .sort((a, b) => b.host.length - a.host.length || b.verdict.rule.length - a.verdict.rule.length)

  // A page asks for few hosts and for each of them often.
  const known = new Map<string, HostRule[]>()
  const rulesOf = (hostname: string): HostRule[] => {
    // A name may be written with the dot of the root behind it.
    const name = `.${hostname.replace(/\.$/, '')}`
    const found = known.get(hostname) ?? rules.filter(({ host }) => name.endsWith(`.${host}`))
    known.set(hostname, found)
    return found
  }

  const verdictOn = (address: string, base: string): Verdict | undefined => {
    let url: URL
    try {
      url = new URL(address, base)
    } catch {
      return
    }
    const found = rulesOf(url.hostname).find((rule) => fits(rule, url))
    if (found) return found.verdict
    if (strict === true && /^(http|ws)/.test(url.protocol) && url.hostname !== own) return unknown
  }

  return {
    judge: (mark: string | null, addresses: readonly string[], base: string): Verdict[] =>
      mark === null
        ? addresses.map((address) => verdictOn(address, base)).filter((verdict) => verdict !== undefined)
        : [{ name: mark, rule: 'data-consent' }],

    /** Whether something of a host may have to wait. */
    suspects: (hostname: string): boolean => rulesOf(hostname).some(({ verdict }) => verdict.name !== 'necessary'),
  }
}

export type Judge = ReturnType<typeof createJudge>['judge']

const unknown: Verdict = { name: everything, rule: 'unknown third party' }

const hostRule = (text: string, name: string): HostRule => {
  const [, host = '', path = '', query = ''] = /^([^/?]+)([^?]*)\??(.*)$/.exec(text) ?? []
  return { host, path, query, verdict: { name, rule: text } }
}

const fits = ({ path, query }: HostRule, { pathname, search }: URL): boolean =>
  pathname.startsWith(path) && `&${search.slice(1)}`.includes(query && `&${query}`)
