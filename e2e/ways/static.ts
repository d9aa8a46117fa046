import { type At, inScript, type Part, script, type Way } from './way.ts'

type Row = [id: string, name: string, part: (at: At) => Part, rest?: Partial<Way>]

const head = (html: (at: At) => string) => (at: At) => ({ head: html(at) })
const body = (html: (at: At) => string) => (at: At) => ({ body: html(at) })

const box = 'style="width:9px;height:9px"'

/** Tags in the page's source that nobody marked. Where such a tag stands can decide whether it is held, so each has a page of its own. */
const rows: Row[] = [
  ['script', 'a script', head((at) => `<script src="${at.file('a.js')}"></script>`)],
  ['script-body', 'a script in the body', body((at) => `<script src="${at.file('a.js')}"></script>`)],
  ['script-async', 'an asynchronous script', head((at) => `<script async src="${at.file('a.js')}"></script>`)],
  ['script-defer', 'a deferred script', head((at) => `<script defer src="${at.file('a.js')}"></script>`)],
  ['script-module', 'a module', head((at) => `<script type="module" src="${at.file('a.mjs')}"></script>`)],
  ['script-async-module', 'an asynchronous module', head((at) => `<script type="module" async src="${at.file('a.mjs')}"></script>`)],
  ['inline-import', 'an import in an inline module', head((at) => `<script type="module">import '${at.file('a.mjs')}'</script>`)],
  [
    'import-map',
    'an import by an import map',
    head(
      (at) =>
        `<script type="importmap">{"imports":{"tracker":"${at.file('a.mjs')}"}}</script><script type="module">import 'tracker'</script>`,
    ),
    { alone: true },
  ],
  ['iframe', 'a frame', body((at) => `<iframe src="${at.file('a.html')}"></iframe>`)],
  ['iframe-lazy', 'a lazy frame', body((at) => `<iframe loading="lazy" src="${at.file('a.html')}"></iframe>`), { alone: true }],
  ['iframe-srcdoc', 'an image in a frame’s srcdoc', body((at) => `<iframe srcdoc="<img src='${at.file('a.svg')}'>"></iframe>`)],
  [
    'iframe-srcdoc-script',
    'a script in a frame’s srcdoc',
    body((at) => `<iframe srcdoc="<script src='${at.file('a.js')}'></script>"></iframe>`),
  ],
  [
    'iframe-data',
    'an image in a frame of a data: address',
    body((at) => `<iframe src="data:text/html,<img src='${at.file('a.svg')}'>"></iframe>`),
  ],
  ['img', 'an image, first after a script', body((at) => `<script></script><img alt="" src="${at.file('a.svg')}">`)],
  ['img-later', 'an image between texts', body((at) => `<p>One <img alt="" src="${at.file('a.svg')}"> two</p>`)],
  ['img-lazy', 'a lazy image', body((at) => `<img alt="" loading="lazy" src="${at.file('a.svg')}">`), { alone: true }],
  ['img-srcset', 'an image’s srcset', body((at) => `<img alt="" srcset="${at.file('a.svg')} 1x, ${at.file('a.svg')} 2x">`)],
  ['picture', 'a picture’s source', body((at) => `<picture><source srcset="${at.file('a.svg')}"><img alt="" src="data:,"></picture>`)],
  ['input-image', 'an image button', body((at) => `<input type="image" alt="" src="${at.file('a.svg')}">`)],
  ['video', 'a video', body((at) => `<video src="${at.file('a.mp4')}" preload="auto"></video>`), { often: true }],
  [
    'video-source',
    'a video’s source',
    body((at) => `<video preload="auto"><source type="video/mp4" src="${at.file('a.mp4')}"></video>`),
    { often: true },
  ],
  ['video-poster', 'a video’s poster', body((at) => `<video poster="${at.file('a.svg')}"></video>`)],
  ['audio', 'a sound', body((at) => `<audio src="${at.file('a.mp3')}" preload="auto"></audio>`), { often: true }],
  [
    'track',
    'a video’s track',
    body((at) => `<video crossorigin="anonymous" src="data:video/mp4,"><track default kind="subtitles" src="${at.file('a.vtt')}"></video>`),
    { often: true },
  ],
  ['object', 'an object', body((at) => `<object data="${at.file('a.svg')}" type="image/svg+xml"></object>`), { often: 'webkit' }],
  [
    'object-html',
    'an object of a page',
    body((at) => `<object data="${at.file('a.html')}" type="text/html"></object>`),
    { often: 'webkit' },
  ],
  ['embed', 'an embed', body((at) => `<embed src="${at.file('a.svg')}" type="image/svg+xml">`), { often: 'webkit' }],
  ['stylesheet', 'a style sheet', head((at) => `<link rel="stylesheet" href="${at.file('a.css')}">`)],
  ['stylesheet-body', 'a style sheet in the body', body((at) => `<link rel="stylesheet" href="${at.file('a.css')}">`)],
  ['style-import', '@import in a style element', head((at) => `<style>@import url("${at.file('a.css')}");</style>`)],
  [
    'style-url',
    'url() in a style element',
    (at) => ({ head: `<style>#style-url{background:url(${at.file('a.svg')})}</style>`, body: `<div id="style-url" ${box}></div>` }),
  ],
  [
    'font-face',
    'a font in a style element',
    (at) => ({
      head: `<style>@font-face{font-family:a;src:url(${at.file('a.woff2')})}</style>`,
      body: '<p style="font-family:a">Text</p>',
    }),
  ],
  [
    'style-attribute',
    'url() in a style attribute',
    body((at) => `<div style="width:9px;height:9px;background:url('${at.file('a.svg')}')"></div>`),
  ],
  ['svg-image', 'an image in an SVG', body((at) => `<svg ${box}><image width="9" height="9" href="${at.file('a.svg')}"/></svg>`)],
  [
    'svg-image-xlink',
    'an image in an SVG by xlink:href',
    body((at) => `<svg ${box}><image width="9" height="9" xlink:href="${at.file('a.svg')}"/></svg>`),
  ],
  ['svg-use', 'a part of another SVG', body((at) => `<svg ${box}><use href="${at.file('a.svg')}#part"/></svg>`)],
  ['svg-script', 'a script in an SVG', body((at) => `<svg ${box}><script href="${at.file('a.js')}"></script></svg>`)],
  [
    'svg-filter',
    'an image in an SVG’s filter',
    body(
      (at) =>
        `<svg ${box}><filter id="filter-image"><feImage href="${at.file('a.svg')}"/></filter><rect width="9" height="9" filter="url(#filter-image)"/></svg>`,
    ),
  ],
  ['preload', 'a preloaded script', head((at) => `<link rel="preload" as="script" href="${at.file('a.js')}">`), { often: true }],
  [
    'preload-image',
    'a preloaded image’s srcset',
    head((at) => `<link rel="preload" as="image" imagesrcset="${at.file('a.svg')} 1x, ${at.file('a.svg')} 2x">`),
  ],
  ['modulepreload', 'a preloaded module', head((at) => `<link rel="modulepreload" href="${at.file('a.mjs')}">`), { often: true }],
  ['prefetch', 'a prefetched file', head((at) => `<link rel="prefetch" href="${at.file('a.js')}">`), { often: true }],
  ['preconnect', 'a connection made ahead', head((at) => `<link rel="preconnect" href="${at.connection()}">`)],
  [
    'speculation',
    'a page prefetched by speculation rules',
    head(
      (at) =>
        `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${at.file('a.html')}"],"eagerness":"immediate"}]}</script>`,
    ),
  ],
  [
    'noscript-image',
    'a noscript pixel, scripts being off',
    body((at) => `<noscript><img alt="" src="${at.file('a.svg')}"></noscript>`),
    off(),
  ],
  [
    'noscript-iframe',
    'a noscript frame, scripts being off',
    body((at) => `<noscript><iframe src="${at.file('a.html')}"></iframe></noscript>`),
    off(),
  ],
  ['scriptless-image', 'an image, scripts being off', body((at) => `<img alt="" src="${at.file('a.svg')}">`), off()],
  ['background', 'a table’s background', body((at) => `<table background="${at.file('a.svg')}"><tr><td>Text</table>`)],
  [
    'ping',
    'a link’s ping',
    body((at) => `<a id="ping" href="#here" ping="${at.file('ping')}">Link</a>`),
    { act: () => 'document.querySelector("#ping").click()', fails: true },
  ],
  [
    'form',
    'a form that is sent into a hidden frame',
    body((at) => `<iframe name="form-target" hidden></iframe><form id="form" target="form-target" action="${at.file('form')}"></form>`),
    { act: () => 'document.querySelector("#form").submit()', fails: true },
  ],
  [
    'shadow',
    'an image in a declared shadow root',
    body((at) => `<div><template shadowrootmode="open"><img alt="" src="${at.file('a.svg')}"></template></div>`),
  ],
  [
    'shadow-closed',
    'a frame in a closed declared shadow root',
    body((at) => `<div><template shadowrootmode="closed"><iframe src="${at.file('a.html')}"></iframe></template></div>`),
  ],
  [
    'scheme-relative',
    'a script whose address has no scheme',
    head((at) => `<script src="${at.file('a.js').replace('http:', '')}"></script>`),
  ],
  [
    'written-oddly',
    'a script whose address is in capitals, with entities and a line break',
    head((at) => `<script src=" ${at.file('a.js').replace('http://', 'HT\nTP:/&#47;').replace('localhost', 'LOCAL&#x48;OST')} "></script>`),
  ],
  ['base', 'a script whose host is in the base', head((at) => `<base href="${at.file('')}"><script src="a.js"></script>`), { alone: true }],
  [
    'css-escape',
    'a style sheet whose address is escaped',
    (at) => ({
      head: `<style>#css-escape{background:url("${at.file('a.svg').replace('http', '\\68 ttp').replace('localhost', 'local\\68 ost')}")}</style>`,
      body: `<div id="css-escape" ${box}></div>`,
    }),
  ],
  [
    'link-header',
    'a preload in the header of the page',
    () => ({}),
    { headers: (at) => ({ link: `<${at.file('a.js')}>; rel=preload; as=script` }), alone: true },
  ],
]

