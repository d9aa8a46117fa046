import { html, raw } from 'hono/html'
import type { Facts } from './facts.ts'
import {
  type Cell,
  categories,
  languageName,
  list,
  type Markup,
  nameOf,
  number,
  printAnswers,
  printCount,
  printMonth,
  printTime,
  section,
  table,
  time,
} from './report-parts.ts'
import { reportStyle } from './report-style.ts'
import { type ReportLanguage, type Words, words } from './report-words.ts'
import { screenPage } from './screen-files.ts'
import type { Statistics } from './statistics.ts'

/** A report for people: what the log holds, counted, and how to check it. One page without scripts that loads nothing. */
export const makeReport = (
  language: ReportLanguage,
  { facts, statistics, at }: { facts: Facts; statistics: Statistics; at: string },
): string => {
  const w = words[language]
  const page = html`<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${w.title}: ${facts.origin}</title>
<style>${raw(reportStyle)}</style>
<main>
<h1>${w.title}: ${facts.site}</h1>
<p>${w.lead.replace('{site}', () => facts.site)}</p>
${makeFigures(w, facts, statistics)}
${makeWho(w, facts, statistics, at)}
${makeActions(w, statistics)}
${makeMonths(w, language, statistics)}
${makeServices(w, language, statistics)}
${makePurposes(w, language, statistics)}
${makePolicies(w, language, statistics)}
${makeErased(w, statistics)}
${makeSignatures(w, statistics)}
${makeLooked(w, statistics)}
${makeProof(w, facts, statistics)}
<section><h2>${w.check}</h2><p>${w.checkText[0]}</p><pre>node verify.mjs</pre><p>${w.checkText[1]}</p><p>${w.checkText[2]}</p></section>
</main>
</html>
`
  return String(page)
}

const makeFigures = (w: Words, { size }: Facts, { months, erasures, policies }: Statistics): Markup => {
  const total = (counts: readonly number[]) => printCount(counts.reduce((sum, count) => sum + count, 0))
  const figures: [string, Cell][] = [
    [w.entries, printCount(size)],
    [w.decisions, total(months.map(({ decisions }) => decisions))],
    [w.withdrawals, total(months.map(({ withdrawals }) => withdrawals))],
    [w.policyCount, printCount(policies.length)],
    [w.erasedCount, total(erasures.map(({ count }) => count))],
  ]
  return list('figures', figures)
}

const makeWho = (w: Words, { site }: Facts, { policy, first, last }: Statistics, at: string): Markup => {
  const { name, contact, privacyPage, authority } = policy.controller
  const facts: [string, Cell][] = [
    [w.site, `${site} (${policy.origins.join(', ')})`],
    [w.controller, name],
    [w.contact, contact],
    [w.privacyPage, html`<a href="${privacyPage}" rel="noreferrer">${privacyPage}</a>`],
    ...(authority === undefined ? [] : ([[w.authority, authority]] satisfies [string, Cell][])),
    [w.first, printTime(first)],
    [w.last, printTime(last)],
    [w.made, printTime(at)],
  ]
  return section(w.who, list('facts', facts))
}

const makeActions = (w: Words, { actions }: Statistics): Markup =>
  section(
    w.done,
    table(
      [w.action, number(w.count)],
      actions.map(({ name, count }) => [nameOf(w.actions, name), number(printCount(count))]),
    ),
  )

const makeMonths = (w: Words, language: ReportLanguage, { months }: Statistics): Markup => {
  const names = categories.filter((name) => months.some(({ answers }) => answers[name]))
  const rows = months.map(({ month, decisions, withdrawals, answers }) => [
    printMonth(month, language),
    number(printCount(decisions)),
    number(printCount(withdrawals)),
    ...names.map((name) => number(printAnswers(w, answers[name]))),
  ])
  const columns = [w.month, number(w.decisions), number(w.withdrawals), ...names.map((name) => number(nameOf(w.categories, name)))]
  const told = rows.length === 0 ? html`<p>${w.monthsNone}</p>` : html`<p>${w.monthsNote}</p>${table(columns, rows)}`
  return section(w.months, told)
}

