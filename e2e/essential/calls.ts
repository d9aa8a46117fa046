import { type Check, inPage } from './check.ts'

/** Calls of the shop to its own server. */
export const callChecks: Check[] = [
  inPage('fetch: relative, absolute, as URL, as Request; text, JSON, headers, status', async () => {
    const whole = new URL('/api/echo?x=1', location.href)
    const answers = await Promise.all([
      fetch('api/echo?rel'),
      fetch(whole),
      fetch(whole.href),
      fetch(new Request(whole)),
      fetch(`//${location.host}/api/echo`),
    ])
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    const [first] = answers
    return [
      bodies.map(({ query }) => query),
      first?.status,
      first?.ok,
      first?.type,
      first?.redirected,
      first?.headers.get('content-type'),
      new URL(first?.url ?? '').pathname,
      (await fetch('/api/status?418')).status,
    ]
  }, [['rel', 'x=1', 'x=1', 'x=1', ''], 200, true, 'basic', false, 'application/json', '/api/echo', 418]),
  inPage('fetch: POST with text, JSON, parameters, form data, a blob and a Request that carries one', async () => {
    const form = new FormData()
    form.append('name', 'Åsa')
    form.append('file', new File(['inside'], 'a.txt', { type: 'text/plain' }))
    const post = async (body: BodyInit, headers: HeadersInit = {}) => {
      const { type, body: got } = await fetch('/api/echo', { method: 'POST', body, headers }).then((answer) => answer.json())
      return [type.split(';')[0], got.replaceAll(/\r\n|-{4,}\w+/g, ' ').length > 200 ? 'long' : got]
    }
    const request = new Request('/api/echo', { method: 'PUT', body: 'in a request', headers: { 'x-csrf-token': 't' } })
    const byRequest = await fetch(request).then((answer) => answer.json())
    return [
      await post('plain'),
      await post(JSON.stringify({ a: 1 }), { 'content-type': 'application/json' }),
      await post(new URLSearchParams({ q: 'a b' })),
      (await post(form))[0],
      await post(new Blob(['blob'], { type: 'text/x-own' })),
      await post(new TextEncoder().encode('bytes'), { 'content-type': 'application/octet-stream' }),
      [byRequest.method, byRequest.body, byRequest.csrf, request.bodyUsed],
    ]
  }, [
    ['text/plain', 'plain'],
    ['application/json', '{"a":1}'],
    ['application/x-www-form-urlencoded', 'q=a+b'],
    'multipart/form-data',
    ['text/x-own', 'blob'],
    ['application/octet-stream', 'bytes'],
    ['PUT', 'in a request', 't', true],
  ]),
  inPage('fetch: a body that streams in', async () => {
    const id = Math.random()
    const reader = (await fetch(`/api/stream?${id}`)).body?.getReader()
    const decoder = new TextDecoder()
    const texts: string[] = []
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      texts.push(decoder.decode(part.value, { stream: true }))
      // The rest is sent when it is asked for, so that what has come by now came alone.
      if (texts.length === 1) await fetch(`/api/stream-on?${id}`)
    }
    return [texts[0], texts.join('')]
  }, ['one ', 'one two three']),
  inPage('fetch: abort, a time limit, and a server that is not there', async () => {
    const controller = new AbortController()
    const failure = (error: unknown) => `${(error as Error).name}${error instanceof DOMException ? ' (DOM)' : ''}`
    const aborted = fetch('/api/slow', { signal: controller.signal }).catch(failure)
    controller.abort()
    const reason = new AbortController()
    const withReason = fetch(new Request('/api/slow', { signal: reason.signal })).catch((error) => error)
    reason.abort('enough')
    const late = fetch('/api/slow', { signal: AbortSignal.timeout(30) }).catch(failure)
    return [await aborted, await withReason, await late, controller.signal.aborted]
  }, ['AbortError (DOM)', 'enough', 'TimeoutError (DOM)', true]),
  inPage(
    'fetch: redirects followed, shown and refused; HEAD, PUT, PATCH, DELETE; data and blob',
    async () => {
      const to = '/api/redirect?%2Fapi%2Fecho%3Fafter'
      const followed = await fetch(to, { method: 'POST', body: 'x' })
      const { method, query } = await followed.json()
      const shown = await fetch(to, { redirect: 'manual' })
      const refused = await fetch(to, { redirect: 'error' }).catch((error) => error.name)
      const methods = []
      for (const verb of ['PUT', 'PATCH', 'DELETE']) methods.push((await (await fetch('/api/echo', { method: verb })).json()).method)
      const head = await fetch('/api/echo', { method: 'HEAD' })
      const blob = URL.createObjectURL(new Blob(['from a blob']))
      return [
        [followed.redirected, new URL(followed.url).search, method, query],
        shown.type,
        refused,
        methods,
        [head.status, await head.text()],
        await (await fetch('data:text/plain,from data')).text(),
        await (await fetch(blob)).text(),
      ]
    },
    [[true, '?after', 'GET', 'after'], 'opaqueredirect', 'TypeError', ['PUT', 'PATCH', 'DELETE'], [200, ''], 'from data', 'from a blob'],
    ['Failed to load resource: net::ERR_FAILED'],
  ),
  inPage(
    'fetch: the browser’s own errors for what makes no sense',
    async () => {
      const errors = []
      const call = fetch as (...values: unknown[]) => Promise<unknown>
      for (const values of [
        [],
        ['http://['],
        ['/', { method: 'BAD METHOD' }],
        ['/', { body: 'x' }],
        [`http://user:pass@${location.host}/`],
      ]) {
        errors.push(await call(...values).catch((error) => `${error.name}: ${error.message.slice(0, 30)}`))
      }
      return errors
    },
    [
      "TypeError: Failed to execute 'fetch' on '",
      "TypeError: Failed to execute 'fetch' on '",
      "TypeError: Failed to execute 'fetch' on '",
      "TypeError: Failed to execute 'fetch' on '",
      "TypeError: Failed to execute 'fetch' on '",
    ].map((text) => text.slice(0, 41)),
  ),
  inPage('XMLHttpRequest: events, states, headers and kinds of answer', async () => {
    const load = (type: XMLHttpRequestResponseType, path = '/data.json') =>
      new Promise<XMLHttpRequest>((done) => {
        const request = new XMLHttpRequest()
        request.open('GET', path)
        request.responseType = type
        request.onloadend = () => done(request)
        request.send()
      })
    const seen: string[] = []
    await new Promise((done) => {
      const request = new XMLHttpRequest()
      request.onreadystatechange = () => seen.push(String(request.readyState))
      for (const name of ['loadstart', 'progress', 'load', 'loadend']) request.addEventListener(name, ({ type }) => seen.push(type))
      request.upload.addEventListener('load', () => seen.push('uploaded'))
      request.addEventListener('loadend', done)
      request.open('POST', '/api/echo')
      request.setRequestHeader('x-csrf-token', 't')
      request.send('body')
    })
    const text = await load('text')
    const buffer = (await load('arraybuffer')).response as ArrayBuffer
    const page = (await load('document', '/frame.html')).response as Document
    return [
      seen.join(' '),
      text.responseText,
      (await load('json')).response,
      buffer.byteLength,
      page.title,
      ((await load('blob')).response as Blob).type,
      [text.status, text.statusText, new URL(text.responseURL).pathname, text.getResponseHeader('Content-Type')],
      (await load('', '/api/status?404')).status,
    ]
  }, [
    '1 loadstart uploaded 2 3 progress 4 load loadend',
    '{"price":250}',
    { price: 250 },
    13,
    '/frame.html',
    'application/json',
    [200, 'OK', '/data.json', 'application/json'],
    404,
  ]),
  inPage('XMLHttpRequest: synchronous, aborted, too slow, used again, open() with every argument', async () => {
    const request = new XMLHttpRequest()
    request.open('GET', new URL('/data.json', location.href), false)
    request.send()
    const first = request.responseText
    request.open('GET', 'api/echo?again', false, 'user', 'word')
    request.send(null)
    const again = JSON.parse(request.responseText).query
    const slow = (act: (request: XMLHttpRequest) => void) =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('GET', '/api/slow')
        for (const name of ['abort', 'timeout', 'error', 'load']) request.addEventListener(name, ({ type }) => done([type, request.status]))
        act(request)
        request.send()
      })
    let unsent = ''
    try {
      new XMLHttpRequest().send()
    } catch (error) {
      unsent = (error as Error).name
    }
    return [
      first,
      again,
      await slow((request) => setTimeout(() => request.abort(), 20)),
      await slow((request) => {
        request.timeout = 30
      }),
      unsent,
    ]
  }, ['{"price":250}', 'again', ['abort', 0], ['timeout', 0], 'InvalidStateError']),
  inPage('XMLHttpRequest: upload of form data, and a class that extends it', async () => {
    class Counted extends XMLHttpRequest {
      opened = 0
      override open(method: string, url: string | URL) {
        this.opened++
        super.open(method, url)
      }
    }
    const request = new Counted()
    const form = new FormData()
    form.append('file', new Blob(['x'.repeat(300_000)]), 'big.bin')
    let progress = 0
    request.upload.onprogress = ({ loaded }) => {
      progress = Math.max(progress, loaded)
    }
    request.open('POST', '/api/echo')
    await new Promise((done) => {
      request.onload = done
      request.send(form)
    })
    const { type, body } = JSON.parse(request.responseText)
    return [type.split(';')[0], body.includes('filename="big.bin"'), progress > 300_000, request.opened, request instanceof XMLHttpRequest]
  }, ['multipart/form-data', true, true, 1, true]),
  inPage('a web socket, with protocols, text, bytes and an orderly end; and a class that extends it', async () => {
    class Stock extends WebSocket {}
    const socket = new Stock(`ws://${location.host}/stock`, ['v2', 'v1'])
    socket.binaryType = 'arraybuffer'
    const heard: unknown[] = []
    await new Promise((done) => socket.addEventListener('open', done))
    const state = socket.readyState
    const all = new Promise<void>((done) => {
      socket.onmessage = ({ data }) => {
        heard.push(typeof data === 'string' ? data : new Uint8Array(data).join())
        if (heard.length === 2) done()
      }
    })
    socket.send('hello')
    socket.send(new Uint8Array([1, 2]))
    await all
    const closed = new Promise<CloseEvent>((done) => {
      socket.onclose = done
    })
    socket.close(1000, 'done')
    const { code, wasClean } = await closed
    return [heard, socket.protocol, state === WebSocket.OPEN, code, wasClean, socket instanceof Stock && socket instanceof WebSocket]
  }, [['hello', '1,2'], 'v2', true, 1000, true, true]),
  inPage('an event source', async () => {
    const source = new EventSource('api/events')
    const heard: unknown[] = []
    await new Promise<void>((done) => {
      source.onmessage = ({ data, lastEventId }) => heard.push([data, lastEventId])
      source.addEventListener('stock', ({ data }) => {
        heard.push(data)
        done()
      })
    })
    source.close()
    return [heard, source.readyState === EventSource.CLOSED, source instanceof EventSource]
  }, [[['one', '1'], 'two'], true, true]),
  {
    name: 'beacons, on the page and when it closes',
    async run({ tab, own, askedFor }) {
      const sent = await tab.evaluate(() => {
        addEventListener('pagehide', () => navigator.sendBeacon('/api/echo?leaving', JSON.stringify({ left: true })))
        return [
          navigator.sendBeacon('/api/echo?beacon', 'text'),
          navigator.sendBeacon(new URL('/api/echo?blob', location.href), new Blob(['b'], { type: 'text/plain' })),
        ]
      })
      await tab.goto(own('/?next'))
      await tab.waitForTimeout(150)
      return [
        sent,
        ['beacon', 'blob', 'leaving'].map((name) => askedFor(`/api/echo?${name}`).map(({ method, body }) => `${method} ${body}`)),
      ]
    },
    gives: [
      [true, true],
      [['POST text'], ['POST b'], ['POST {"left":true}']],
    ],
  },
  {
    name: 'a call that outlives its page',
    async run({ tab, own, askedFor }) {
      await tab.evaluate(() => {
        addEventListener('pagehide', () => void fetch('/api/echo?kept', { method: 'POST', body: 'k', keepalive: true }))
      })
      await tab.goto(own('/?next'))
      await tab.waitForTimeout(150)
      return askedFor('/api/echo?kept').map(({ body }) => body)
    },
    gives: ['k'],
  },
]
