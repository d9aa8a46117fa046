import { type At, script, type Way } from './way.ts'

type Row = [id: string, name: string, code: (at: At) => string, rest?: Partial<Way>]

/** Calls that reach a third party without an element, or by an element that is never inserted. */
const rows: Row[] = [
  ['fetch', 'fetch', (at) => `fetch('${at.file('fetch')}').catch(() => {})`],
  ['fetch-request', 'fetch of a Request', (at) => `fetch(new Request('${at.file('fetch')}')).catch(() => {})`],
  ['fetch-url', 'fetch of a URL', (at) => `fetch(new URL('${at.file('fetch')}')).catch(() => {})`],
  [
    'fetch-bound',
    'fetch that is bound',
    (at) => `fetch.bind(window)('${at.file('fetch')}', { keepalive: true, mode: 'no-cors' }).catch(() => {})`,
  ],
  ['fetch-later', 'fetchLater', (at) => `window.fetchLater?.('${at.file('later')}', { activateAfter: 0 })`],
  ['xhr', 'XMLHttpRequest', (at) => `const x = new XMLHttpRequest(); x.open('GET', '${at.file('xhr')}'); x.send()`],
  [
    'xhr-sync',
    'XMLHttpRequest, synchronous',
    (at) => `const x = new XMLHttpRequest(); x.open('GET', '${at.file('xhr')}', false); try { x.send() } catch {}`,
  ],
  ['beacon', 'sendBeacon', (at) => `navigator.sendBeacon('${at.file('beacon')}', 'x')`],
  [
    'beacon-hidden',
    'sendBeacon when the page is left',
    (at) =>
      `addEventListener('pagehide', () => navigator.sendBeacon('${at.file('beacon')}', 'x')); addEventListener('load', () => dispatchEvent(new Event('pagehide')))`,
  ],
  ['websocket', 'WebSocket', (at) => `new WebSocket('${at.file('socket').replace('http', 'ws')}')`],
  ['event-source', 'EventSource', (at) => `const s = new EventSource('${at.file('events')}'); s.onerror = () => s.close()`],
  ['image', 'new Image', (at) => `new Image().src = '${at.file('a.svg')}'`, { fails: false }],
  ['audio', 'new Audio', (at) => `new Audio('${at.file('a.mp3')}').preload = 'auto'`, { often: true, fails: false }],
  ['font', 'new FontFace', (at) => `new FontFace('a', 'url(${at.file('a.woff2')})').load().catch(() => {})`],
  ['cache', 'add of a cache', (at) => `caches.open('way').then((c) => c.add('${at.file('cached')}')).catch(() => {})`],
  ['worker', 'a worker of the shop', (at) => `new Worker('${at.own('worker.js')}')`],
  ['worker-import', 'a worker of the shop that imports a script', (at) => `new Worker('${at.own('importing-worker.js')}')`],
  [
    'worker-blob',
    'a worker of a blob: address',
    (at) => `new Worker(URL.createObjectURL(new Blob(["fetch('${at.file('worker')}').catch(() => {})"])))`,
  ],
  ['shared-worker', 'a shared worker of the shop', (at) => `new SharedWorker('${at.own('worker.js')}')`],
  [
    'worklet',
    'a worklet',
    (at) => `window.AudioWorklet && new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule('${at.file('a.js')}').catch(() => {})`,
  ],
  ['dynamic-import', 'import()', (at) => `import('${at.file('a.mjs')}').catch(() => {})`],
  ['eval-import', 'import() in text that is evaluated', (at) => `(0, eval)("import('${at.file('a.mjs')}').catch(() => {})")`],
  ['timer-import', 'import() in the text of a timer', (at) => `setTimeout("import('${at.file('a.mjs')}').catch(() => {})", 1)`],
  ['form-submit', 'submit of a form into a hidden frame', (at) => `${form(at)} f.submit()`],
  ['form-request', 'requestSubmit of a form into a hidden frame', (at) => `${form(at)} f.requestSubmit()`],
  ['form-button', 'a click on a form’s button', (at) => `${form(at)} const b = document.createElement('button'); f.append(b); b.click()`],
  [
    'form-action',
    'formAction of a button',
    (at) =>
      `${form(at).replace(/f\.action = [^;]+;/, '')} const b = document.createElement('button'); b.formAction = '${at.file('form')}'; f.append(b); b.click()`,
  ],
  [
    'link-click',
    'a click on a link into a hidden frame',
    (at) =>
      `${frame()} const a = document.createElement('a'); a.target = i.name; a.href = '${at.file('a.html')}'; document.body.append(a); a.click()`,
  ],
  ['frame-location', 'the location of a frame', (at) => `${frame()} i.contentWindow.location = '${at.file('a.html')}'`],
  ['frame-replace', 'location.replace of a frame', (at) => `${frame()} i.contentWindow.location.replace('${at.file('a.html')}')`],
  ['frame-href', 'location.href of a frame', (at) => `${frame()} i.contentWindow.location.href = '${at.file('a.html')}'`],
  ['open-frame', 'window.open into a frame', (at) => `${frame()} window.open('${at.file('a.html')}', i.name)`],
  ['open', 'window.open', (at) => `window.open('${at.file('a.html')}')`],
  [
    'handler',
    'fetch in the attribute of an event',
    (at) =>
      `const i = document.createElement('img'); i.setAttribute('onerror', "fetch('${at.file('handler')}').catch(() => {})"); i.src = 'data:,'`,
  ],
]

const frame = () =>
  "const i = document.createElement('iframe'); i.hidden = true; i.name = 'frame' + Math.random(); document.body.append(i);"

const form = (at: At) =>
  `${frame()} const f = document.createElement('form'); f.target = i.name; f.action = '${at.file('form')}'; document.body.append(f);`

export const callWays: Way[] = rows.map(([id, name, code, rest]) => ({
  id: `call-${id}`,
  kind: 'call',
  name,
  part: (at) => ({ body: script(code(at)) }),
  fails: true,
  ...rest,
}))
