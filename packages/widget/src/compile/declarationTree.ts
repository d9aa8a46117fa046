import { direction, fill, isolated, type Language, labelled, listed, type Texts } from '@kakburk/shared'
import { wordsOf } from '../ui/breakable.ts'
import type { Tree } from '../ui/tree.ts'
import type { Declaration, DeclaredCategory, DeclaredItem, DeclaredService } from './declaration.ts'

/** The columns of the table, each by its text. */
const columns = ['name', 'kind', 'setBy', 'purpose', 'kept'] as const

/**
 * A declaration as it stands in a page: a table for each category, in which every row tells all of one thing. The roles say what the
 * elements are, because a table that is laid out in one column is no table any more to some browsers.
 */
export const declarationTree = ({ language, title, controller, authorities, rights, categories }: Declaration, texts: Texts): Tree => [
  'div',
  { class: 'kakburk-declaration', lang: language, dir: direction(language), role: 'region', 'aria-label': title },
  ['p', { class: 'kakburk-controller' }, labelled(texts.controller, listed([controller.name, controller.contact], language), language)],
  ...categories.map((category) => tableOf(category, texts, language)),
  ['p', { class: 'kakburk-rights' }, rights],
  ...authorities.map(({ name, url }): Tree => {
    const label = labelled(texts.authority, '', language)
    return ['p', { class: 'kakburk-authority' }, label, url === undefined ? name : ['a', { href: url }, name]]
  }),
]

/** Who beside the one that sets it has access, and from where, as sentences. */
export const accessInWords = ({ readBy, country }: DeclaredService, texts: Texts, language: Language): string[] => [
  ...(readBy.length > 0 ? [labelled(texts.readBy, listed(readBy, language), language)] : []),
  ...(country ? [fill(country.inEea ? texts.country : texts.outsideEea, { country: country.name })] : []),
]

/** What an item is. A database is called by its name in every language. */
export const kindInWords = (kind: DeclaredItem['kind'], texts: Texts): string => (kind === 'database' ? 'IndexedDB' : texts[kind])

const tableOf = ({ id, name, about, services }: DeclaredCategory, texts: Texts, language: Language): Tree => [
  'table',
  { class: 'kakburk-category', role: 'table', 'data-category': id },
  ['caption', {}, ['strong', {}, labelled(name, '', language)], about],
  [
    'thead',
    { role: 'rowgroup' },
    ['tr', { role: 'row' }, ...columns.map((key): Tree => ['th', { role: 'columnheader', scope: 'col' }, texts[key]])],
  ],
  ...services.map(
    (service): Tree => [
      'tbody',
      { class: 'kakburk-service', role: 'rowgroup', 'data-service': service.id },
      [
        'tr',
        { role: 'row' },
        [
          'th',
          { class: 'kakburk-title', role: 'rowheader', scope: 'rowgroup', colspan: '5', 'aria-colspan': '5' },
          isolated(service.name, language),
        ],
      ],
      ...(service.items[0] ? service.items : [nothing(service)]).map((item) => rowOf(item, service, texts, language)),
    ],
  ),
]

type Row = Omit<DeclaredItem, 'kind'> & { kind?: DeclaredItem['kind'] }

/** A service that keeps nothing and asks for nothing by itself still has somebody who answers for it. */
const nothing = ({ controller }: DeclaredService): Row => ({ name: none, setBy: controller })

const none = '–'

const codeOf = (name: string): Tree => [
  'code',
  { dir: 'ltr' },
  ...wordsOf(name).flatMap((word, n): Tree[] => (n ? [['wbr', { 'aria-hidden': 'true' }], word] : [word])),
]

const rowOf = ({ kind, name, setBy, purpose, kept = none }: Row, service: DeclaredService, texts: Texts, language: Language): Tree => {
  const access = accessInWords(service, texts, language).map((line): Tree => ['div', { class: 'kakburk-access' }, line])
  const cell = (key: (typeof columns)[number], ...content: Tree[]): Tree => [
    'td',
    { class: `kakburk-${key}`, role: 'cell', 'data-label': labelled(texts[key], '', language) },
    ...content,
  ]
  return [
    'tr',
    { role: 'row' },
    ['th', { class: 'kakburk-name', role: 'rowheader', scope: 'row' }, name === none ? name : codeOf(name)],
    cell('kind', kind ? kindInWords(kind, texts) : none),
    cell('setBy', isolated(setBy, language), ...access),
    cell('purpose', purpose ?? service.purpose),
    cell('kept', kept),
  ]
}
