import { catalogue, localized, type Service } from '@kakburk/shared'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Hits } from '../hits.ts'
import type { WrittenPolicy } from '../policies.ts'
import { createFiles } from '../shop/files.ts'

type PanelOptions = { policy: WrittenPolicy; hits: Hits; consentUrl?: string }

/**
 * The box on a shop's pages that shows what ran, what waits and which cookies there are. First-party alone, and it
 * stores nothing. `routes` go under `/demo`; `addition` is what a page's head needs.
 */
export const createPanel = ({ policy, hits, consentUrl }: PanelOptions, now: () => number = Date.now) => {
  const services = policy.services.map(completeService)

  const routes = new Hono()
    .get('/services', (c) =>
      c.json(
        services.map(({ id, name, category, cookies, controller, purpose }) => ({
          id,
          name: localized(name, 'sv'),
          category,
          // The shop's own cookies say what they are for; a vendor's say whose they are.
          about: localized(controller === 'shop' ? purpose : name, 'sv'),
          cookies: cookies.filter(({ domain }) => domain === undefined).map((cookie) => cookie.name),
        })),
      ),
    )
    // Hits of this shop's pages alone, and the names of all cookies, also of those that scripts cannot see.
    .get('/hits', (c) =>
      c.json({
        hits: hits
          .list()
          .filter(({ time, referer }) => time >= Number(c.req.query('since') ?? 0) && referer.startsWith(`${new URL(c.req.url).origin}/`))
          .map((hit) => ({ ...hit, service: serviceOf(services, `http://${hit.host}${hit.path}?${hit.query}`)?.id })),
        cookies: Object.keys(getCookie(c)),
      }),
    )
    .route('/', createFiles(new URL('./public/', import.meta.url)))

  return {
    routes,
    addition: (html: string): string => {
      const server = consentUrl === undefined ? '' : ` data-server="${consentUrl}"`
      return [
        '<link rel="stylesheet" href="/demo/room.css">',
        `<script defer src="/demo/panel.js" data-since="${now()}" data-services="${servicesOn(html, services).join(' ')}"${server}></script>`,
      ].join('\n')
    },
  }
}

/** The services whose addresses stand somewhere in a page, in the order of the policy. */
const servicesOn = (html: string, services: readonly Service[]): string[] => {
  const addresses = html.match(/https?:\/\/[^\s"'<>]+/g) ?? []
  const found = new Set(addresses.map((address) => serviceOf(services, address)?.id))
  return services.map(({ id }) => id).filter((id) => found.has(id))
}

/** The service that an address belongs to: that of the longest rule, as the gate judges too. */
const serviceOf = (services: readonly Service[], address: string): Service | undefined => {
  if (!URL.canParse(address)) return
  const { hostname, pathname, search } = new URL(address)
  const matches = (rule: string): boolean => {
    const [place = '', query = ''] = rule.split('?')
    const [host = ''] = place.split('/')
    return (
      `.${hostname}`.endsWith(`.${host}`) &&
      pathname.startsWith(place.slice(host.length)) &&
      `&${search.slice(1)}`.includes(query && `&${query}`)
    )
  }
  const rules = services.flatMap((service) => service.hosts.filter(matches).map((rule) => ({ service, length: rule.length })))
  return rules.sort((a, b) => b.length - a.length)[0]?.service
}

const completeService = (entry: WrittenPolicy['services'][number]): Service => {
  const [id, differing] = typeof entry === 'string' ? [entry, {}] : [entry.use, entry]
  const known = catalogue.get(id)
  if (!known) throw new Error(`The catalogue has no service "${id}"`)
  return { ...known, ...differing }
}
