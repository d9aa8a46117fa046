import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './shop.ts'

type Request = { request: IncomingMessage; response: ServerResponse; path: string; body: string; answer: Answer }

const script = 'text/javascript; charset=utf-8'

/** Answers that have begun, by the names that the page gave them, until it asks for the rest. */
const streams = new Map<string, ServerResponse>()

/** Everything of the shop's own but the page itself. */
export const answerOwn = ({ request, response, path, body, answer }: Request): unknown => {
  const [name = '', query = ''] = path.split('?')
  if (name in files) {
    const [type, text] = files[name] as [string, string | Buffer]
    return answer(200, type, text)
  }
  // A script whose name says nothing else adds it to `order`: `/one.js`, `/shop/two.mjs`.
  const stem = /([\w-]+)\.m?js$/.exec(name)?.[1]
  if (stem) return answer(200, script, `globalThis.order = [...(globalThis.order ?? []), '${stem}']`)
  if (name === '/inline.svg') return answer(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  if (name === '/around')
    return answer(200, 'text/html', `<!doctype html><title>Around</title><iframe ${decodeURIComponent(query)}></iframe>`)
  if (name.endsWith('.html'))
    return answer(200, 'text/html; charset=utf-8', `<!doctype html><title>${name}</title><script>order = ['in frame']</script>`)
  if (name === '/api/echo') {
    const { cookie = '', 'x-csrf-token': csrf = null, 'content-type': type = null, 'x-requested-with': by = null } = request.headers
    return answer(200, 'application/json', JSON.stringify({ method: request.method, query, body, cookie, csrf, type, by }))
  }
  if (name === '/api/stream') {
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).write('one ')
    streams.set(query, response)
    return
  }
  if (name === '/api/stream-on') {
    streams.get(query)?.end('two three')
    streams.delete(query)
    return answer(200, 'text/plain', 'goes on')
  }
  if (name === '/api/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write('id: 1\ndata: one\n\n')
    return setTimeout(() => response.write('event: stock\ndata: two\n\n'), 15)
  }
  if (name === '/api/slow') return setTimeout(() => answer(200, 'text/plain', 'slow'), 3_000).unref()
  if (name === '/api/status') return answer(Number(query), 'text/plain', `status ${query}`)
  if (name === '/api/redirect') return answer(303, 'text/plain', '', { location: decodeURIComponent(query) })
  if (name === '/api/cookies')
    return answer(200, 'text/plain', 'set', { 'set-cookie': query.split('&').map((cookie) => decodeURIComponent(cookie)) })
  if (name === '/form') {
    const { 'content-type': type = '' } = request.headers
    const told = { method: request.method, query, body: body.replaceAll(/-{4,}\w+/g, '--'), type: type.replace(/boundary=.*/, '') }
    return answer(200, 'text/html; charset=utf-8', `<!doctype html><title>Form</title><pre>${JSON.stringify(told)}</pre>`)
  }
  answer(404, 'text/plain', 'nothing here')
}

const files: Record<string, [type: string, text: string | Buffer]> = {
  '/picture.svg': [
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="8"><symbol id="s"><rect width="3" height="3"/></symbol></svg>',
  ],
  '/style.css': ['text/css', ':root{--own:loaded}.own{background-image:url(picture.svg)}'],
  '/imported.css': ['text/css', '@import "style.css";'],
  '/data.json': ['application/json', '{"price":250}'],
  '/manifest.json': ['application/manifest+json', '{"name":"Shop"}'],
  '/tone.wav': ['audio/wav', wav()],
  '/own/module.mjs': [script, "import { part } from './part.mjs'; export default part; export const url = import.meta.url"],
  '/own/part.mjs': [script, "export const part = 'part'"],
  '/library/sum.mjs': [script, 'export const sum = (a, b) => a + b'],
  '/own/worker.js': [
    script,
    `importScripts('import.js', '/one.js')
    onmessage = async ({ data, ports }) => {
      if (data === 'fail') return setTimeout(() => { throw new TypeError('of the worker') })
      if (data === 'nest') {
        const nested = new Worker('worker.js')
        nested.onmessage = ({ data }) => postMessage({ nested: data.imported })
        return nested.postMessage('go')
      }
      const answer = await fetch('../data.json').then((answer) => answer.json())
      const request = new XMLHttpRequest()
      request.open('GET', 'answer.txt?sync', false)
      request.send()
      const { default: part } = await import('./module.mjs')
      const told = { data, imported, order, answer, part, href: new URL(location.href).pathname, name: self.name, xhr: request.status, origin: origin === location.origin, secure: isSecureContext }
      if (ports[0]) ports[0].postMessage(told)
      else postMessage(told)
    }`,
  ],
  '/own/import.js': [script, "self.imported = 'relative'"],
  '/own/worker.mjs': [
    script,
    `import part, { url } from './module.mjs'
    onmessage = async ({ data }) => {
      const later = await import('./part.mjs')
      const answer = await fetch('../data.json').then((answer) => answer.json())
      postMessage({ data, part, later: later.part, answer, url: new URL(url).pathname, own: new URL(import.meta.url).pathname })
    }`,
  ],
  '/own/shared.js': [
    script,
    `importScripts('import.js')
    let connected = 0
    onconnect = ({ ports: [port] }) => {
      connected++
      port.onmessage = async ({ data }) => {
        const answer = await fetch('../data.json').then((answer) => answer.json())
        port.postMessage({ data, connected, imported, answer, name: self.name, path: location.pathname })
      }
    }`,
  ],
  '/own/sound.js': [
    script,
    "registerProcessor('silent', class extends AudioWorkletProcessor { process() { this.port.postMessage('heard'); return false } })",
  ],
  '/service-worker.js': [
    script,
    `self.addEventListener('install', () => self.skipWaiting())
    self.addEventListener('activate', (event) => event.waitUntil(clients.claim()))
    self.addEventListener('fetch', (event) => {
      if (event.request.url.endsWith('/from-service-worker')) event.respondWith(new Response('from the service worker'))
    })`,
  ],
  '/frame-of-own.html': [
    'text/html; charset=utf-8',
    `<!doctype html><title>Own frame</title><p id="p">own</p><script>
      window.said = 'by the frame'
      addEventListener('message', ({ data, source, origin }) => source.postMessage({ echoed: data }, origin))
      parent.order = [...(parent.order ?? []), 'frame']
    </script><script src="/one.js"></script>`,
  ],
}

/** A hundredth of a second of silence. */
function wav(): Buffer {
  const samples = 80
  const sound = Buffer.alloc(44 + samples, 128)
  sound.write('RIFF')
  sound.writeUInt32LE(36 + samples, 4)
  sound.write('WAVEfmt ', 8)
  sound.writeUInt32LE(16, 16)
  sound.writeUInt16LE(1, 20)
  sound.writeUInt16LE(1, 22)
  sound.writeUInt32LE(8_000, 24)
  sound.writeUInt32LE(8_000, 28)
  sound.writeUInt16LE(1, 32)
  sound.writeUInt16LE(8, 34)
  sound.write('data', 36)
  sound.writeUInt32LE(samples, 40)
  return sound
}
