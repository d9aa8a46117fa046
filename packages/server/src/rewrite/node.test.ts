import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type RequestListener, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { aRewriter, cookieOf, everything, trackedPage, waitingPage } from '../testing/twin.ts'
import { forNode } from './node.ts'

const close: (() => void)[] = []
afterEach(() => {
  for (const stop of close.splice(0)) stop()
})

/** A shop behind a rewriter, and the address at which it answers. */
const open = async (shop: RequestListener) => {
  const { rewriter, reported } = await aRewriter()
  const twin = forNode(rewriter)
  const server = createServer((request, response) => twin(request, response, () => shop(request, response)))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  close.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reported }
}

const ask = async (shop: RequestListener, init: RequestInit = {}) => {
  const { url, reported } = await open(shop)
  const response = await fetch(`${url}/page`, init)
  return { response, headers: response.headers, text: await response.text(), reported }
}

const html = { 'Content-Type': 'text/html; charset=utf-8' }

describe('a page that a Node server sends', () => {
  it.each<[string, RequestListener]>([
    [
      'at once',
      (_, response) => {
        response.setHeader('Content-Type', 'text/html')
        response.end(trackedPage)
      },
    ],
    [
      'with a length, headers in writeHead, and a callback',
      (_, response) => {
        response.writeHead(200, { ...html, 'Content-Length': Buffer.byteLength(trackedPage) })
        response.end(trackedPage, 'utf8', () => response.emit('sent'))
      },
    ],
    [
      'with a message, headers as a list',
      (_, response) => {
        response.writeHead(200, 'Fine', ['Content-Type', 'text/html', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
        response.end(Buffer.from(trackedPage))
      },
    ],
    [
      'byte by byte',
      (_, response) => {
        response.writeHead(200, html)
        for (const byte of Buffer.from(trackedPage)) response.write(Uint8Array.of(byte))
        response.end()
      },
    ],
    [
      'in another notation',
      (_, response) => {
        response.setHeader('content-type', 'TEXT/HTML')
        response.write(Buffer.from(trackedPage).toString('base64'), 'base64')
        response.end('', 'latin1')
      },
    ],
    [
      'after its headers',
      (_, response) => {
        response.setHeader('Content-Type', 'text/html')
        response.flushHeaders()
        setTimeout(() => response.end(trackedPage), 20)
      },
    ],
  ])('%s is marked', async (_, shop) => {
    const { text, headers, response } = await ask(shop)
    expect([response.status, text, headers.get('Vary')]).toEqual([200, waitingPage, 'Cookie'])
  })

  it('keeps what else stands in its headers', async () => {
    const { response } = await ask((_, response) => {
      response.setHeader('X-Before', 'before')
      response.writeHead(418, 'Teapot', [
        ['Content-Type', 'text/html'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ] as unknown as string[])
      response.end(trackedPage)
    })
    expect([response.status, response.statusText, response.headers.get('X-Before')]).toEqual([418, 'Teapot', 'before'])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('has the length that it has now, when it is known', async () => {
    const { headers } = await ask((_, response) => response.writeHead(200, html).end(trackedPage))
    expect(headers.get('Content-Length')).toBeNull()
    const whole = await ask((_, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.setHeader('Content-Length', 5)
      response.end(trackedPage)
    })
    expect(whole.headers.get('Content-Length')).toBe(String(Buffer.byteLength(waitingPage)))
  })

  it('passes untouched to a visitor who granted everything', async () => {
    const { text } = await ask((_, response) => response.writeHead(200, html).end(trackedPage), {
      headers: { Cookie: await cookieOf(everything) },
    })
    expect(text).toBe(trackedPage)
  })

  it('leaves piece by piece, and every callback is called', async () => {
    const called: string[] = []
    let more: (text: string) => void = () => undefined
    const { url } = await open((_, response) => {
      response.writeHead(200, html)
      more = (text) => void response.write(text, () => called.push(text))
      more('<p>first')
    })
    const answer = await new Promise<IncomingMessage>((done) => get(url, done))
    const next = () => new Promise<string>((done) => answer.once('data', (bytes) => done(String(bytes))))
    expect(await next()).toBe('<p>first')
    more('<img src="https://www.facebook.com/tr')
    more('?id=1">')
    expect(await next()).toBe('<img data-kakburk-src="https://www.facebook.com/tr?id=1">')
    expect(called).toEqual(['<p>first', '<img src="https://www.facebook.com/tr', '?id=1">'])
    answer.destroy()
  })

  it('goes no faster than the visitor takes it', async () => {
    const pieces = 400
    const piece = `<p>${'x'.repeat(64_000)}</p>`
    let written = 0
    const { url } = await open(async (_, response) => {
      response.writeHead(200, html)
      for (; written < pieces; written++) if (!response.write(piece)) await once(response, 'drain')
      response.end()
    })
    const answer = await new Promise<IncomingMessage>((done) => get(url, done))
    await new Promise((done) => setTimeout(done, 500))
    expect(written).toBeLessThan(pieces)
    let length = 0
    for await (const bytes of answer) length += bytes.length
    expect([written, length]).toEqual([pieces, pieces * piece.length])
  })
})

describe('what passes unchanged through a Node server', () => {
  it('an answer that is no page, with everything that it has', async () => {
    const { text, headers } = await ask((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 2, ETag: '"a"' })
      response.end('{}')
    })
    expect([text, headers.get('Content-Length'), headers.get('ETag'), headers.get('Vary')]).toEqual(['{}', '2', '"a"', null])
  })

  it('a page that is compressed already', async () => {
    const { text, reported } = await ask((_, response) => {
      response.writeHead(200, { ...html, 'Content-Encoding': 'gzip' })
      response.end(gzipSync(trackedPage))
    })
    expect([text, reported.join()]).toEqual([trackedPage, expect.stringContaining('compressed')])
  })

  it('answers without a body', async () => {
    const head = await ask((_, response) => response.writeHead(200, { ...html, 'Content-Length': 99 }).end(), { method: 'HEAD' })
    expect([head.text, head.headers.get('Content-Length'), head.headers.get('Vary')]).toEqual(['', null, 'Cookie'])
    const none = await ask((_, response) => response.writeHead(204, html).end())
    expect([none.response.status, none.text]).toEqual([204, ''])
    const same = await ask((request, response) => response.writeHead(request.headers['if-none-match'] ? 304 : 200, html).end(), {
      headers: { 'If-None-Match': '"a"' },
    })
    expect(same.response.status).toBe(304)
  })

  it('a hint that is sent early', async () => {
    const { url } = await open((_, response) => {
      response.writeEarlyHints({ link: '</own.css>; rel=preload; as=style' })
      response.writeHead(200, html).end(trackedPage)
    })
    const hints: unknown[] = []
    const text = await new Promise<string>((done) => {
      const asked = send(url, (answer) => {
        let whole = ''
        answer.on('data', (bytes) => {
          whole += bytes
        })
        answer.on('end', () => done(whole))
      })
      asked.on('information', ({ statusCode }) => hints.push(statusCode))
      asked.end()
    })
    expect([hints, text]).toEqual([[103], waitingPage])
  })

  it('the errors that a shop makes for itself', async () => {
    const errors: unknown[] = []
    const { text } = await ask((_, response) => {
      response.writeHead(200, html)
      try {
        response.write({} as string)
      } catch (error) {
        errors.push((error as { code?: string }).code)
      }
      try {
        response.setHeader('X-Late', '1')
      } catch (error) {
        errors.push((error as { code?: string }).code)
      }
      response.end(trackedPage)
    })
    expect([errors, text]).toEqual([['ERR_INVALID_ARG_TYPE', 'ERR_HTTP_HEADERS_SENT'], waitingPage])
  })
})

it('asks the shop whether the page has changed as if there were one form of it', async () => {
  const shop: RequestListener = (request, response) => {
    response.setHeader('ETag', '"a"')
    response.setHeader('Content-Type', 'text/html')
    if (request.headers['if-none-match'] === '"a"') response.statusCode = 304
    response.end(response.statusCode === 304 ? undefined : trackedPage)
  }
  const { url } = await open(shop)
  const first = await fetch(url)
  const tag = first.headers.get('ETag') ?? ''
  expect(tag).toContain('~kakburk.')
  const again = (cookie: string) =>
    fetch(url, { headers: { 'If-None-Match': tag, Cookie: cookie, Accept: 'text/html' }, cache: 'no-store' })
  const second = await again('')
  expect([second.status, second.headers.get('ETag')]).toEqual([304, tag])
})

it('promises Global Privacy Control at the well-known address, behind routers too', async () => {
  const { url } = await open((_, response) => response.writeHead(500).end())
  expect(await (await fetch(`${url}/.well-known/gpc.json`)).json()).toEqual({ gpc: true, lastUpdate: expect.any(String) })
})
