import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http'
import { gpcPath, makeGpcStatement } from '../gpc.ts'
import type { AnswerHeaders } from './answer.ts'
import type { Page } from './bytes.ts'
import type { Rewriter } from './rewriter.ts'
import type { RequestHeaders } from './visit.ts'

/** A middleware of Connect, Express and their like. Also stands before a plain server: `(request, response) => twin(request, response, handle)`. */
export type NodeMiddleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

/** A rewriter as a middleware of Node. What compresses stands before it. */
export const forNode =
  (rewriter: Rewriter): NodeMiddleware =>
  (request, response, next) => {
    const path = pathOf(request)
    if (path.split('?')[0] === gpcPath && /^(GET|HEAD)$/.test(request.method ?? '')) return sendStatement(response)
    rewriter
      .ready()
      .catch(() => undefined)
      .then(() => {
        stand(rewriter, request, response)
        next()
      })
  }

/** Where a request was sent to, before a router took the front of it off. */
const pathOf = (request: IncomingMessage): string => ('originalUrl' in request ? String(request.originalUrl) : (request.url ?? '/'))

const sendStatement = (response: ServerResponse): void => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=86400' })
  response.end(makeGpcStatement())
}

type Callback = (error?: Error | null) => void

/** Puts itself before the methods by which an answer is sent. */
const stand = (rewriter: Rewriter, request: IncomingMessage, response: ServerResponse): void => {
  const { method = 'GET' } = request
  const asked = { host: request.headers.host, path: pathOf(request), cookies: request.headers.cookie }
  const visit = rewriter.begin(asked, headersOfRequest(request))
  if (!visit) return
  const { writeHead, write, end } = response
  /** Undefined until the headers are sent; null when the body passes as it is. */
  let page: Page | null | undefined

  const begin = (status: number) => {
    if (page !== undefined || status < 200) return
    const marked = rewriter.answer(visit, { method, status }, headersOfAnswer(response))
    page = marked?.hasBody ? rewriter.page(marked.plan) : null
  }

  response.writeHead = function (this: ServerResponse, status: number, ...more: unknown[]) {
    // Headers that are given here and nowhere else come to light only now.
    const message = typeof more[0] === 'string' ? more[0] : undefined
    const headers = message === undefined ? (more[0] ?? more[1]) : more[1]
    if (status >= 200) for (const [name, value] of listHeaders(headers)) response.setHeader(name, value)
    begin(status)
    return Reflect.apply(writeHead, this, status < 200 ? [status, ...more] : message === undefined ? [status] : [status, message])
  } as ServerResponse['writeHead']

  response.write = function (this: ServerResponse, chunk: unknown, ...more: unknown[]): boolean {
    if (!response.headersSent) begin(response.statusCode)
    // What is no chunk gets the error that it would get without us.
    if (!page || !isChunk(chunk)) return Reflect.apply(write, this, [chunk, ...more])
    const callback = more.find((value): value is Callback => typeof value === 'function')
    const out = page.push(asBytes(chunk, more[0]))
    if (out.length > 0) return Reflect.apply(write, this, callback ? [out, callback] : [out])
    // It waits for the rest of a tag; whoever sends may send on.
    if (!response.headersSent) response.flushHeaders()
    if (callback) process.nextTick(callback)
    return !response.writableNeedDrain
  } as ServerResponse['write']

  response.end = function (this: ServerResponse, ...values: unknown[]) {
    if (!response.headersSent) begin(response.statusCode)
    if (!page) return Reflect.apply(end, this, values)
    const callback = values.find((value) => typeof value === 'function')
    const [chunk, encoding] = values
    const out = Buffer.concat([...(isChunk(chunk) ? [page.push(asBytes(chunk, encoding))] : []), page.end()])
    page = null
    if (!response.headersSent && !response.hasHeader('transfer-encoding')) response.setHeader('content-length', out.length)
    return Reflect.apply(end, this, callback ? [out, callback] : [out])
  } as ServerResponse['end']
}

const isChunk = (value: unknown): value is string | Uint8Array => typeof value === 'string' || value instanceof Uint8Array

const asBytes = (chunk: string | Uint8Array, encoding: unknown): Uint8Array =>
  typeof chunk === 'string' ? Buffer.from(chunk, Buffer.isEncoding(String(encoding)) ? (encoding as BufferEncoding) : 'utf8') : chunk

/** Headers as `writeHead` takes them: an object, pairs, or names and values in turn. */
const listHeaders = (headers: unknown): [string, OutgoingHttpHeader][] => {
  const listed: [string, OutgoingHttpHeader | undefined][] = !Array.isArray(headers)
    ? Object.entries((headers ?? {}) as Record<string, OutgoingHttpHeader | undefined>)
    : Array.isArray(headers[0])
      ? headers
      : Array.from({ length: headers.length / 2 }, (_, n) => [headers[2 * n], headers[2 * n + 1]])
  const byName = new Map<string, [string, OutgoingHttpHeader]>()
  for (const [name, value] of listed) {
    if (value === undefined) continue
    const before = byName.get(name.toLowerCase())
    byName.set(name.toLowerCase(), before ? [name, [before[1], value].flat().map(String)] : [name, value])
  }
  return [...byName.values()]
}

const headersOfRequest = ({ headers }: IncomingMessage): RequestHeaders => ({
  get: (name) => [headers[name] ?? []].flat().join(', ') || null,
  set: (name, value) => {
    headers[name] = value
  },
  delete: (name) => {
    delete headers[name]
  },
})

const headersOfAnswer = (response: ServerResponse): AnswerHeaders => {
  const listed = (name: string) => [response.getHeader(name) ?? []].flat().map(String)
  return {
    get: (name) => listed(name).join(', ') || null,
    set: (name, value) => void response.setHeader(name, value),
    append: (name, value) => void response.setHeader(name, [...listed(name), value]),
    delete: (name) => response.removeHeader(name),
  }
}
