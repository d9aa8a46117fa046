import { setTimeout } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { expect, it, onTestFinished } from 'vitest'
import type { Chunks } from '../export/export.ts'
import { listen } from '../listen.ts'
import { createSent, createStream } from './stream.ts'

const size = 100_000

/** So many chunks, each of another letter. What is handed back is written over at once. */
const createChunks = (count: number) => {
  const handed = { back: 0 }
  async function* chunks(): Chunks {
    for (let n = 0; n < count; n++) {
      const spare = yield new Uint8Array(size).fill(97 + (n % 26))
      if (spare) handed.back++
      spare?.fill(48)
    }
  }
  return { handed, chunks: chunks() }
}

const expected = (count: number) => Array.from({ length: count }, (_, n) => String.fromCharCode(97 + (n % 26)).repeat(size)).join('')

const serve = async (answer: (chunks: Chunks, env: HttpBindings) => Response, count: number) => {
  const { handed, chunks } = createChunks(count)
  const app = { fetch: (_: Request, env?: unknown) => answer(chunks, env as HttpBindings) }
  const { port, close } = await listen(app, { host: '127.0.0.1', port: 0 })
  onTestFinished(close)
  return { handed, response: await fetch(`http://127.0.0.1:${port}/`) }
}

it('hands back what was sent, and nothing that is still to be read', async () => {
  const { handed, response } = await serve((chunks, env) => new Response(createStream(chunks, createSent(env))), 200)
  const reader = response.body?.getReader()
  let text = ''
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    text += Buffer.from(step.value)
    // Slower than the server, so that what it writes has to wait.
    await setTimeout(1)
  }
  expect(text).toBe(expected(200))
  expect(handed.back).toBeGreaterThan(100)
})

it('hands nothing back that is held on the way', async () => {
  const packed = (chunks: Chunks, env: HttpBindings) =>
    new Response(createStream(chunks, createSent(env)).pipeThrough(new CompressionStream('gzip') as unknown as ReadableWritablePair), {
      headers: { 'Content-Encoding': 'gzip' },
    })
  const { handed, response } = await serve(packed, 20)
  expect(await response.text()).toBe(expected(20))
  expect(handed.back).toBe(0)
})

it('hands nothing back where there is no connection', async () => {
  const { handed, chunks } = createChunks(3)
  expect(await new Response(createStream(chunks, createSent(undefined))).text()).toBe(expected(3))
  expect(handed.back).toBe(0)
})