function off(): Partial<Way> {
  return { scriptless: true }
}

const whole: Way[] = rows.map(([id, name, part, rest]) => ({ id, kind: 'static', name, part, ...rest }))

/** The same in a page that comes in small pieces. What the page's header or a later click does comes in no pieces. */
const streamed: Way[] = whole
  .filter(({ id }) => id !== 'link-header')
  .map((way) => ({ ...way, id: `${way.id}-streamed`, kind: 'streamed', name: way.name, streamed: true }))

const inert = (html: string) => `type="text/plain" data-consent="analytics" ${html}`

/** Tags that the owner marked; `marked` mode holds these and nothing else. */
const marks: Row[] = [
  ['marked-script', 'a marked script', head((at) => `<script ${inert('')} src="${at.file('a.js')}"></script>`)],
  ['marked-async', 'a marked asynchronous script', head((at) => `<script async ${inert('')} src="${at.file('a.js')}"></script>`)],
  ['marked-module', 'a marked module', head((at) => `<script ${inert('data-type="module"')} src="${at.file('a.mjs')}"></script>`)],
  ['marked-inline', 'a marked inline script', body((at) => `<script ${inert('')}>new Image().src = '${at.file('a.svg')}'</script>`)],
  [
    'marked-inline-module',
    'a marked inline module',
    body((at) => `<script ${inert('data-type="module"')}>import '${at.file('a.mjs')}'</script>`),
  ],
  ['marked-iframe', 'a marked frame', body((at) => `<iframe data-consent="analytics" data-src="${at.file('a.html')}"></iframe>`)],
  ['marked-img', 'a marked image', body((at) => `<img alt="" data-consent="analytics" data-src="${at.file('a.svg')}">`)],
  ['marked-service', 'an image marked with a service', body((at) => `<img alt="" data-consent="tracker" data-src="${at.file('a.svg')}">`)],
]

