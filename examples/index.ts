import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createAppShop } from './app-shop/app.ts'
import { createHits, type Hits } from './hits.ts'
import { shopHosts, writtenPort } from './hosts.ts'
import { createPanel } from './panel/panel.ts'
import { paste } from './paste.ts'
import { createPlatformShop } from './platform-shop/shop.ts'
import { policies, type SiteId } from './policies.ts'
import { createStandIns } from './vendors/vendors.ts'
import { createWindowShop } from './window-shop/shop.ts'

export type { Hit, Hits } from './hits.ts'
export { policies, type SiteId, siteIds, type WrittenPolicy } from './policies.ts'

export type ExampleOptions = {
  /** What is pasted into each shop's pages, by site id. Read at every page, so it may be filled in later. */
  tags?: Partial<Record<SiteId, string>>
  /** Where the consent server is; the panel names it. */
  consentUrl?: string
  /** Whether the pages show the panel of what ran and what waits. */
  panel?: boolean
}

export type Examples = {
  addresses: Record<keyof typeof shopHosts, string>
  hits: Hits
  close(): Promise<void>
}

/** All shops and stand-ins behind one listener on the loopback, told apart by the Host header. Port 0 takes a free one. */
export const startExamples = async ({ port = writtenPort, ...options }: ExampleOptions & { port?: number } = {}): Promise<Examples> => {
  const { hits, fetch } = createExamples(options)
  const server = serve({ fetch, port, hostname: '127.0.0.1' })
  await new Promise<void>((listening, failed) => server.once('listening', listening).once('error', failed))
  const taken = (server.address() as AddressInfo).port
  return {
    addresses: Object.fromEntries(
      Object.entries(shopHosts).map(([name, host]) => [name, `http://${host}:${taken}`]),
    ) as Examples['addresses'],
    hits,
    close: () =>
      new Promise((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()))
        // Browsers keep connections open, and would keep the server waiting.
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** The same without a listener: answers requests that are handed to it. */
export const createExamples = ({ tags = {}, consentUrl, panel = true }: ExampleOptions = {}) => {
  const hits = createHits()
  const written = policies()

  const dress = (site: SiteId, shop: Hono): Hono => {
    const shown = panel ? createPanel({ policy: written[site], hits, ...(consentUrl && { consentUrl }) }) : undefined
    const dressed = new Hono().use(paste(() => ({ tag: tags[site] ?? '', ...(shown && { addition: shown.addition }) })))
    if (shown) dressed.route('/demo', shown.routes)
    return dressed.route('/', shop)
  }

  const apps = new Map<string, Hono>([
    [shopHosts.windowShop, dress('window-shop', createWindowShop())],
    [shopHosts.platformShop, dress('platform-shop', createPlatformShop())],
    [shopHosts.react, dress('app-shop', createAppShop(new URL('./react/dist/', import.meta.url)))],
    [shopHosts.vue, dress('app-shop', createAppShop(new URL('./vue/dist/', import.meta.url)))],
    ...createStandIns(hits),
  ])

  return {
    hits,
    fetch: (request: Request): Response | Promise<Response> => {
      const host = new URL(request.url).hostname
      return apps.get(host)?.fetch(request) ?? new Response(`Nothing here answers for the host ${host}.\n`, { status: 404 })
    },
  }
}
