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
  host.style(css)
  const banner = draw(tree) as HTMLElement
  if (!changed) banner.querySelector('.changed')?.remove()
  host.root.append(banner)
  // In the top layer, where the browser has one for it: above what a page draws with the highest z-index, and where no transform reaches.
  banner.popover = 'manual'
  // The page, or what the visitor has added to it, may have taken our element out.
  if (banner.isConnected) banner.showPopover?.()
  const obey = () => silently(isHiddenByName) && banner.remove()
  // Some add their styles once the page stands.
  addEventListener('load', () => setTimeout(obey))
  obey()
  load<NoteFile>(note)
    .then(({ keepBannerAside, screen }) => keepBannerAside(host, screen))
    .catch(() => {})
  return () => banner.remove()
}