/** Tags as the server's twin of the gate writes them. */
const twins: Row[] = [
  [
    'twin-script',
    'a script marked by the server',
    head((at) => `<script type="text/plain" data-kakburk-type="" src="${at.file('a.js')}"></script>`),
  ],
  ['twin-img', 'an image marked by the server', body((at) => `<img alt="" data-kakburk-src="${at.file('a.svg')}">`)],
  ['twin-iframe', 'a frame marked by the server', body((at) => `<iframe data-kakburk-src="${at.file('a.html')}"></iframe>`)],
  [
    'twin-stylesheet',
    'a style sheet marked by the server',
    head((at) => `<link rel="stylesheet" data-kakburk-href="${at.file('a.css')}">`),
  ],
  [
    'twin-style',
    'a style element marked by the server',
    head((at) => `<style type="text/plain" data-kakburk-type="">@import url("${at.file('a.css')}");</style>`),
  ],
  [
    'twin-style-attribute',
    'a style attribute marked by the server',
    body((at) => `<div data-kakburk-style="width:9px;height:9px;background:url('${at.file('a.svg')}')"></div>`),
  ],
  [
    'twin-preload',
    'a preload marked by the server',
    head((at) => `<link rel="preload" as="script" data-kakburk-href="${at.file('a.js')}">`),
  ],
  [
    'twin-object',
    'an object marked by the server',
    body((at) => `<object data-kakburk-data="${at.file('a.svg')}" type="image/svg+xml"></object>`),
  ],
]

const notInert: Row[] = [
  [
    'half-marked-script',
    'a script with a mark that does not make it inert',
    head((at) => `<script data-consent="analytics" src="${at.file('a.js')}"></script>`),
  ],
  [
    'half-marked-iframe',
    'a frame with a mark that does not make it inert',
    body((at) => `<iframe data-consent="analytics" src="${at.file('a.html')}"></iframe>`),
  ],
  [
    'half-marked-insertion',
    'a script with a mark that is inserted',
    body((at) =>
      script(
        `const s = document.createElement('script'); s.dataset.consent = 'analytics'; s.src = ${inScript(at.file('a.js'))}; document.head.append(s)`,
      ),
    ),
  ],
]

export const staticWays: Way[] = [
  ...marks.map(([id, name, part]): Way => ({ id, kind: 'marked', name, part, inert: true })),
  ...twins.map(([id, name, part]): Way => ({ id, kind: 'twin', name, part, inert: true })),
  ...notInert.map(([id, name, part]): Way => ({ id, kind: 'marked', name, part, alone: true })),
  ...whole,
  ...streamed,
]
