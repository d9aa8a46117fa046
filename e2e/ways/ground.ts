import { createServer, type ServerResponse } from 'node:http'
import { createServer as createListener, type Server } from 'node:net'
import { createWorld, freePort, type World } from '../world.ts'
import type { At, Part, Way } from './way.ts'

export const modes = ['marked', 'automatic', 'strict'] as const
export type Mode = (typeof modes)[number]

/** A page on which some ways are tried, and what the server saw of them. */
export type Trial = {
  address: string
  /** How often each way reached the third party, by the way's id. */
  asked: Map<string, number>
  /** What the ways do when the page has loaded, each on its own. */
  acts: string[]
}

export type Ground = {
  world: World
  /** A page of the same shop without anything on it, the gate included. */
  bare: string
  /** Publishes another policy for a mode's pages, from now on. */
  publish(mode: Mode, changed: object): void
  /** Lays out ways on a page under the gate in this mode, or without it. */
  lay(ways: readonly Way[], mode: Mode | undefined, host: ThirdParty): Trial
  close(): Promise<void>
}

/** One that the policy declares, and one that nobody knows. */
export type ThirdParty = 'tracker.localhost' | 'unknown.localhost'

/** A shop's server and that of the third parties, with the consent server behind them. */
export const startGround = async (): Promise<Ground> => {
  const world = await createWorld()
  const port = await freePort()
  const origin = `http://lab.localhost:${port}`
  await world.start()
  const tags = new Map<Mode, string>()
  const publish = (mode: Mode, changed: object = {}): string => {
    const tag = world.publish({ ...policyOf(mode, origin), ...changed })
    tags.set(mode, tag)
    return tag
  }

  const pages = new Map<string, { html: string; headers: Record<string, string>; streamed: boolean }>()
  const trials = new Map<string, Trial>()
  const listeners: Server[] = []
  const count = (run: string, way: string) => {
    const asked = trials.get(run)?.asked
    asked?.set(way, (asked.get(way) ?? 0) + 1)
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', origin)
    const [, folder, run = '', way = '', name = ''] = pathname.split('/')
    if (`.${request.headers.host}`.endsWith(`.${new URL(origin).host}`)) {
      const page = folder === 'page' ? pages.get(run) : undefined
      if (page) return page.streamed ? stream(response, page.html, page.headers) : answer(response, 'text/html', page.html, page.headers)
      if (folder !== 'own') return answer(response, 'text/html', '<!doctype html><title>Bare</title>')
    } else {
      count(run, way)
      return answer(response, ...fileOf(name, way))
    }
    const [type, body] = ownFileOf(name, (file) => `http://${decodeURIComponent(pathname.split('/')[5] ?? '')}/w/${run}/${way}/${file}`)
    answer(response, type, body)
  })
  server.on('upgrade', (request, socket) => {
    const [, , run = '', way = ''] = (request.url ?? '').split('/')
    count(run, way)
    socket.destroy()
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))

  let runs = 0
  const atOf = (run: string, way: string, host: ThirdParty): At => ({
    file: (name) => `http://${host}:${port}/w/${run}/${way}/${name}`,
    own: (name) => `${origin}/own/${run}/${way}/${name}/${host}:${port}`,
    connection() {
      const listener = createListener((socket) => {
        count(run, way)
        socket.destroy()
      }).listen(0)
      listeners.push(listener)
      return `http://${host}:${(listener.address() as { port: number }).port}`
    },
    key: `_tr_${way.replaceAll('-', '_')}`,
  })

  return {
    world,
    bare: `${origin}/bare`,
    publish,
    lay(ways, mode, host) {
      const run = String(runs++)
      const laid = ways.map((way) => ({ way, at: atOf(run, way.id, host) }))
      const trial: Trial = {
        address: `${origin}/page/${run}`,
        asked: new Map(),
        acts: laid.flatMap(({ way, at }) => way.act?.(at) ?? []),
      }
      trials.set(run, trial)
      // An address of its own, so that the browser must wait for the gate as a new visitor's does.
      const tag = mode === undefined ? '' : (tags.get(mode) ?? publish(mode)).replace('gate.js"', `gate.js?${run}"`)
      pages.set(run, {
        html: documentOf(
          tag,
          laid.map(({ way, at }) => way.part(at)),
        ),
        headers: Object.assign(
          {},
          ...laid.map(({ way, at }) => way.headers?.(at)),
          ways.some(({ scriptless }) => scriptless) && { 'content-security-policy': 'sandbox allow-same-origin' },
        ),
        streamed: ways.some(({ streamed }) => streamed),
      })
      return trial
    },
    async close() {
      for (const listener of listeners) listener.close()
      server.closeAllConnections()
      server.close()
      await world.close()
    },
  }
}

