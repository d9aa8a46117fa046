import { createServer, type ServerResponse } from 'node:http'
import type { Browser } from 'playwright-core'
import { launch } from './browser.ts'
import { createWorld, freePort, type World } from './world.ts'

export type Lab = {
  world: World
  browser: Browser
  /** Where the page lies. */
  address: string
  /** What the tracker's host was asked for, oldest first. */
  asked: string[]
  /** The page from now on: `head` right behind the tag, then `body`. It is in Swedish unless `lang` says otherwise, here or in its address. */
  write(page: { head?: string; body?: string; headers?: Record<string, string>; tag?: string; lang?: string }): void
  /** An address of the tracker. Its scripts add their name to `order`; its frames and images only arrive. */
  tracker(path: string): string
  /** Publishes another policy for the same site. */
  publish(differing: object): string
  close(): Promise<void>
}

/** A page of one's own under the gate, with a tracker that is declared in the policy as analytics and a second one as marketing. */
export const startLab = async (differing: object = {}): Promise<Lab> => {
  const world = await createWorld()
  const port = await freePort()
  const address = `http://lab.localhost:${port}`
  const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US' }
  const publish = (changed: object) =>
    world.publish({
      site: 'lab',
      origins: [address],
      controller: { name: 'Lab AB', contact: 'lab@lab.example', privacyPage: `${address}/privacy` },
      languages: ['sv', 'en'],
      services: [
        'shop-cart',
        {
          ...vendor,
          id: 'tracker',
          name: 'Tracker',
          category: 'analytics',
          hosts: ['tracker.localhost'],
          cookies: [{ name: '_tr*', lifetime: 'P2Y' }],
        },
        { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost/tr'], cookies: [] },
      ],
      ...changed,
    } as { site: string })
  let tag = publish(differing)
  await world.start()

  const asked: string[] = []
  let page = { head: '', body: '', headers: {}, tag: undefined as string | undefined, lang: 'sv' }
  const server = createServer((request, response) => {
    const host = request.headers.host?.split(':')[0]
    const path = request.url ?? ''
    if (host === 'lab.localhost' && path.split('?')[0] === '/') {
      const lang = new URL(path, address).searchParams.get('lang') ?? page.lang
      return answer(response, 'text/html; charset=utf-8', document(lang, page.tag ?? tag, page.head, page.body), page.headers)
    }
    if (host !== 'lab.localhost') asked.push(path)
    if (/\.m?js\b/.test(path))
      return answer(response, 'text/javascript', `globalThis.order = [...(globalThis.order ?? []), '${path.slice(1).split('.')[0]}']`)
    if (path.startsWith('/slow')) return setTimeout(() => answer(response, 'text/plain', ''), 500)
    if (/\.svg\b/.test(path)) return answer(response, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    answer(response, 'text/html', '<!doctype html>')
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const browser = await launch()

  return {
    world,
    browser,
    address,
    asked,
    write: ({ head = '', body = '', headers = {}, tag: other, lang = 'sv' }) => {
      page = { head, body, headers, tag: other, lang }
      asked.length = 0
    },
    tracker: (path) => `http://tracker.localhost:${port}${path}`,
    publish(changed) {
      tag = publish(changed)
      return tag
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
      await world.close()
    },
  }
}

const document = (lang: string, tag: string, head: string, body: string) =>
  `<!doctype html><html lang="${lang}"><head>${tag}<meta charset="utf-8"><title>Lab</title><link rel="icon" href="data:,">${head}</head><body><header><h1>Lab</h1></header>${body}</body></html>`

const answer = (response: ServerResponse, type: string, body: string, headers: Record<string, string> = {}) => {
  response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', 'cache-control': 'no-store', ...headers })
  response.end(body)
}
