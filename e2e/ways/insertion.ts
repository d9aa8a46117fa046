import { attributes } from './attributes.ts'
import { html } from './markup.ts'
import { filled, holder, type Row } from './row.ts'
import { type At, inScript, script, type Way } from './way.ts'

const made = (at: At) => `const s = document.createElement('script'); s.src = '${at.file('a.js')}';`

/** Ways to put a script into the document that do not differ in anything else. */
const nodes: Row[] = (
  [
    ['append-child', 'appendChild', 'document.head.appendChild(s)'],
    ['insert-before', 'insertBefore', 'const first = document.scripts[0]; first.parentNode.insertBefore(s, first)'],
    ['append', 'append', "document.head.append('', s)"],
    ['prepend', 'prepend', 'document.body.prepend(s)'],
    ['before', 'before', 'document.scripts[0].before(s)'],
    ['after', 'after', 'document.scripts[0].after(s)'],
    ['replace-with', 'replaceWith', `${holder} p.replaceWith(s)`],
    ['replace-child', 'replaceChild', `${holder} document.body.replaceChild(s, p)`],
    ['replace-children', 'replaceChildren', `${holder} p.replaceChildren(s)`],
    ['adjacent-element', 'insertAdjacentElement', "document.body.insertAdjacentElement('beforeend', s)"],
    ['text-after', 'after, of a text', "const t = document.createTextNode(''); document.body.append(t); t.after(s)"],
    ['range-insert', 'insertNode of a range', `${holder} const r = document.createRange(); r.selectNodeContents(p); r.insertNode(s)`],
    [
      'range-surround',
      'surroundContents of a range',
      `${holder} const r = document.createRange(); r.selectNodeContents(p); r.surroundContents(s)`,
    ],
    ['fragment', 'a fragment', 'const f = document.createDocumentFragment(); f.append(s); document.head.append(f)'],
    ['subtree', 'a subtree', "const d = document.createElement('div'); d.append(s); document.body.append(d)"],
    [
      'shadow-open',
      'an open shadow root',
      `${holder} const d = document.createElement('div'); p.append(d); d.attachShadow({ mode: 'open' }).append(s)`,
    ],
    [
      'shadow-closed-append',
      'a closed shadow root',
      `${holder} const d = document.createElement('div'); p.append(d); d.attachShadow({ mode: 'closed' }).appendChild(s)`,
    ],
    [
      'shadow-before',
      'a shadow root that is filled before it is in the document',
      "const d = document.createElement('div'); d.attachShadow({ mode: 'closed' }).append(s); document.body.append(d)",
    ],
    ['clone', 'cloneNode', 'document.head.append(s.cloneNode(true))'],
    ['import', 'importNode', 'document.head.append(document.importNode(s, true))'],
    [
      'template',
      'a template that is cloned',
      "const t = document.createElement('template'); t.content.append(s); document.body.append(t.content.cloneNode(true))",
    ],
    [
      'other-document',
      'a script of another document',
      "const other = document.implementation.createHTMLDocument(); const o = other.createElement('script'); o.src = s.src; document.body.append(o)",
    ],
    ['borrowed', 'a method that is called by Reflect.apply', 'Reflect.apply(Node.prototype.appendChild, document.head, [s])'],
    [
      'late-type',
      'a script that gets its type after it was held',
      "document.head.append(s); s.type = 'text/javascript'; s.remove(); document.head.append(s)",
    ],
    ['moved', 'a script that is inserted, removed and inserted again', 'document.head.append(s); s.remove(); document.body.append(s)'],
  ] as const
).map(([id, name, how]) => [`script-by-${id}`, `a script by ${name}`, (at) => `${made(at)} ${how}`])

