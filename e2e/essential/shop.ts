import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Browser } from 'playwright-core'
import { launch } from '../browser.ts'
import { createWorld, freePort, type World } from '../world.ts'
import { answerOwn } from './own.ts'
import { answerVendor } from './vendors.ts'
import { echoSocket } from './websocket.ts'

export const modes = ['marked', 'automatic', 'strict'] as const

export type Mode = (typeof modes)[number]

/** A page of the shop: `head` right behind the tag. `tag` stands for the site's own when it is given. */
export type Page = { head?: string; body?: string; headers?: Record<string, string>; tag?: string; before?: string }

/** A request that the shop or one of its vendors got. */
export type Asked = { host: string; method: string; path: string; body: string; headers: IncomingMessage['headers'] }

/**
 * A shop that uses everything which must never break. It stands at one host for each mode, with that mode's tag, and at a bare
 * one without any. Its checkouts and captchas have hosts of their own and are declared as necessary; `tracker` is declared as
 * analytics, `pixel` as marketing, and nobody declared `bank`.
 */
export type Shop = {
  world: World
  browser: Browser
  /** An address of the shop in that mode. */
  address(mode: Mode | 'bare', path?: string): string
  /** The page at `/` from now on, in every mode. What was asked so far is forgotten. */
  write(page: Page): void
  /** The tag of a mode. */
  tag(mode: Mode): string
  asked: Asked[]
  close(): Promise<void>
}

declare global {
  interface Window {
    /** An address of another host of the same server. */
    at(host: string, path: string): string
    /** `import()`, which the tests’ own build would turn into something else. */
    load(address: string): Promise<{ default: unknown }>
    order?: string[]
  }
}

/** `differing` is added to every policy; `consent` stands for the consent server's address where something lies in between. */
export const startShop = async ({
  differing = {},
  consent,
  only = modes,
  files = {},
}: {
  differing?: object
  consent?: (world: World) => Promise<string>
  only?: readonly Mode[]
  /** What lies at further paths of the shop. */
  files?: Record<string, [type: string, text: string]>
} = {}): Promise<Shop> => {
  const world = await createWorld()
  const port = await freePort()
  const address = (host: string, path = '/') => `http://${host}.localhost:${port}${path}`
  const served = await consent?.(world)
  const tags = Object.fromEntries(
    only.map((mode) => {
      const policy = policyOf(mode, address(mode).slice(0, -1))
      const tag = world.publish({ ...policy, ...differing })
      return [mode, served === undefined ? tag : tag.replaceAll(world.url, served)]
    }),
  )
  await world.start()

  const asked: Asked[] = []
  let page: Page = {}
  const server = createServer(async (request, response) => {
    const host = request.headers.host?.split('.localhost')[0] ?? ''
    const path = request.url ?? '/'
    const body = await bodyOf(request)
    asked.push({ host, method: request.method ?? '', path, body, headers: request.headers })
    const isShop = host === 'bare' || modes.some((mode) => mode === host)
    const answer = createAnswer(response, request.headers.origin)
    if (isShop && path.split('?')[0] === '/') {
      answer(200, 'text/html; charset=utf-8', documentOf(port, tags[host] ?? '', page), page.headers)
    } else if (isShop && (path.split('?')[0] ?? '') in files) {
      answer(200, ...(files[path.split('?')[0] ?? ''] as [string, string]))
    } else if (isShop) answerOwn({ request, response, path, body, answer })
    else answerVendor({ host, port, path, body, method: request.method ?? '', answer })
  })
  server.on('upgrade', (request, socket) => {
    asked.push({
      host: request.headers.host?.split('.localhost')[0] ?? '',
      method: 'WS',
      path: request.url ?? '',
      body: '',
      headers: request.headers,
    })
    echoSocket(request, socket)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const browser = await launch()

  return {
    world,
    browser,
    address,
    asked,
    tag: (mode) => tags[mode] ?? '',
    write(written) {
      page = written
      asked.length = 0
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
      await world.close()
    },
  }
}

export type Answer = (status: number, type: string, body?: string | Buffer, headers?: Record<string, string | string[]>) => void

const createAnswer =
  (response: ServerResponse, origin = '*'): Answer =>
  (status, type, body = '', headers = {}) => {
    response.writeHead(status, {
      'content-type': type,
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'content-type,x-csrf-token,authorization',
      'cache-control': 'no-store',
      ...headers,
    })
    response.end(body)
  }

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const documentOf = (port: number, tag: string, page: Page) =>
  `<!doctype html><html lang="sv"><head>${page.before ?? ''}${page.tag ?? tag}<meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">` +
  `<script nonce="abc">window.at = (host, path) => 'http://' + host + '.localhost:${port}' + path; window.load = (address) => import(address)</script>` +
  `${page.head ?? ''}</head><body><h1>Shop</h1>${page.body ?? ''}</body></html>`

const policyOf = (mode: Mode, origin: string) => {
  const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US', cookies: [] }
  const necessary = (id: string) => ({ ...vendor, id, name: id, category: 'necessary', hosts: [`${id}.localhost`] })
  return {
    site: mode,
    origins: [origin],
    controller: { name: 'Shop AB', contact: 'shop@shop.example', privacyPage: `${origin}/privacy` },
    languages: ['sv', 'en'],
    blocking: mode,
    services: [
      'shop-cart',
      'shop-session',
      'login-session',
      'csrf-token',
      { use: 'klarna-checkout', hosts: ['klarna.localhost'] },
      { use: 'swedbank-pay', hosts: ['payex.localhost'] },
      necessary('recaptcha'),
      necessary('hcaptcha'),
      {
        ...vendor,
        id: 'load-balancer',
        name: 'Load balancer',
        category: 'necessary',
        hosts: [],
        cookies: [{ name: 'AWSALB*', lifetime: 'P7D' }],
      },
      {
        ...vendor,
        id: 'tracker',
        name: 'Tracker',
        category: 'analytics',
        hosts: ['tracker.localhost'],
        cookies: [{ name: '_tr*', lifetime: 'P2Y' }],
        storage: [{ key: '_tr*', area: 'local' }],
      },
      { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost/tr'], cookies: [] },
    ],
  }
}
