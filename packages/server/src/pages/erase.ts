import type { Language, Policy } from '@kakburk/shared'
import { html } from 'hono/html'
import { type Html, makePage } from './layout.ts'
import { contact } from './receipt.ts'
import { pageTexts } from './text/index.ts'

/** Asks whether all of it shall really be erased. `name` is the last part of the address of the receipt's page, which lies beside. */
export const makeErasePage = ({ policy, language, name }: { policy: Policy | undefined; language: Language; name: string }): Html => {
  const words = pageTexts[language]
  const body = html`<p>${words.eraseAbout}</p>
<p class="note">${words.eraseConfirm}</p>
<a class="button" href="data.json" download>${words.dataButton}</a>
<form method="post" action="erase"><button>${words.eraseButton}</button></form>
<a class="button" href="../${name}">${words.back}</a>
${contact(policy, language)}`
  return makePage({ language, title: words.eraseButton, body })
}

/** Says that it is done. */
export const makeErasedPage = ({ policy, language }: { policy: Policy | undefined; language: Language }): Html => {
  const words = pageTexts[language]
  return makePage({ language, title: words.erasedTitle, body: html`<p>${words.erasedAbout}</p>${contact(policy, language)}` })
}
