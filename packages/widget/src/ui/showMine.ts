import type { Action, Grants } from '@kakburk/shared'
import type { MineTexts } from '../text/mine/index.ts'
import { draw } from './draw.ts'
import type { Tree } from './tree.ts'

/** What "my choices" shows in one language; joined to its file when the policy is compiled. */
export type MineScreen = {
  language: string
  texts: MineTexts
  /** What categories and services are called. */
  names: Record<string, string>
}

/** The visitor's own receipts, as far as they are in this browser. */
export type Own = {
  /** The newest first. */
  list: OwnReceipt[]
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
  /** The page that shows what was asked. */
  banner: string
  /** The page on which its holder acts by it, if the log gave one; a secret. */
  link: string | undefined
  /** What is saved. */
  file: string
}

/** Shows what the visitor has answered, each with its receipt, in a place of the preferences. */
export const showMine = (place: Element, screen: MineScreen, { list, stays, keep }: Own): void => {
  const { texts } = screen
  const drawn = list.map((receipt) => rowOf(receipt, screen))
  const wish: Tree = ['label', { class: 'line' }, texts.stays, ['input', { type: 'checkbox', ...(stays && { checked: '' }) }]]
  const trees: Tree[] = list[0] ? [['p', {}, texts.about], ...drawn, ['p', {}, texts.linkAbout], wish] : [['p', {}, texts.none]]
  place.replaceChildren(...trees.map(draw))
  place.querySelector('input')?.addEventListener('change', ({ target }) => keep((target as HTMLInputElement).checked))
}

const rowOf = ({ id, at, action, grants, banner, link, file }: OwnReceipt, { language, texts, names }: MineScreen): Tree => {
  const granted = Object.keys(grants).filter((name) => grants[name])
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(Date.parse(at))
  const what = `${texts[action]}${/^(ch|o)/.test(action) ? `: ${granted.map((name) => names[name] ?? name).join(', ')}` : ''}`
  // A blob needs nothing of the page's Content-Security-Policy. It goes with the page.
  const address = URL.createObjectURL(new Blob([file], { type: 'application/json' }))
  const links: Tree[] = [['a', { href: address, download: `kakburk-${id}.json`, 'data-kakburk': 'receipt' }, texts.save]]
  const elsewhere = (href: string, text: string): void => {
    links.push(' · ', ['a', { href, target: '_blank', rel: 'noreferrer' }, text])
  }
  if (link) elsewhere(link, texts.link)
  elsewhere(banner, texts.banner)
  return ['div', { class: 'service' }, ['h4', {}, time], ['p', {}, what], ['p', {}, ...links]]
}
