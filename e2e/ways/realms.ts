import { type At, inScript, script, type Way } from './way.ts'

type Row = [id: string, name: string, code: (at: At) => string, rest?: Partial<Way>]

const blank = "const i = document.createElement('iframe'); document.body.append(i); const w = i.contentWindow, d = i.contentDocument;"
const failing: Partial<Way> = { fails: true }

/** Frames of the shop's own have functions that no patch of the page has touched. */
const rows: Row[] = [
  ['fetch', 'fetch of a blank frame', (at) => `${blank} w.fetch('${at.file('fetch')}').catch(() => {})`, failing],
  [
    'xhr',
    'XMLHttpRequest of a blank frame',
    (at) => `${blank} const x = new w.XMLHttpRequest(); x.open('GET', '${at.file('xhr')}'); x.send()`,
    failing,
  ],
  ['beacon', 'sendBeacon of a blank frame', (at) => `${blank} w.navigator.sendBeacon('${at.file('beacon')}')`, failing],
  ['websocket', 'WebSocket of a blank frame', (at) => `${blank} new w.WebSocket('${at.file('socket').replace('http', 'ws')}')`, failing],
  ['image', 'Image of a blank frame', (at) => `${blank} new w.Image().src = '${at.file('a.svg')}'`],
  [
    'script',
    'a script in a blank frame',
    (at) => `${blank} const s = d.createElement('script'); s.src = '${at.file('a.js')}'; d.body.append(s)`,
  ],
  ['inner-html', 'innerHTML in a blank frame', (at) => `${blank} d.body.innerHTML = ${inScript(`<img alt="" src="${at.file('a.svg')}">`)}`],
  [
    'write',
    'document.write in a blank frame',
    (at) => `${blank} d.open(); d.write(${inScript(`<script src="${at.file('a.js')}"></script>`)}); d.close()`,
  ],
  [
    'write-inline',
    'a script that is written into a blank frame',
    (at) => `${blank} d.open(); d.write(${inScript(`<script>fetch('${at.file('fetch')}').catch(() => {})</script>`)}); d.close()`,
    failing,
  ],
  [
    'append',
    'appendChild of a blank frame on the page',
    (at) =>
      `${blank} const s = document.createElement('script'); s.src = '${at.file('a.js')}'; w.Node.prototype.appendChild.call(document.body, s)`,
  ],
  [
    'setter',
    'the src setter of a blank frame on an image of the page',
    (at) => `${blank} Object.getOwnPropertyDescriptor(w.HTMLImageElement.prototype, 'src').set.call(new Image(), '${at.file('a.svg')}')`,
  ],
  [
    'element',
    'a script of a blank frame on the page',
    (at) => `${blank} const s = d.createElement('script'); s.src = '${at.file('a.js')}'; document.body.append(s)`,
  ],
  [
    'frames',
    'a blank frame by window.frames',
    (at) =>
      `const h = document.body.appendChild(document.createElement('div')); h.innerHTML = '<iframe name="named"></iframe>'; frames.named.fetch('${at.file('fetch')}').catch(() => {})`,
    failing,
  ],
  [
    'index',
    'a blank frame by its number',
    (at) =>
      `const i = document.createElement('iframe'); document.body.append(i); window[window.length - 1].fetch('${at.file('fetch')}').catch(() => {})`,
    failing,
  ],
  [
    'nested',
    'a blank frame in a blank frame',
    (at) => `${blank} const n = d.createElement('iframe'); d.body.append(n); n.contentWindow.fetch('${at.file('fetch')}').catch(() => {})`,
    failing,
  ],
  [
    'shadow',
    'a blank frame in a shadow root',
    (at) =>
      `const h = document.body.appendChild(document.createElement('div')), i = document.createElement('iframe'); h.attachShadow({ mode: 'closed' }).append(i); i.contentWindow.fetch('${at.file('fetch')}').catch(() => {})`,
    failing,
  ],
  [
    'borrowed',
    'a blank frame by another frame’s contentWindow',
    (at) =>
      `${blank} const i2 = document.createElement('iframe'); document.body.append(i2); Object.getOwnPropertyDescriptor(w.HTMLIFrameElement.prototype, 'contentWindow').get.call(i2).fetch('${at.file('fetch')}').catch(() => {})`,
    failing,
  ],
  [
    'srcdoc',
    'an inline script in a srcdoc',
    (at) =>
      `const i = document.createElement('iframe'); i.srcdoc = ${inScript(`<script>fetch('${at.file('fetch')}').catch(() => {})</script>`)}; document.body.append(i)`,
  ],
  [
    'srcdoc-parts',
    'a script in a srcdoc whose address is put together',
    (at) =>
      `const i = document.createElement('iframe'); i.srcdoc = ${inScript(`<script>new Image().src = 'http:' + '//' + '${at.file('a.svg').slice(7)}'</script>`)}; document.body.append(i)`,
  ],
  [
    'srcdoc-window',
    'fetch of a srcdoc frame after it has loaded',
    (at) =>
      `const i = document.createElement('iframe'); i.srcdoc = 'x'; i.onload = () => i.contentWindow.fetch('${at.file('fetch')}').catch(() => {}); document.body.append(i)`,
    failing,
  ],
  [
    'blob',
    'a page of a blob: address',
    (at) =>
      `const i = document.createElement('iframe'); i.src = URL.createObjectURL(new Blob([${inScript(`<img alt="" src="${at.file('a.svg')}">`)}], { type: 'text/html' })); document.body.append(i)`,
  ],
  [
    'blob-script',
    'a script in a page of a blob: address',
    (at) =>
      `const i = document.createElement('iframe'); i.src = URL.createObjectURL(new Blob([${inScript(`<script>fetch('${at.file('fetch')}').catch(() => {})</script>`)}], { type: 'text/html' })); document.body.append(i)`,
    failing,
  ],
  [
    'javascript',
    'a page of a javascript: address',
    (at) =>
      `const i = document.createElement('iframe'); i.src = ${inScript(`javascript:'<img src="${at.file('a.svg')}">'`)}; document.body.append(i)`,
  ],
  [
    'same-fetch',
    'fetch of a frame of the shop',
    (at) => `${same(at)} i.onload = () => i.contentWindow.fetch('${at.file('fetch')}').catch(() => {})`,
    failing,
  ],
  [
    'same-image',
    'Image of a frame of the shop',
    (at) => `${same(at)} i.onload = () => { new i.contentWindow.Image().src = '${at.file('a.svg')}' }`,
  ],
  [
    'same-append',
    'appendChild of a frame of the shop on the page',
    (at) =>
      `${same(at)} i.onload = () => { const s = document.createElement('script'); s.src = '${at.file('a.js')}'; i.contentWindow.Node.prototype.appendChild.call(document.body, s) }`,
  ],
  [
    'same-script',
    'a script in a frame of the shop',
    (at) =>
      `${same(at)} i.onload = () => { const s = i.contentDocument.createElement('script'); s.src = '${at.file('a.js')}'; i.contentDocument.body.append(s) }`,
  ],
  [
    'same-inline',
    'an inline script in a frame of the shop',
    (at) =>
      `${same(at)} i.onload = () => { const s = i.contentDocument.createElement('script'); s.textContent = "new Image().src = '${at.file('a.svg')}'"; i.contentDocument.body.append(s) }`,
  ],
  ['popup', 'fetch of a blank window', (at) => `window.open('about:blank')?.fetch('${at.file('fetch')}').catch(() => {})`, failing],
]

const same = (at: At) => `const i = document.createElement('iframe'); i.src = '${at.own('frame.html')}'; document.body.append(i);`

/** Frames that the page's source has. */
const inSource: Way[] = [
  {
    id: 'realm-source',
    kind: 'realm',
    name: 'fetch of a blank frame in the source',
    part: (at) => ({
      body: `<iframe id="source-frame"></iframe>${script(`document.querySelector('#source-frame').contentWindow.fetch('${at.file('fetch')}').catch(() => {})`)}`,
    }),
    fails: true,
  },
  {
    id: 'realm-source-srcdoc',
    kind: 'realm',
    name: 'an inline script in a srcdoc in the source',
    part: (at) => ({ body: `<iframe srcdoc="<script>fetch('${at.file('fetch')}').catch(() => {})</script>"></iframe>` }),
  },
]

export const realmWays: Way[] = [
  ...rows.map(
    ([id, name, code, rest]): Way => ({
      id: `realm-${id}`,
      kind: 'realm',
      name,
      part: (at) => ({ body: script(code(at)) }),
      ...rest,
    }),
  ),
  ...inSource,
]
