import { createHash } from 'node:crypto'
import { direction, type Language } from '@kakburk/shared'
import { html, raw } from 'hono/html'

/** A piece of a page. What is put into it is escaped. */
export type Html = ReturnType<typeof html>

const style = `:root{color-scheme:light dark;background:Canvas;color:CanvasText;font:17px/1.55 system-ui,sans-serif}
body{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem;margin:2.5rem 0 .5rem}
p{margin:.5rem 0}
.standing{font-size:1.15rem;font-weight:600}
.note{padding:.6rem .9rem;border-inline-start:4px solid #8888}
table{width:100%;border-collapse:collapse}
th,td{padding-block:.4rem;padding-inline:0 1rem;border-bottom:1px solid #8885;text-align:start;vertical-align:top;overflow-wrap:break-word}
th{font-weight:600}
tbody th{width:40%}
code{direction:ltr;unicode-bidi:isolate;font-size:.85rem;overflow-wrap:anywhere}
pre{white-space:pre-wrap}
body:has(.links){padding-bottom:60vh}
.links{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0;padding:0;list-style:none}
.links [aria-current]:not(:only-child){font-weight:600}
.contact{margin-top:2.5rem}
[data-holds]{font-weight:600}
[data-holds=true]::before{content:"\\2713\\00a0"}
[data-holds=false]::before{content:"\\2717\\00a0"}
@media(max-width:32rem){.facts :is(tr,th,td){display:block;width:auto}.facts th{padding-bottom:0;border:0}}
button,.button{display:inline-block;box-sizing:border-box;min-height:44px;margin-block:.5rem;margin-inline:0 .75rem;padding:.5rem 1.1rem;border:2px solid;border-radius:6px;background:none;color:inherit;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
input,textarea{box-sizing:border-box;width:100%;padding:.5rem;font:inherit}
[type=file]{padding-inline:0}
::file-selector-button{min-height:44px;margin-inline-end:.75rem;padding:.5rem 1.1rem;border:2px solid;border-radius:6px;background:none;color:inherit;font:inherit;cursor:pointer}
label{display:block;margin-top:1rem;font-weight:600}
.choices{display:grid;grid:auto-flow 1fr/repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin-block:1rem}
.choices button{margin:0}
.switch{display:flex;align-items:center;gap:.6rem;margin-top:1.5rem}
.switch input{flex:none;width:1.5rem;height:1.5rem;margin:0}
.switch label{margin:0}
:focus-visible{outline:3px solid;outline-offset:2px}
.over{outline:3px dashed}
@media print{form,.button{display:none}}
`

/** The Content-Security-Policy of our pages, with more of it for a page that needs more. */
export const makeCsp = (more = ''): string => `${ownStyle}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${more}`

/** That of a page that somebody opens as a file, where no header says it. Its scripts stand in their own addresses. */
export const makeFileCsp = (): string => `${ownStyle}; script-src data:; form-action 'none'; base-uri 'none'`

const ownStyle = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** A whole page. */
export const makePage = ({ language, title, body, head = '' }: { language: Language; title: string; body: Html; head?: Html | '' }): Html =>
  html`<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(style)}</style>
${head}
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
