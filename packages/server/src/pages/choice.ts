import {
  askedCategories,
  direction,
  fill,
  type Grants,
  type Language,
  labelled,
  localeOf,
  localized,
  type Policy,
  type Texts,
} from '@kakburk/shared'
import { bannerTexts } from '@kakburk/widget/compile'
import { html } from 'hono/html'
import { type Html, makePage } from './layout.ts'
import { pageTexts } from './text/index.ts'
import { grantInWords, inOrder, textsOf } from './words.ts'

/** What both pages show. `back` is where the visitor came from. */
type Shared = { policy: Policy; language: Language; back: string }

export type ChoicePage = Shared & {
  /** What the browser keeps: what is granted, and since when, in whole seconds. */
  kept: { grants: Grants; decidedAt: number } | undefined
  /** The form's ticket. Without one there is no form, because the answer could not reach the shop. */
  ticket: string | undefined
}

/**
 * Both layers for a visitor whose browser runs no scripts, in one form. Nothing is on that the visitor has not turned on. The answers are
 * one component; the first in the form, which Enter presses, is the no.
 */
export const makeChoicePage = ({ policy, language, back, kept, ticket }: ChoicePage): Html => {
  const texts = textsOf(policy, language)
  const { title, body, privacyPage } = bannerTexts(policy, texts, language)
  const asked = askedCategories(policy)
  const time = (seconds: number) =>
    new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(seconds * 1000))
  const form = (given: string) => html`<form method="post" action="choice" id="kakburk">
<input type="hidden" name="ticket" value="${given}"><input type="hidden" name="return" value="${back}"><input type="hidden" name="lang" value="${language}">
<p>${kept ? fill(texts.decidedAt, { time: time(kept.decidedAt) }) : texts.notDecided}</p>
<div class="choices">${answer('reject', texts)}${answer('accept', texts)}</div>
<h2>${texts.settingsTitle}</h2>
<p>${texts.settingsBody}</p>
<p>${labelled(`${texts.necessary} (${texts.alwaysOn})`, texts.necessaryAbout, language)}</p>
${asked.map((category) => {
  const services = policy.services.filter((service) => service.category === category)
  const own = services.filter(({ id }) => kept?.grants[id] === true)
  return html`${makeSwitch({ name: category, label: texts[category], isOn: kept?.grants[category] === true }, texts[`${category}About`])}
<ul>${services.map(({ name, purpose }) => html`<li>${labelled(localized(name, language), localized(purpose, language), language)}</li>`)}</ul>
${own.map(({ id, name }) => makeSwitch({ name: id, label: localized(name, language), isOn: true }))}`
})}
<div class="choices">${answer('save', texts)}</div>
</form>`
  const held = html`<p class="note" id="kakburk">${pageTexts[language].choiceHeld}</p>`
  return makePage({
    language,
    title,
    body: html`<p>${body} <a href="${policy.controller.privacyPage}">${privacyPage}</a></p>
${asked.length === 0 ? '' : ticket === undefined ? held : form(ticket)}
<p><a href="declaration.html?lang=${language}">${texts.declaration}</a></p>
${backLink({ policy, language, back })}`,
  })
}

/** Says that the answer is kept, and what it was. `receipt` is the address of its receipt, when it is to be told. */
export const makeChosenPage = ({
  policy,
  language,
  back,
  grants,
  receipt,
}: Shared & { grants: Grants; receipt: string | undefined }): Html => {
  const texts = textsOf(policy, language)
  const words = pageTexts[language]
  return makePage({
    language,
    title: texts.saved,
    body: html`<table><tbody>${inOrder(grants).map(
      ([name, granted]) =>
        html`<tr><th scope="row">${grantInWords(name, policy, language)}</th><td>${granted ? words.yes : words.no}</td></tr>`,
    )}</tbody></table>
${backLink({ policy, language, back })}${receipt === undefined ? '' : html`<a class="button" href="${receipt}">${words.choiceReceipt}</a>`}`,
  })
}

/** One answer: accept, reject and save differ by nothing but their words. */
const answer = (value: 'accept' | 'reject' | 'save', texts: Texts): Html =>
  html`<button name="answer" value="${value}" data-kakburk="${value}">${texts[value]}</button>`

const makeSwitch = ({ name, label, isOn }: { name: string; label: string; isOn: boolean }, about?: string): Html => {
  const described = about === undefined ? '' : html` aria-describedby="${name}-about"`
  return html`<div class="switch"><input type="checkbox" id="${name}" name="grant" value="${name}" data-category="${name}"${described}${isOn ? html` checked` : ''}><label for="${name}">${label}</label></div>
${about === undefined ? '' : html`<p id="${name}-about">${about}</p>`}`
}

const backLink = ({ policy, language, back }: Shared): Html =>
  html`<a class="button" href="${back}" dir="${direction(language)}">${fill(textsOf(policy, language).goBack, { site: policy.controller.name })}</a>`
