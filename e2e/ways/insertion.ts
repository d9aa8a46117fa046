import { type At, inScript, script, type Way } from './way.ts'

type Row = [id: string, name: string, code: (at: At) => string, rest?: Partial<Way>]

const made = (at: At) => `const s = document.createElement('script'); s.src = '${at.file('a.js')}';`
const holder = "const p = document.body.appendChild(document.createElement('p'));"

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

/** `%a.js` stands for the third party's file a.js. */
const filled = (code: string, at: At) => code.replace(/%([\w.]+)/g, (_, name: string) => at.file(name))

/** Code for an element `d` that has stood in the page for a while. */
const later = (code: string) =>
  `const d = document.createElement('div'); d.textContent = 'x'; document.body.append(d); setTimeout(() => { ${code} }, 50)`

/** Code for a style sheet whose rules may be for the element `id`. */
const ruled = (code: string) =>
  `const d = document.createElement('div'); d.id = 'ruled' + document.styleSheets.length; d.textContent = 'x'; const id = '#' + d.id; const s = document.createElement('style'); document.body.append(d, s); const { sheet } = s; ${code}`

const adopted = (method: string) =>
  ruled(
    `const a = new CSSStyleSheet(); a.${method}(id + '{background:url(%a.svg)}'); document.adoptedStyleSheets = [...document.adoptedStyleSheets, a]`,
  )

