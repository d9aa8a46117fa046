import { silently } from '../quiet.ts'
import type { Load } from '../site.ts'
import { draw } from './draw.ts'
import { isHiddenByName } from './hidden.ts'
import type { Host } from './host.ts'
import type { NoteFile } from './showNote.ts'
import type { Tree } from './tree.ts'

/** What the banner of one site shows in one language; joined to its file when the policy is compiled. `note` is the file that keeps it aside. */
export type BannerScreen = { tree: Tree; css: string; note: string }

/**
 * Shows the first layer. Returns what takes it away. `changed` says that an earlier answer no longer counts. Whoever has hidden it by its
 * name is not asked, so that everything stays refused.
 */
export const showBanner = (host: Host, { tree, css, note }: BannerScreen, changed: boolean, load: Load): (() => void) => {
  if (!styled.has(host)) host.style(css)
  styled.add(host)
  // In another language it comes from another file, and whoever was given what takes it away takes that away.
  const takeAway = () => host.root.querySelector('.banner')?.remove()
  const banner = draw(tree) as HTMLElement
  if (!changed) banner.querySelector('.changed')?.remove()
  takeAway()
  host.root.append(banner)
  // In the top layer, where the browser has one for it: above what a page draws with the highest z-index, and where no transform reaches.
  banner.popover = 'manual'
  // Not where a filter list or the page has taken our host out: nothing is shown there.
  if (banner.isConnected) banner.showPopover?.()
  const obey = () => silently(isHiddenByName) && banner.remove()
  // Some add their styles once the page stands.
  addEventListener('load', () => setTimeout(obey))
  obey()
  load<NoteFile>(note)
    .then(({ keepBannerAside, screen }) => keepBannerAside(host, screen))
    .catch(() => {})
  return takeAway
}

const styled = new WeakSet<Host>()
