import type { Kakburk } from '../api.ts'
import { draw } from './draw.ts'
import { explainCss } from './explain.css.ts'
import type { Tree } from './tree.ts'

type Explained = ReturnType<Kakburk['explain']>[number]

/** How often the panel looks for what is new, in milliseconds. */
const pace = 1000

/**
 * Shows the owner what is held on this page and what is let go, by which rule, and what to do about it. It follows the page as it
 * runs, keeps nothing and sends nothing. Returns what takes it away.
 */
export const showExplain = (explain: () => readonly Explained[]): (() => void) => {
  const host = document.createElement('div')
  host.id = 'kakburk-explain'
  host.lang = 'en'
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(explainCss)
  root.adoptedStyleSheets.push(sheet)
  root.append(draw(panel))
  document.documentElement.append(host)

  const find = <E extends HTMLElement>(selector: string) => root.querySelector(selector) as E
  const [filter, heldOnly, status, rows] = [
    find<HTMLInputElement>('[type=search]'),
    find<HTMLInputElement>('[type=checkbox]'),
    find('p'),
    find('tbody'),
  ]

  let shown = ''
  const refresh = () => {
    const all = explain()
    const wanted = all.filter(
      (one) => (one.held || !heldOnly.checked) && cellsOf(one).join(' ').toLowerCase().includes(filter.value.toLowerCase()),
    )
    // Drawn anew only when there is something new, so that nobody's place in the list is lost.
    const now = JSON.stringify([all, wanted])
    if (now === shown) return
    shown = now
    const held = all.filter((one) => one.held).length
    status.textContent = `${held} held, ${all.length - held} let go, ${wanted.length} shown`
    rows.replaceChildren(...wanted.map((one) => draw(row(one))))
  }
  root.addEventListener('input', refresh)
  const timer = setInterval(refresh, pace)
  const close = () => {
    clearInterval(timer)
    host.remove()
  }
  find('button').addEventListener('click', close)
  refresh()
  return close
}

const columns = ['State', 'What', 'Address or name', 'Waits for', 'Rule', 'What to do']

const panel: Tree = [
  'section',
  { 'aria-labelledby': 'title' },
  [
    'header',
    {},
    ['h2', { id: 'title' }, 'Kakburk: what is held, and why'],
    ['label', {}, 'Filter ', ['input', { type: 'search' }]],
    ['label', {}, ['input', { type: 'checkbox' }], ' Held only'],
    ['p', { role: 'status' }],
    ['button', { type: 'button' }, 'Close'],
  ],
  [
    'div',
    { tabindex: '0', role: 'region', 'aria-label': 'List' },
    ['table', {}, ['thead', {}, ['tr', {}, ...columns.map((name): Tree => ['th', { scope: 'col' }, name])]], ['tbody', {}]],
  ],
]

const row = (one: Explained): Tree => ['tr', { class: one.held ? 'held' : 'free' }, ...cellsOf(one).map((text): Tree => ['td', {}, text])]

const cellsOf = (one: Explained): string[] => [
  one.held ? 'Held' : 'Let go',
  one.kind,
  one.address,
  one.name === '*' ? 'everything' : (one.name ?? ''),
  one.rule ?? '',
  adviceFor(one),
]

/** What the owner can do, by the rule that decided. */
export const adviceFor = ({ name = '', rule = '', held }: Explained): string => {
  if (!rule) return 'In no rule. If it tracks, declare a service with its host in the policy, or mark it with data-consent.'
  if (rule === 'data-consent')
    return held
      ? `Your mark. Take it away if the shop cannot do without this; correct it if the policy knows no "${name}".`
      : 'Your mark, and it is granted.'
  if (rule === 'declared name')
    return held
      ? 'A service of the policy declares this name. Declare it in a necessary service too if the shop cannot do without it.'
      : 'Declared, and granted.'
  if (name === '*')
    return 'Nobody declared this host. Declare a service with it, or add it to essentialHosts if the shop cannot do without it.'
  if (name === 'necessary') return 'Necessary by the policy, or in essentialHosts.'
  if (/^(analytics|marketing)$/.test(name)) return 'A known tracker. Declare it as a service, so that visitors are told of it.'
  return held ? 'Declared in the policy. Change its category if the shop cannot do without it.' : 'Declared, and granted.'
}
