import { type Action, commaOf, type Grants } from '@kakburk/shared'
import type { MineTexts } from '../text/mine/index.ts'
import { draw } from './draw.ts'
import type { Tree } from './tree.ts'

/** What "my choices" shows in one language; joined to its file when the policy is compiled. */
export type MineScreen = {
  language: string
  texts: MineTexts
  /** What categories and services are called. */
  names: Record<string, string>
  /** What purposes beside cookies are called. Absent where there are none, as is the next one. */
  purposes?: Record<string, string>
  /** What a receipt from here says of itself, and the file that makes it. */
  said?: { site: string; policy: string; language: string; boxes: string }
}

/** The visitor's own receipts, as far as they are in this browser. */
export type Own = {
  /** The newest first. */
  list: OwnReceipt[]
  /** By purpose beside cookies, the id of the receipt of a yes that can be taken back. */
  standing: ReadonlyMap<string, string>
  takeBack(purpose: string): void
  /** Whether they shall stay when the yes is taken back. */
  stays: boolean
  keep(stays: boolean): void
}

export type OwnReceipt = {
  id: string
  /** When it was logged, RFC 3339. */
  at: string
  action: Action
  grants: Readonly<Grants>
  /** What stood beside the box of a purpose. */
  text: string | undefined
  /** The page that shows what was asked. */
  banner: string
  /** The page on which its holder acts by it, if the log gave one; a secret. */
  link: string | undefined
  /** What is saved. */
  file: string
}

/** Shows what the visitor has answered, each with its receipt, in a place of the preferences. */
export const showMine = (place: Element, screen: MineScreen, own: Own): void => {
  const { texts } = screen
  const { list, standing, stays } = own
  // What is on its way to the log has no receipt yet, and can be taken back all the same.
  const onTheirWay = [...standing].filter(([, id]) => list.every((receipt) => receipt.id !== id))
  const drawn: Tree[] = [
    ...onTheirWay.map(
      ([purpose]): Tree => [
        'div',
        { class: 'service' },
        ['p', {}, inWords('grant-purpose', [purpose], screen)],
        ...taking(purpose, screen),
      ],
    ),
    ...list.map((receipt) => rowOf(receipt, standing, screen)),
  ]
  const wish: Tree = ['label', { class: 'line' }, texts.stays, ['input', { type: 'checkbox', ...(stays && { checked: '' }) }]]
  const trees: Tree[] = drawn[0] ? [['p', {}, texts.about], ...drawn, ['p', {}, texts.linkAbout], wish] : [['p', {}, texts.none]]
  place.replaceChildren(...trees.map(draw))
  place.querySelector('input')?.addEventListener('change', ({ target }) => own.keep((target as HTMLInputElement).checked))
  for (const button of place.querySelectorAll<HTMLElement>('[data-purpose]')) {
    button.addEventListener('click', () => {
      const purpose = button.dataset.purpose as string
      own.takeBack(purpose)
      const done = draw(['p', { tabindex: '-1' }, inWords('withdraw-purpose', [purpose], screen)]) as HTMLElement
      button.replaceWith(done)
      done.focus()
    })
  }
}

/** The button that takes back the yes to a purpose. */
const taking = (purpose: string, { texts, purposes = {} }: MineScreen): Tree[] => [
  ['button', { type: 'button', class: 'settings', 'data-purpose': purpose }, `${texts.takeBack}: ${purposes[purpose] ?? purpose}`],
]

const rowOf = ({ id, at, action, grants, text, banner, link, file }: OwnReceipt, standing: Own['standing'], screen: MineScreen): Tree => {
  const { language, texts } = screen
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(Date.parse(at))
  const isPurpose = action.endsWith('-purpose')
  const named = Object.keys(grants).filter((name) => isPurpose || grants[name])
  // A blob needs nothing of the page's Content-Security-Policy. It goes with the page.
  const address = URL.createObjectURL(new Blob([file], { type: 'application/json' }))
  const links: Tree[] = [['a', { href: address, download: `kakburk-${id}.json`, 'data-kakburk': 'receipt' }, texts.save]]
  const elsewhere = (href: string, text: string): void => {
    links.push(' ', ['a', { href, target: '_blank', rel: 'noreferrer' }, text])
  }
  if (link) elsewhere(link, texts.link)
  // What was asked beside a box is its text.
  if (!isPurpose) elsewhere(banner, texts.banner)
  const [purpose] = named.filter((name) => isPurpose && standing.get(name) === id)
  return [
    'div',
    { class: 'service' },
    ['h4', {}, time],
    ['p', {}, inWords(action, named, screen)],
    ...(text ? [['p', {}, ['q', { dir: 'auto' }, text]] as Tree] : []),
    ['p', {}, ...links],
    ...(purpose ? taking(purpose, screen) : []),
  ]
}

/** What was done, and of what is not everything or nothing, to what. */
const inWords = (action: Action, named: readonly string[], { language, texts, names, purposes = {} }: MineScreen): string => {
  const called = action.endsWith('-purpose') ? purposes : names
  return `${texts[action]}${/^(ch|o)|-p/.test(action) ? `: ${named.map((name) => called[name] ?? name).join(commaOf(language))}` : ''}`
}
