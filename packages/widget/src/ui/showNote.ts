import type { Done } from '../site.ts'
import { draw } from './draw.ts'
import { goOnAfter } from './goOn.ts'
import type { Host } from './host.ts'
import { keepAside } from './keepAside.ts'
import type { turn } from './turn.ts'

/** What the note says in one language; joined to its file when the policy is compiled. `deleted` has `{names}` to be filled in. */
export type NoteScreen = { language: string; css: string; saved: string; withdrawn: string; deleted: string; close: string }

/** What is loaded. */
export type NoteFile = { showNote: typeof showNote; keepBannerAside: typeof keepBannerAside; turn: typeof turn; screen: NoteScreen }

/**
 * Tells the visitor what came of their answer. That it is saved they see, since the question is gone, so it is told to who cannot see the screen;
 * that a yes was taken back and what was deleted stays in sight until they close it: nobody is hurried.
 */
export const showNote = (host: Host, screen: NoteScreen, done: Done): void => {
  const { language, css, close } = screen
  // Each name by itself, from the left: in Arabic a line that begins a name would else end it.
  const isolated = (name: string) => ((host.root.host as HTMLElement).dir === 'rtl' ? `\u2066${name}\u2069` : name)
  const deleted = Object.values(done.deleted).sort().map(isolated)
  host.root.querySelector('.note')?.remove()
  style(host, css)
  const isSeen = done.withdrawn || deleted.length > 0
  const note = draw([
    'div',
    { class: 'note unseen' },
    ['p', { role: 'status' }],
    ...(isSeen ? [['button', { type: 'button', 'aria-label': close }, '×'] as [string, Record<string, string>, string]] : []),
  ]) as HTMLElement
  host.root.append(note)
  const names = new Intl.ListFormat(language).format(deleted)
  const said = [done.withdrawn ? screen.withdrawn : screen.saved, ...(names ? [screen.deleted.replace('{names}', () => names)] : [])].join(
    ' ',
  )
  // A change in a region is announced, and one that comes with its words has not changed. It is seen with its words, and does not grow by them.
  setTimeout(() => {
    Object.assign(note.firstChild as HTMLElement, { textContent: said })
    if (!isSeen) return
    note.className = 'note'
    keepAside(note)
  }, 100)
  if (!isSeen) return
  note.lastElementChild?.addEventListener('click', () => {
    note.remove()
    host.root.querySelector<HTMLElement>('.control')?.focus()
  })
}

/** Keeps the banner from hiding what has the focus on the page, and from taking the focus with it when it goes. */
export const keepBannerAside = (host: Host, { css }: NoteScreen): void => {
  const banner = host.root.querySelector<HTMLElement>('.banner')
  if (!banner) return
  style(host, css)
  keepAside(banner)
  goOnAfter(host, banner)
}

const style = (host: Host, css: string) => {
  if (!styled.has(host)) host.style(css)
  styled.add(host)
}

const styled = new WeakSet<Host>()
