import { html } from 'hono/html'
import type { ReportLanguage, Words } from './report-words.ts'

/** A piece of a report. What is put into it is escaped. */
export type Markup = ReturnType<typeof html>
export type Cell = Markup | string | number

/** A section of a report. */
export const section = (title: string, content: Cell): Markup => html`<section><h2>${title}</h2>${content}</section>
`

/** Names and what they are. */
export const list = (kind: 'facts' | 'figures', facts: readonly [string, Cell][]): Markup =>
  html`<dl class="${kind}">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

/** A cell that stands as its kind does. */
type Placed = { kind: 'number' | 'time'; content: string | number }
/** A cell with a number, which stands at the right. */
export const number = (content: string | number): Placed => ({ kind: 'number', content })
/** A cell with a time, on one line. */
export const time = (at: string): Placed => ({ kind: 'time', content: printTime(at) })
const isPlaced = (cell: Cell | Placed): cell is Placed => typeof cell === 'object' && 'kind' in cell

/** A table with a heading for each column. */
export const table = (
  columns: readonly (string | Placed)[],
  rows: readonly (readonly (Cell | Placed)[])[],
): Markup => html`<div class="wide"><table class="${columns.length > 3 ? 'many' : 'few'}">
<thead><tr>${columns.map((name) => (isPlaced(name) ? html`<th scope="col" class="${name.kind}">${name.content}</th>` : html`<th scope="col">${name}</th>`))}</tr></thead>
<tbody>
${rows.map((cells) => html`<tr>${cells.map((cell, place) => printCell(cell, columns[place]))}</tr>\n`)}</tbody>
</table></div>`

/** A cell knows the name of its column, beside which it stands where there is no room for a table of many. */
const printCell = (cell: Cell | Placed, column: string | Placed = ''): Markup => {
  const name = isPlaced(column) ? column.content : column
  return isPlaced(cell)
    ? html`<td class="${cell.kind}" data-name="${name}">${cell.content}</td>`
    : html`<td data-name="${name}">${cell}</td>`
}

/** The categories that visitors are asked about, in their order. */
export const categories = ['preferences', 'analytics', 'marketing']

/** What a thing is called, or its own name. */
export const nameOf = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name

/** `12 yes, 3 no`. */
export const printAnswers = (w: Words, { yes, no } = { yes: 0, no: 0 }): string =>
  `${printCount(yes)}\u00a0${w.yes}, ${printCount(no)}\u00a0${w.no}`

/** With narrow spaces, as both languages allow. */
export const printCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f')

/** `2026-11-20 12:00 UTC`. */
export const printTime = (at: string): string => at.replace('T', ' ').replace(/:\d\d\.\d{3}Z$/, ' UTC')

/** `November 2026`, of `2026-11`. */
export const printMonth = (month: string, language: ReportLanguage): string => {
  const name = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const printed = name.format(new Date(`${month}-01`))
  return printed.charAt(0).toUpperCase() + printed.slice(1)
}

/** What a language is called in another. */
export const languageName = (tag: string, language: ReportLanguage): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag
