import { filled, holder, type Row } from './row.ts'
import { inScript } from './way.ts'

/** Ways to have the browser read HTML. */
export const html: Row[] = (
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
