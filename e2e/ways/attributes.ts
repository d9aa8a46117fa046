import { filled, type Row } from './row.ts'

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
export const attributes: Row[] = (
  [
    ['late-src', 'src of a script after insertion', "const s = document.createElement('script'); document.head.append(s); s.src = '%a.js'"],
    [
      'set-attribute',
      'setAttribute',
      "const s = document.createElement('script'); s.setAttribute('SRC', '%a.js'); document.head.append(s)",
    ],
    ['set-attribute-image', 'setAttribute of an image that is never inserted', "new Image().setAttribute('src', '%a.svg')"],
    [
      'srcset-as-src',
      'srcset of a text that was no address as src',
      "const i = new Image(); document.body.append(i); i.src = 'x 1w %a.svg 9999w'; i.srcset = 'x 1w, %a.svg 9999w'",
    ],
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
