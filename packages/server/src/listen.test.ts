import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { canonical } from '@kakburk/shared'
import { Hono } from 'hono'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listen } from './listen.ts'
import { createServer } from './testing/server.ts'
import { createVisitor } from './testing/visitor.ts'

const start = async (app: Parameters<typeof listen>[0]) => {
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  onTestFinished(() => listening.close())
  return { ...listening, address: `http://127.0.0.1:${listening.port}` }
}

/** Sends text through a socket as it is, and resolves to what comes back until the server closes or a second is over. */
const sendRaw = (port: number, text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    const done = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('data', (data) => {
      answer += data.toString('latin1')
    })
    socket.on('close', done)
    socket.on('error', done)
    socket.setTimeout(1000, done)
  })

const postHead = (headers: string) =>
  `POST /s/window-shop/receipts HTTP/1.1\r\nHost: x\r\nOrigin: https://shop.example\r\nContent-Type: text/plain\r\n${headers}\r\n\r\n`

describe('on a real port', () => {
  it('a receipt is taken', async () => {
    const { app } = await createServer()
    const { address } = await start(app)
    const headers = { Origin: 'https://shop.example', 'Content-Type': 'text/plain' }
    const answer = await fetch(`${address}/s/window-shop/receipts`, { method: 'POST', headers, body: canonical(createVisitor().signed()) })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example')
  })

  it('receipts of browsers that connect at the same time share checkpoints', async () => {
    const { app, log } = await createServer()
    const { port } = await start(app)
    const bodies = Array.from({ length: 40 }, () => canonical(createVisitor().signed()))
    const answers = bodies.map((body) => sendRaw(port, postHead(`Content-Length: ${body.length}\r\nConnection: close`) + body))
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1.1 201 /)
    const sizes: number[] = []
    for await (const { size } of log.checkpoints('window-shop')) sizes.push(size)
    expect(sizes.at(-1)).toBe(41)
    expect(sizes.length).toBeLessThan(10)
  })

  it('a body in chunks is cut off at the limit, however long it would go on', async () => {
    const { app, log } = await createServer()
    const { port } = await start(app)
    const chunk = `1000\r\n${'x'.repeat(0x1000)}\r\n`
    const answer = await sendRaw(port, postHead('Transfer-Encoding: chunked') + chunk.repeat(3))
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect(answer).toContain('"code":"body-too-large"')
    expect(await log.size('window-shop')).toBe(1)
  })

  it('a body that says it is too long is not waited for', async () => {
    const { app } = await createServer()
    const { port } = await start(app)
    expect(await sendRaw(port, `${postHead('Content-Length: 100000000')}x`)).toMatch(/^HTTP\/1.1 413 /)
  })

  it('a visitor who leaves in the middle of a body is no failure of the server', async () => {
    const { app, reported, log } = await createServer()
    const { port } = await start(app)
    const socket = connect(port, '127.0.0.1', () => socket.write(`${postHead('Content-Length: 1000')}{"receipt"`))
    await setTimeout(100)
    socket.destroy()
    await setTimeout(100)
    expect(reported).toEqual([])
    expect(await log.size('window-shop')).toBe(1)
  })

  it('an old client that tells no host is answered', async () => {
    const { app } = await createServer()
    const { port } = await start(app)
    expect(await sendRaw(port, 'GET /health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.[01] 200 [\s\S]*{"healthy":true}$/)
  })

  it('a gate comes compressed, to HEAD without its body, and not twice', async () => {
    const { app } = await createServer()
    const { port, address } = await start(app)
    const request = (method: string) =>
      sendRaw(port, `${method} /s/window-shop/gate.js HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n`)
    const [head = '', body = ''] = (await request('GET')).split('\r\n\r\n')
    expect(brotliDecompressSync(Buffer.from(body, 'latin1')).toString()).toContain('gate of window-shop')
    expect(head.toLowerCase()).toContain(`content-length: ${body.length}`)
    expect((await request('HEAD')).toLowerCase()).toMatch(new RegExp(`content-length: ${body.length}\r\n(.*\r\n)*\r\n$`))
    const etag = /etag: (.*)/i.exec(head)?.[1]?.trim() ?? ''
    expect((await fetch(`${address}/s/window-shop/gate.js`, { headers: { 'If-None-Match': etag, 'Accept-Encoding': 'br' } })).status).toBe(
      304,
    )
  })

  it('a connection that rests stays open for longer than proxies keep it', async () => {
    const { app } = await createServer()
    const { address } = await start(app)
    expect((await fetch(`${address}/health`)).headers.get('Keep-Alive')).toBe('timeout=75')
  })

  it('an export streams', async () => {
    const { app, tokens } = await createServer()
    const { token } = await tokens.make({ site: 'window-shop', label: '', days: 1 })
    const { address } = await start(app)
    const answer = await fetch(`${address}/s/window-shop/export.csv`, { headers: { Authorization: `Bearer ${token}` } })
    expect(answer.headers.has('Content-Length')).toBe(false)
    expect((await answer.text()).split('\r\n')).toHaveLength(3)
  })
})

describe('listening', () => {
  it('says that a port is in use', async () => {
    const { port } = await start(new Hono())
    await expect(listen(new Hono(), { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('lets a request finish that is under way when it ends, and takes no other', async () => {
    const app = new Hono().get('/', async (c) => {
      await setTimeout(200)
      return c.text('done')
    })
    const listening = await listen(app, { host: '127.0.0.1', port: 0 })
    const address = `http://127.0.0.1:${listening.port}`
    const answer = fetch(address).then((response) => response.text())
    await setTimeout(50)
    const closed = listening.close()
    await expect(fetch(address)).rejects.toThrow()
    expect(await answer).toBe('done')
    await closed
  })
})
