import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// `baseline.ts bare|hono`: what the machine can do at all. Takes receipts, reads their JSON, and answers a few bytes.
const port = Number(process.env.PORT)

const bare = () =>
  createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const id = request.method === 'POST' ? JSON.parse(Buffer.concat(chunks).toString()).receipt.id : null
      const text = JSON.stringify({ id })
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text)
    })
  }).listen(port, '127.0.0.1')

const hono = () => {
  const app = new Hono().get('/', (c) => c.json({ id: null })).post('/', async (c) => c.json({ id: (await c.req.json()).receipt.id }))
  serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
}

if (process.argv[2] === 'hono') hono()
else bare()