/** Elements that are made, given their address by a property and inserted. */
const elements: Row[] = (
  [
    ['async-script', 'an asynchronous script', 'script', "e.async = true; e.src = '%a.js'"],
    ['ordered-script', 'a script that keeps its place', 'script', "e.async = false; e.src = '%a.js'"],
    ['module', 'a module', 'script', "e.type = 'module'; e.src = '%a.mjs'"],
    ['inline-module', 'an inline module that imports', 'script', "e.type = 'module'; e.textContent = 'import \"%a.mjs\"'"],
    ['iframe', 'a frame', 'iframe', "e.src = '%a.html'"],
    ['srcdoc', 'a frame’s srcdoc', 'iframe', 'e.srcdoc = \'<img src="%a.svg">\''],
    ['image', 'an image', 'img', "e.src = '%a.svg'"],
    ['image-srcset', 'an image’s srcset', 'img', "e.srcset = '%a.svg 1x, %a.svg 2x'"],
    ['input-image', 'an image button', 'input', "e.type = 'image'; e.src = '%a.svg'"],
    ['video', 'a video', 'video', "e.preload = 'auto'; e.src = '%a.mp4'"],
    ['poster', 'a video’s poster', 'video', "e.poster = '%a.svg'"],
    ['audio', 'a sound', 'audio', "e.preload = 'auto'; e.src = '%a.mp3'"],
    ['object', 'an object', 'object', "e.type = 'image/svg+xml'; e.data = '%a.svg'"],
    ['embed', 'an embed', 'embed', "e.type = 'image/svg+xml'; e.src = '%a.svg'"],
    ['stylesheet', 'a style sheet', 'link', "e.rel = 'stylesheet'; e.href = '%a.css'"],
    [
      'stylesheet-late-rel',
      'a link that becomes a style sheet at last',
      'link',
      "e.href = '%a.css'; document.head.append(e); e.rel = 'stylesheet'",
    ],
    [
      'stylesheet-rel-list',
      'a link that becomes a style sheet by relList',
      'link',
      "e.href = '%a.css'; document.head.append(e); e.relList.add('stylesheet')",
    ],
    ['preload', 'a preload', 'link', "e.rel = 'preload'; e.as = 'script'; e.href = '%a.js'"],
    ['modulepreload', 'a preloaded module', 'link', "e.rel = 'modulepreload'; e.href = '%a.mjs'"],
    ['prefetch', 'a prefetch', 'link', "e.rel = 'prefetch'; e.href = '%a.js'"],
    ['style-text', 'a style element by textContent', 'style', 'e.textContent = \'@import "%a.css"\''],
    ['style-node', 'a style element by a text node', 'style', 'document.head.append(e); e.append(\'@import "%a.css"\')'],
    [
      'style-data',
      'a style element by the data of its text',
      'style',
      "e.append(' '); document.head.append(e); e.firstChild.data = '@import \"%a.css\"'",
    ],
  ] as const
).map(([id, name, element, how]) => [
  `made-${id}`,
  `createElement: ${name}`,
  (at) => `const e = document.createElement('${element}'); ${filled(how, at)}; document.body.append(e)`,
  // Media are asked for in pieces, and hints as it suits the browser.
  /^(video|audio|.*preload|prefetch)$/.test(id) ? { often: true } : {},
])

const body: Row[] = [
  [
    'new-body',
    'another body by document.body',
    (at) =>
      `addEventListener('DOMContentLoaded', () => { const b = document.createElement('body'); b.innerHTML = ${inScript(`<iframe src="${at.file('a.html')}"></iframe>`)}; document.body = b })`,
    { alone: true },
  ],
  [
    'new-document',
    'another root element',
    (at) =>
      `addEventListener('DOMContentLoaded', () => { const h = document.documentElement.cloneNode(false); const b = document.createElement('body'); const s = document.createElement('script'); s.src = '${at.file('a.js')}'; b.append(s); h.append(b); document.documentElement.replaceWith(h) })`,
    { alone: true },
  ],
]

export const insertionWays: Way[] = [...nodes, ...elements, ...attributes, ...html, ...body].map(([id, name, code, rest]) => ({
  id,
  kind: 'insertion',
  name,
  part: (at) => ({ body: script(code(at)) }),
  // Now and then it asks for these twice, without a gate as well.
  ...(/(object|embed)$/.test(id) && { often: 'webkit' }),
  ...rest,
}))