/** Ways to give an element its address after it was made or inserted. */
const attributes: Row[] = (
  [
    ['late-src', 'src of a script after insertion', "const s = document.createElement('script'); document.head.append(s); s.src = '%a.js'"],
    [
      'set-attribute',
      'setAttribute',
      "const s = document.createElement('script'); s.setAttribute('SRC', '%a.js'); document.head.append(s)",
    ],
    ['set-attribute-image', 'setAttribute of an image that is never inserted', "new Image().setAttribute('src', '%a.svg')"],
    ['set-attribute-ns', 'setAttributeNS', "const i = document.createElement('img'); i.setAttributeNS(null, 'src', '%a.svg')"],
    [
      'set-attribute-node',
      'setAttributeNode',
      "const a = document.createAttribute('src'); a.value = '%a.svg'; document.createElement('img').setAttributeNode(a)",
    ],
    [
      'set-attribute-node-ns',
      'setAttributeNodeNS',
      "const a = document.createAttributeNS(null, 'src'); a.value = '%a.svg'; document.createElement('img').setAttributeNodeNS(a)",
    ],
    [
      'named-item',
      'setNamedItem',
      "const a = document.createAttribute('src'); a.value = '%a.svg'; document.createElement('img').attributes.setNamedItem(a)",
    ],
    [
      'attribute-value',
      'the value of an attribute',
      "const i = document.createElement('img'); i.setAttribute('src', 'data:,'); i.attributes.src.value = '%a.svg'",
    ],
    [
      'attribute-node-value',
      'the nodeValue of an attribute',
      "const i = document.createElement('img'); i.setAttribute('src', 'data:,'); i.getAttributeNode('src').nodeValue = '%a.svg'",
    ],
    [
      'attribute-text',
      'the textContent of an attribute',
      "const i = document.createElement('img'); i.setAttribute('src', 'data:,'); i.getAttributeNode('src').textContent = '%a.svg'",
    ],
    [
      'late-frame',
      'src of a frame that stands in the page',
      "const f = document.createElement('iframe'); document.body.append(f); f.src = '%a.html'",
    ],
    [
      'late-srcdoc',
      'srcdoc of a frame that stands in the page',
      "const f = document.createElement('iframe'); document.body.append(f); f.setAttribute('srcdoc', '<img src=\"%a.svg\">')",
    ],
    [
      'late-object',
      'data of an object that stands in the page',
      "const o = document.createElement('object'); document.body.append(o); o.data = '%a.html'",
    ],
    [
      'late-source',
      'srcset of a picture’s source',
      "const p = document.createElement('picture'), s = document.createElement('source'); p.append(s, new Image()); document.body.append(p); s.srcset = '%a.svg'",
    ],
    [
      'late-video-source',
      'src of a video’s source',
      "const v = document.createElement('video'), s = document.createElement('source'); v.preload = 'auto'; v.append(s); document.body.append(v); s.src = '%a.mp4'; v.load()",
      { often: true },
    ],
    [
      'late-href',
      'href of a style sheet that stands in the page',
      "const l = document.createElement('link'); l.rel = 'stylesheet'; document.head.append(l); l.href = '%a.css'",
    ],
    [
      'svg-href',
      'href of an SVG’s image by setAttributeNS',
      "const n = 'http://www.w3.org/2000/svg', s = document.createElementNS(n, 'svg'), i = document.createElementNS(n, 'image'); s.append(i); document.body.append(s); i.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', '%a.svg')",
    ],
    [
      'svg-base-value',
      'href.baseVal of an SVG’s image',
      "const n = 'http://www.w3.org/2000/svg', s = document.createElementNS(n, 'svg'), i = document.createElementNS(n, 'image'); s.append(i); document.body.append(s); i.href.baseVal = '%a.svg'",
    ],
    [
      'svg-script',
      'a script of the SVG kind',
      "const s = document.createElementNS('http://www.w3.org/2000/svg', 'script'); s.setAttribute('href', '%a.js'); document.body.append(s)",
    ],
    [
      'svg-script-base-value',
      'href.baseVal of an SVG’s script',
      "const s = document.createElementNS('http://www.w3.org/2000/svg', 'script'); s.href.baseVal = '%a.js'; document.body.append(s)",
    ],
    [
      'element-ns',
      'createElementNS',
      "const s = document.createElementNS('http://www.w3.org/1999/xhtml', 'script'); s.src = '%a.js'; document.head.append(s)",
    ],
    ['style-property', 'a property of style', "document.querySelector('h1').style.backgroundImage = 'url(%a.svg)'"],
    ['style-set-property', 'setProperty of style', later("d.style.setProperty('background-image', 'url(%a.svg)')"), { fails: true }],
    ['style-css-text', 'cssText of style', later("d.style.cssText = 'background:url(%a.svg)'"), { fails: true }],
    ['style-set-attribute', 'setAttribute of style', later("d.setAttribute('style', 'background:url(%a.svg)')")],
    ['insert-rule', 'insertRule of a style sheet', ruled("sheet.insertRule(id + '{background:url(%a.svg)}')"), { fails: true }],
    [
      'insert-rule-group',
      'insertRule of a group of rules',
      ruled("sheet.insertRule('@media all{}'); sheet.cssRules[0].insertRule(id + '{background:url(%a.svg)}')"),
      { fails: true },
    ],
    [
      'insert-rule-nested',
      'insertRule of a rule',
      ruled("sheet.insertRule(id + '{}'); sheet.cssRules[0].insertRule('&{background:url(%a.svg)}')"),
      { fails: true },
    ],
    ['add-rule', 'addRule of a style sheet', ruled("sheet.addRule(id, 'background:url(%a.svg)')"), { fails: true }],
    [
      'rule-property',
      'a property of a rule',
      ruled("sheet.insertRule(id + '{}'); sheet.cssRules[0].style.backgroundImage = 'url(%a.svg)'"),
    ],
    ['adopted-sheet', 'an adopted style sheet', adopted('replaceSync'), { fails: true }],
    ['adopted-sheet-later', 'an adopted style sheet, asynchronously', adopted('replace'), { fails: true }],
    [
      'base-change',
      'the base of the page',
      "const b = document.createElement('base'); b.href = '%'; document.head.prepend(b); const i = new Image(); i.src = 'a.svg'",
      { alone: true },
    ],
    [
      'late-ping',
      'ping of a link',
      "const a = document.createElement('a'); a.href = '#here'; a.ping = '%ping'; document.body.append(a); a.click()",
      { fails: true },
    ],
    ['body-background', 'background of the body', "document.body.background = '%a.svg'"],
  ] as const
).map(([id, name, code, rest]) => [id, name, (at) => filled(code, at).replace("'%'", `'${at.file('')}'`), rest ?? {}])

