import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/** A server that answers on a port, until it is closed. */
export type Listening = {
  /** The port that was taken; of interest when 0 was asked for. */
  port: number
  /** Takes no new request, lets those under way finish, and cuts off after ten seconds the ones that do not. */
  close(): Promise<void>
}

/** An app as far as listening goes: what `createApp` gives. */
type App = { fetch: (request: Request) => Response | Promise<Response> }

/** Puts an app on a port; with port 0, on one that is free. Rejects with the error of the operating system. */
export const listen = async (app: App, { host, port }: { host: string; port: number }): Promise<Listening> => {
  // HTTP/1.0 needs no Host header, and a request needs an address; no route looks at this part of it.
  const server = createAdaptorServer({ fetch: app.fetch, hostname: 'localhost' })
  // Longer than proxies and browsers keep a connection that rests (nginx: 60 s): a request that they send down one which this side is
  // just closing would be lost, and of a POST nobody dares to send a second.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve, reject) => {
        const cutOff = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 10_000)
        // A connection whose last request is answered would rest on.
        const rest = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 100)
        server.close((error) => {
          clearTimeout(cutOff)
          clearInterval(rest)
          if (error) reject(error)
          else resolve()
        })
      }),
  }
}
