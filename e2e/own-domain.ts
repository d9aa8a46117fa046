import { createServer, type RequestListener, type Server } from 'node:http'
import { createWorld, freePort, type World } from './world.ts'

/** A shop whose consent server is on its own domain, so that an answer of that server can set the cookie. */
export type OwnDomain = {
  world: World
  /** Where the shop is. */
  address: string
  tag: string
  /** An address of a host of others: a tracker for analytics or a pixel for marketing. */
  other(name: 'tracker' | 'pixel', path: string): string
  close(): Promise<void>
}

type Serve = (tag: string, world: World) => Promise<RequestListener> | RequestListener

/** Starts both. `serve` answers what the shop and the others are asked for; `differing` is what another policy says. */
export const startOwnDomain = async (serve: Serve, differing: object = {}): Promise<OwnDomain> => {
  const world = await createWorld('consent.shop.localhost')
  const port = await freePort()
  const address = `http://www.shop.localhost:${port}`
  const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US', cookies: [] }
  const tag = world.publish({
    site: 'lab',
    origins: [address],
    cookieDomain: 'shop.localhost',
    controller: { name: 'Lab AB', contact: 'lab@lab.example', privacyPage: `${address}/privacy` },
    languages: ['sv', 'en'],
    services: [
      'shop-cart',
      { ...vendor, id: 'tracker', name: 'Tracker', category: 'analytics', hosts: ['tracker.localhost'] },
      { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost'] },
    ],
    ...differing,
  } as { site: string })
  await world.start()
  const server: Server = createServer(await serve(tag, world))
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    world,
    address,
    tag,
    other: (name, path) => `http://${name}.localhost:${port}${path}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await world.close()
    },
  }
}