const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US' }

const policyOf = (mode: Mode, origin: string) => ({
  site: mode,
  origins: [origin, origin.replace('//', '//www.')],
  controller: { name: 'Lab AB', contact: 'lab@lab.example', privacyPage: `${origin}/privacy` },
  languages: ['sv'],
  blocking: mode,
  services: [
    'shop-cart',
    {
      ...vendor,
      id: 'tracker',
      name: 'Tracker',
      category: 'analytics',
      hosts: ['tracker.localhost'],
      cookies: [{ name: '_tr*', lifetime: 'P2Y' }],
      storage: (['local', 'session'] as const).map((area) => ({ area, key: '_tr*' })),
    },
  ],
})

const documentOf = (tag: string, parts: readonly Part[]): string =>
  `<!doctype html><html lang="sv"><head>${tag}<meta charset="utf-8"><title>Lab</title><link rel="icon" href="data:,">${parts
    .map(({ head = '' }) => head)
    .join('\n')}</head><body><h1>Lab</h1>${parts.map(({ body = '' }) => body).join('\n')}</body></html>`

/** Scripts tell the page whose they are, so that a test sees which ran, and in what order. */
const fileOf = (name: string, way: string): [type: string, body: string] => {
  if (name === 'writer.js') return ['text/javascript', writer]
  if (/\.m?js$/.test(name)) return ['text/javascript', `(globalThis.order ??= []).push('${way}')`]
  if (name.endsWith('.css')) return ['text/css', '']
  if (name.endsWith('.svg')) return ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="part"/></svg>']
  if (name.endsWith('.html')) return ['text/html', '<!doctype html>']
  if (name.endsWith('.vtt')) return ['text/vtt', 'WEBVTT\n']
  return ['text/plain', '']
}

/** As trackers do, it writes what it has lost anew for as long as it runs. */
const writer = `setInterval(() => {
  document.cookie = '_tr_again=1; path=/'
  localStorage._tr_again = sessionStorage._tr_again = 1
}, 20)`

/** Files of the shop's own that reach the third party from a realm of their own. */
const ownFileOf = (name: string, at: (file: string) => string): [type: string, body: string] => {
  if (name === 'worker.js') return ['text/javascript', `fetch('${at('worker')}').catch(() => {})`]
  if (name === 'importing-worker.js') return ['text/javascript', `importScripts('${at('imported.js')}')`]
  return ['text/html', '<!doctype html><title>Frame</title>']
}

const answer = (response: ServerResponse, type: string, body: string, headers: Record<string, string> = {}) => {
  response.writeHead(200, { ...common(type), ...headers })
  response.end(body)
}

const common = (type: string) => ({
  'content-type': /^text\/(html|javascript|css)$/.test(type) ? `${type}; charset=utf-8` : type,
  'access-control-allow-origin': '*',
  // A page that may not be stored at all is not kept for the way back either.
  'cache-control': type === 'text/html' ? 'no-cache' : 'no-store',
})

/** In pieces of 30 bytes with a pause after each, as a slow shop writes. */
const stream = async (response: ServerResponse, html: string, headers: Record<string, string>) => {
  response.socket?.setNoDelay(true)
  response.writeHead(200, { ...common('text/html'), ...headers })
  for (let from = 0; from < html.length && !response.destroyed; from += 30) {
    response.write(html.slice(from, from + 30))
    await new Promise((done) => setTimeout(done, 2))
  }
  response.end()
}
