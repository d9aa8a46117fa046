import type { Language } from '@kakburk/shared'
import { savedClaims } from '@kakburk/shared/saved'
import { html } from 'hono/html'
import { type Html, makePage } from './layout.ts'
import { pageTexts } from './text/index.ts'

/** The page that checks a saved receipt in the browser. `script` is the address of what does it; the words are all in the page. */
export const makeCheckPage = (language: Language, script: string): Html => {
  const words = pageTexts[language]
  const body = html`<p>${words.checkAbout}</p>
<noscript><div class="note"><p>${words.checkScript}</p><pre><code>kakburk verify receipt.json --key KEY</code></pre></div></noscript>
<form id="form">
<label for="file">${words.checkFile}</label><input id="file" type="file" accept=".json,application/json" required>
<label for="key">${words.checkKey}</label><p>${words.checkKeyAbout}</p><textarea id="key" rows="2" spellcheck="false" autocomplete="off"></textarea>
<button>${words.checkStart}</button>
</form>
<div id="result" aria-live="polite">
<p id="problem" class="note" hidden data-unreadable="${words.unreadable}" data-key-unknown="${words.keyUnknown}" data-key-wrong="${words.keyWrong}"></p>
<table id="findings" class="facts" hidden data-true="${words.isTrue}" data-false="${words.isFalse}" data-null="${words.isNothing}"><tbody>${savedClaims.map(
    (claim) => html`<tr id="${claim}"><th scope="row">${words[claim]}</th><td></td></tr>`,
  )}</tbody></table>
</div>
<p>${words.checkLimits}</p>`
  return makePage({ language, title: words.checkTitle, body, head: html`<script type="module" src="${script}"></script>` })
}