/** What visitors answered of single services, which goes beside the answer to their category. */
const makeServices = (w: Words, language: ReportLanguage, { months, names }: Statistics): Cell => {
  const totals = new Map<string, { yes: number; no: number }>()
  for (const { answers } of months)
    for (const [name, { yes, no }] of Object.entries(answers)) {
      const before = totals.get(name) ?? { yes: 0, no: 0 }
      if (!categories.includes(name)) totals.set(name, { yes: before.yes + yes, no: before.no + no })
    }
  if (totals.size === 0) return ''
  const rows = [...totals].sort(([one], [other]) => (one < other ? -1 : 1))
  return section(
    w.services,
    table(
      [w.service, number(w.count)],
      rows.map(([name, answers]) => [names[name]?.[language] ?? name, number(printAnswers(w, answers))]),
    ),
  )
}

/** What visitors consented to that is not a cookie. */
const makePurposes = (w: Words, language: ReportLanguage, { purposes }: Statistics): Cell => {
  if (purposes.length === 0) return ''
  const rows = purposes.map(({ id, names, yes, no, withdrawn }) => [
    names[language] ?? id,
    ...[yes, no, withdrawn].map((count) => number(printCount(count))),
  ])
  const columns = [w.purpose, ...[w.saidYes, w.saidNo, w.withdrew].map(number)]
  return section(w.purposes, html`<p>${w.purposesNote}</p>${table(columns, rows)}`)
}

const makePolicies = (w: Words, language: ReportLanguage, { policies, screens }: Statistics): Markup => {
  const rows = policies.map(({ version, name, publishedAt, decisions }) => [
    number(version),
    time(publishedAt),
    number(printCount(decisions)),
    html`<a href="policies/${name}.json"><code>${name}</code></a>`,
    html`${screens
      .filter(({ policy }) => policy === name)
      .map(
        ({ number, at, languages }) =>
          html`${languages.map((one) => html`<a href="screens/${name}/${screenPage(number, one)}">${languageName(one, language)}</a> `)}${number > 1 ? html`(${w.from} ${printTime(at)})` : ''}<br>`,
      )}`,
  ])
  const columns = [number(w.version), w.published, number(w.decisions), w.words, w.screens]
  return section(w.policies, html`<p>${w.policiesNote}</p>${table(columns, rows)}`)
}

const makeErased = (w: Words, { erasures, kept }: Statistics): Markup => {
  const rows = erasures.map(({ index, at, count, reason }) => [
    number(index),
    time(at),
    number(printCount(count)),
    nameOf(w.reasons, reason),
  ])
  const columns = [number(w.entry), w.when, number(w.erasedCount), w.reason]
  const told = rows.length === 0 ? html`<p>${w.erasedNone}</p>` : table(columns, rows)
  return section(w.erased, html`<p>${w.erasedNote}</p>${told}${list('facts', [[w.kept, printCount(kept)]])}`)
}

const makeSignatures = (w: Words, { signatures }: Statistics): Markup => {
  const rows = (['valid', 'wrong', 'unchecked'] as const).map((state): [string, Cell] => [w[state], printCount(signatures[state])])
  return section(w.signatures, html`<p>${w.signaturesNote}</p>${list('facts', rows)}`)
}

const makeLooked = (w: Words, { accesses }: Statistics): Markup => {
  const rows = accesses.map(({ who, action, count, last }) => [who, nameOf(w.accesses, action), number(printCount(count)), time(last)])
  const told = rows.length === 0 ? html`<p>${w.lookedNone}</p>` : table([w.person, w.action, number(w.times), w.lastTime], rows)
  return section(w.looked, html`<p>${w.lookedNote}</p>${told}`)
}

const makeProof = (w: Words, { origin, size, root, signedAt }: Facts, { keys, checkpoints }: Statistics): Markup => {
  const told = keys.map(
    ({ verifier, createdAt, retiredAt }) =>
      html`<code>${verifier}</code> (${w.from} ${printTime(createdAt)}${retiredAt === null ? '' : ` ${w.until} ${printTime(retiredAt)}`})<br>`,
  )
  return section(
    w.proof,
    list('facts', [
      [w.log, origin],
      [w.entries, printCount(size)],
      [w.root, html`<code>${Buffer.from(root).toString('base64')}</code>`],
      [w.checkpoint, printTime(signedAt)],
      [w.checkpoints, printCount(checkpoints)],
      [w.keys, html`${told}`],
    ]),
  )
}
