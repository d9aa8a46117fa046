import { grantsAnything, isSigned, type Language, type Policy, purposeOf } from '@kakburk/shared'
import { mineTexts } from '@kakburk/widget/compile'
import { html } from 'hono/html'
import type { Held } from '../holder/holders.ts'
import { standingOf, standingYes } from '../holder/standing.ts'
import type { LoggedEntry } from '../log/contract.ts'
import { type Html, makePage } from './layout.ts'
import { type PageTexts, pageTexts } from './text/index.ts'
import { countryInWords, grantInWords, inOrder, languageInWords, pageAddress, textsOf, timeInWords } from './words.ts'

/** What the page of a receipt shows. `policy` is the one that was answered, `name` the last part of the page's own address. */
export type ReceiptPage = { held: Held; policy: Policy | undefined; language: Language; name: string }

/** The page that a receipt's link opens: what was answered, and all that its holder may do about it. Needs no script. */
export const makeReceiptPage = ({ held, policy, language, name }: ReceiptPage): Html => {
  const words = pageTexts[language]
  const { logged, chain } = held
  const body = html`
<p class="standing">${standingInWords(held, words)}</p>
<p class="note">${words.secret}</p>
${answers(logged, policy, language)}
<h2>${words.receipt}</h2>
<table class="facts"><tbody>${rowsOf(logged, policy, language).map(([label, value]) => value && html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</tbody></table>
${chain.length > 1 ? history(chain, language) : ''}
${
  standingYes(logged, chain)
    ? html`<h2>${words.withdrawTitle}</h2>
<p>${purposeOf(logged.entry) === undefined ? words.withdrawAbout : words.withdrawPurposeAbout}</p>
<form method="post" action="${name}/withdraw"><button>${words.withdrawButton}</button></form>`
    : ''
}
<h2>${words.dataTitle}</h2>
<p>${words.dataAbout}</p>
<a class="button" href="${name}/data.json" download>${words.dataButton}</a><a class="button" href="../../../r">${words.checkButton}</a>
<h2>${words.eraseTitle}</h2>
<p>${words.eraseAbout}</p>
<a class="button" href="${name}/erase">${words.eraseButton}</a>
${contact(policy, language)}`
  return makePage({ language, title: titleOf(policy, logged.entry.site, words), body })
}

/** What a page about a site is called. */
export const titleOf = (policy: Policy | undefined, site: string, words: PageTexts): string =>
  words.title.replace('{controller}', () => policy?.controller.name ?? site)

/** Who is responsible, and how to reach them. */
export const contact = (policy: Policy | undefined, language: Language): Html | '' => {
  if (!policy) return ''
  const { name, contact, privacyPage } = policy.controller
  const values: Record<string, string> = { '{controller}': name, '{contact}': contact }
  const parts = pageTexts[language].contact.split(/(\{\w+\})/)
  return html`<p class="contact">${parts.map((part) => (values[part] === undefined ? part : html`<bdi>${values[part]}</bdi>`))} <a href="${privacyPage}" rel="noreferrer">${textsOf(policy, language).privacyPage}</a></p>`
}

const standingInWords = ({ logged, chain }: Held, words: PageTexts): string => {
  if (!grantsAnything(logged.entry.grants)) return logged.entry.type === 'withdrawal' ? words.withdrawn : words.refused
  return standingOf(logged, chain) === 'holds' ? words.holds : words.withdrawn
}

const answers = ({ entry: { action, grants }, personal }: LoggedEntry, policy: Policy | undefined, language: Language): Html => {
  const words = pageTexts[language]
  const purpose = purposeOf({ action, grants })
  const text = personal?.half.text
  return html`<h2>${words.answers}</h2>
<p>${actionInWords(action, language)}</p>
<table><tbody>${inOrder(grants).map(
    ([name, granted]) =>
      html`<tr><th scope="row">${grantInWords(name, policy, language, purpose)}</th><td>${granted ? words.yes : words.no}</td></tr>`,
  )}${text && html`<tr><th scope="row">${words.boxText}</th><td dir="auto">${text}</td></tr>`}</tbody></table>`
}

const rowsOf = (
  { index, entry, personal }: LoggedEntry,
  policy: Policy | undefined,
  language: Language,
): [label: string, value: string | Html | undefined][] => {
  const words = pageTexts[language]
  const half = personal?.half
  const code = (text: string | undefined) => text && html`<code>${text}</code>`
  return [
    [words.time, html`<time datetime="${entry.at}">${timeInWords(entry.at, language)}</time>`],
    [words.browserTime, half?.browserTime && timeInWords(half.browserTime, language)],
    [words.page, code(half?.page && pageAddress(half.page, policy))],
    [words.language, half && languageInWords(half.language, language)],
    [words.country, half?.country && countryInWords(half.country, language)],
    [words.browser, half?.browser],
    [
      purposeOf(entry) === undefined ? words.policy : words.screenPolicy,
      html`<a href="../../../p/${entry.policy}?language=${language}">${code(entry.policy)}</a>`,
    ],
    [words.place, code(`${entry.site}/${index}`)],
    [words.id, code(entry.id)],
    [words.visitor, code(half?.visitor)],
  ]
}

const history = (chain: readonly LoggedEntry[], language: Language): Html => {
  const words = pageTexts[language]
  return html`<h2>${words.history}</h2>
<table>
<thead><tr><th scope="col">${words.time}</th><th scope="col">${words.what}</th><th scope="col">${words.how}</th></tr></thead>
<tbody>${chain.map(
    ({ entry, personal }) =>
      html`<tr><td>${timeInWords(entry.at, language)}</td><td>${actionInWords(entry.action, language)}</td><td>${
        words[waysSaid[personal && !isSigned(personal.half) ? personal.half.by : 'browser']]
      }</td></tr>`,
  )}</tbody>
</table>`
}

const waysSaid = { browser: 'byBrowser', link: 'byLink', form: 'byForm' } as const

/** In the words in which the browser tells it, but for `once`, behind which the browser names what was shown. */
const actionInWords = (action: LoggedEntry['entry']['action'], language: Language): string => {
  if (action === 'publish-policy' || action === 'erase') return action
  return action === 'once' ? pageTexts[language].once : mineTexts[language][action]
}
