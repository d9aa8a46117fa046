import { request as ask, createServer, type Server } from 'node:http'
import { freePort } from '../world.ts'

/** What may go wrong with a file: a status, no answer for so many milliseconds, a broken connection, or something else in its place. */
export type Fault = number | { hangs: number } | 'reset' | 'cut' | { body: string; type: string }

/** Something between the pages and the consent server, which may let down the one or the other file. */
export type Interposed = {
  url: string
  /** What goes wrong from now on: the first fault whose text stands in the path. */
  faults: [path: string, fault: Fault][]
  /** Nothing listens any more. */
  stop(): Promise<void>
  start(): Promise<void>
}

export const startProxy = async (behind: string): Promise<Interposed> => {
  const port = await freePort()
  const to = new URL(behind)
  let server: Server | undefined
  const proxy: Interposed = {
    url: `http://consent.localhost:${port}`,
    faults: [],
    async start() {
      server = createServer(async (request, response) => {
        const fault = proxy.faults.find(([path]) => request.url?.includes(path))?.[1]
        if (fault === 'reset') return request.socket.destroy()
        if (typeof fault === 'number') {
          response.writeHead(fault, { 'content-type': 'text/plain', 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
          return response.end('not now')
        }
        if (typeof fault === 'object' && 'body' in fault) {
          response.writeHead(200, { 'content-type': fault.type, 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
          return response.end(fault.body)
        }
        if (typeof fault === 'object') await new Promise((done) => setTimeout(done, fault.hangs).unref())
        const onward = ask(
          { host: '127.0.0.1', port: to.port, path: request.url, method: request.method, headers: { ...request.headers, host: to.host } },
          (answer) => {
            // A browser shall ask anew each time, or a fault would not be seen.
            response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'cache-control': 'no-store' })
            if (fault !== 'cut') return answer.pipe(response)
            answer.once('data', (part: Buffer) => {
              response.write(part.subarray(0, part.length / 2))
              setTimeout(() => response.destroy(), 20)
            })
          },
        )
        onward.on('error', () => response.destroy())
        request.pipe(onward)
      })
      await new Promise<void>((done) => server?.listen(port, '127.0.0.1', done))
    },
    async stop() {
      server?.closeAllConnections()
      await new Promise<unknown>((done) => (server ? server.close(done) : done(0)))
      server = undefined
    },
  }
  await proxy.start()
  return proxy
}
