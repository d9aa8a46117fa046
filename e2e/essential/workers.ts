import { type Check, inPage } from './check.ts'

/** Workers of the shop's own, with what they find by relative address. */
export const workerChecks: Check[] = [
  inPage(
    'a classic worker: importScripts, fetch, XHR and import() by relative address, name and place',
    () =>
      new Promise((done) => {
        const worker = new Worker('own/worker.js', { name: 'stock' })
        worker.onmessage = ({ data }) => done(data)
        worker.postMessage('go')
      }),
    {
      data: 'go',
      imported: 'relative',
      order: ['one'],
      answer: { price: 250 },
      part: 'part',
      href: '/own/worker.js',
      name: 'stock',
      xhr: 404,
      origin: true,
      secure: true,
    },
  ),
  inPage('a worker by URL object: ports, an error with its place, a nested worker, its end', async () => {
    const worker = new Worker(new URL('/own/worker.js', location.href))
    const { port1, port2 } = new MessageChannel()
    const byPort = new Promise<{ data: string }>((done) => {
      port1.onmessage = ({ data }) => done(data)
    })
    worker.postMessage('by port', [port2])
    const told = await byPort
    const failed = new Promise<ErrorEvent>((done) => {
      worker.onerror = (event) => {
        event.preventDefault()
        done(event)
      }
    })
    worker.postMessage('fail')
    const { message, filename, lineno } = await failed
    const nested = new Promise((done) => {
      worker.onmessage = ({ data }) => done(data)
    })
    worker.postMessage('nest')
    const inside = await nested
    worker.terminate()
    return [told.data, message, new URL(filename).pathname, lineno, inside, worker instanceof Worker, String(worker)]
  }, ['by port', 'Uncaught TypeError: of the worker', '/own/worker.js', 3, { nested: 'relative' }, true, '[object Worker]']),
  inPage(
    'a module worker, with imports and its own place',
    () =>
      new Promise((done) => {
        const worker = new Worker('/own/worker.mjs', { type: 'module' })
        worker.onmessage = ({ data }) => done(data)
        worker.postMessage('go')
      }),
    { data: 'go', part: 'part', later: 'part', answer: { price: 250 }, url: '/own/module.mjs', own: '/own/worker.mjs' },
  ),
  inPage(
    'a shared worker, the same one for both who ask',
    async () => {
      const ask = (data: string) =>
        new Promise((done) => {
          const { port } = new SharedWorker('own/shared.js', 'cart')
          port.onmessage = (event) => done(event.data)
          port.postMessage(data)
        })
      return [await ask('first'), await ask('second')]
    },
    ['first', 'second'].map((data, n) => ({
      data,
      connected: n + 1,
      imported: 'relative',
      answer: { price: 250 },
      name: 'cart',
      path: '/own/shared.js',
    })),
  ),
  inPage('workers of a blob and of data, and a class that extends Worker', async () => {
    class Own extends Worker {
      ask(data: unknown) {
        return new Promise((done) => {
          this.onmessage = (event) => done(event.data)
          this.postMessage(data)
        })
      }
    }
    const text = `onmessage = ({ data }) => postMessage(data * 2)`
    const blob = new Own(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))
    const data = new Own(`data:text/javascript,${encodeURIComponent(text)}`)
    return [await blob.ask(2), await data.ask(3), blob instanceof Own]
  }, [4, 6, true]),
  inPage(
    'a worker of a blob that imports and fetches the shop’s own by whole address',
    () =>
      new Promise((done) => {
        const text = `importScripts('${location.origin}/own/import.js'); fetch('${location.origin}/data.json').then((answer) => answer.json()).then((answer) => postMessage([imported, answer]))`
        const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))
        worker.onmessage = ({ data }) => done(data)
      }),
    ['relative', { price: 250 }],
  ),
  inPage(
    'an audio worklet',
    async () => {
      const context = new OfflineAudioContext(1, 128, 8000)
      await context.audioWorklet.addModule('/own/sound.js')
      const node = new AudioWorkletNode(context, 'silent')
      node.connect(context.destination)
      const heard = new Promise((done) => {
        node.port.onmessage = ({ data }) => done(data)
      })
      await context.startRendering()
      return heard
    },
    'heard',
  ),
  inPage('a service worker: registered, in control, answering, gone', async () => {
    const registration = await navigator.serviceWorker.register('/service-worker.js', { scope: '/' })
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))
    }
    const answer = await (await fetch('/from-service-worker')).text()
    const scope = new URL(registration.scope).pathname
    const script = new URL(registration.active?.scriptURL ?? '').pathname
    return [answer, scope, script, await registration.unregister()]
  }, ['from the service worker', '/', '/service-worker.js', true]),
]