/** Ways to have the browser read HTML. */
const html: Row[] = (
  [
    ['inner-html', 'innerHTML: an image', '<img alt="" src="%a.svg">', `${holder} p.innerHTML = MARKUP`],
    ['inner-html-frame', 'innerHTML: a frame', '<iframe src="%a.html"></iframe>', `${holder} p.innerHTML = MARKUP`],
    ['inner-html-style', 'innerHTML: a style element', '<style>@import "%a.css"</style>', `${holder} p.innerHTML = MARKUP`],
    ['inner-html-link', 'innerHTML: a style sheet', '<link rel="stylesheet" href="%a.css">', `${holder} p.innerHTML = MARKUP`],
    ['inner-html-svg', 'innerHTML: an image in an SVG', '<svg><image href="%a.svg"/></svg>', `${holder} p.innerHTML = MARKUP`],
    ['inner-html-object', 'innerHTML: an object', '<object data="%a.html" type="text/html"></object>', `${holder} p.innerHTML = MARKUP`],
    ['inner-html-attribute', 'innerHTML: a style attribute', '<b style="background:url(%a.svg)">x</b>', `${holder} p.innerHTML = MARKUP`],
    [
      'inner-html-detached',
      'innerHTML of an element that is never inserted',
      '<img alt="" src="%a.svg">',
      "document.createElement('div').innerHTML = MARKUP",
    ],
    [
      'inner-html-shadow',
      'innerHTML of a shadow root',
      '<img alt="" src="%a.svg">',
      `${holder} const d = document.createElement('div'); p.append(d); d.attachShadow({ mode: 'closed' }).innerHTML = MARKUP`,
    ],
    [
      'inner-html-template',
      'innerHTML of a template that is cloned',
      '<img alt="" src="%a.svg">',
      "const t = document.createElement('template'); t.innerHTML = MARKUP; document.body.append(t.content.cloneNode(true))",
    ],
    [
      'template-import',
      'a template that is imported',
      '<iframe src="%a.html"></iframe>',
      "const t = document.createElement('template'); t.innerHTML = MARKUP; document.body.append(document.importNode(t.content, true))",
    ],
    ['outer-html', 'outerHTML', '<iframe src="%a.html"></iframe>', `${holder} p.outerHTML = MARKUP`],
    ['adjacent-html', 'insertAdjacentHTML', '<img alt="" src="%a.svg">', "document.body.insertAdjacentHTML('beforeend', MARKUP)"],
    ['html-unsafe', 'setHTMLUnsafe', '<iframe src="%a.html"></iframe>', `${holder} p.setHTMLUnsafe(MARKUP)`],
    [
      'html-unsafe-shadow',
      'setHTMLUnsafe with a declared shadow root',
      '<div><template shadowrootmode="closed"><img alt="" src="%a.svg"></template></div>',
      `${holder} p.setHTMLUnsafe(MARKUP)`,
    ],
    [
      'contextual-fragment',
      'createContextualFragment',
      '<script src="%a.js"></script>',
      'document.body.append(document.createRange().createContextualFragment(MARKUP))',
    ],
    [
      'dom-parser',
      'DOMParser: an image that is adopted',
      '<img alt="" src="%a.svg">',
      "document.body.append(new DOMParser().parseFromString(MARKUP, 'text/html').body.firstChild)",
    ],
    [
      'dom-parser-frame',
      'DOMParser: a frame that is adopted',
      '<iframe src="%a.html"></iframe>',
      "document.body.append(document.adoptNode(new DOMParser().parseFromString(MARKUP, 'text/html').body.firstChild))",
    ],
    [
      'parse-unsafe',
      'parseHTMLUnsafe',
      '<iframe src="%a.html"></iframe>',
      'document.body.append(Document.parseHTMLUnsafe(MARKUP).body.firstChild)',
    ],
    [
      'frame-srcdoc',
      'srcdoc of a frame',
      '<script src="%a.js"></script>',
      "const f = document.createElement('iframe'); f.srcdoc = MARKUP; document.body.append(f)",
    ],
    ['write', 'document.write: a script', '<script src="%a.js"></script>', 'document.write(MARKUP)'],
    ['write-image', 'document.write: an image', '<img alt="" src="%a.svg">', 'document.write(MARKUP)'],
    ['write-frame', 'document.write: a frame', '<iframe src="%a.html"></iframe>', 'document.write(MARKUP)'],
    ['writeln', 'document.writeln: a script', '<script src="%a.js"></script>', 'document.writeln(MARKUP)'],
    [
      'write-pieces',
      'document.write in pieces: a script',
      '<script src="%a.js"></script>',
      'for (let n = 0; n < MARKUP.length; n += 7) document.write(MARKUP.slice(n, n + 7))',
    ],
    [
      'write-pieces-image',
      'document.write in pieces: an image',
      '<p>x</p><img alt="" src="%a.svg">',
      'for (let n = 0; n < MARKUP.length; n += 7) document.write(MARKUP.slice(n, n + 7))',
    ],
    [
      'write-values',
      'document.write of several values',
      '<img alt="" src="%a.svg">',
      'document.write(MARKUP.slice(0, 9), MARKUP.slice(9))',
    ],
  ] as const
).map(([id, name, text, code]) => [id, name, (at) => code.replaceAll('MARKUP', inScript(filled(text, at)))])

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
