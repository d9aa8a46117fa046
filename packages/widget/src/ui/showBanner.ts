import { draw } from './draw.ts'
import type { Host } from './host.ts'
import type { Tree } from './tree.ts'

/** What the banner of one site shows in one language; joined to its file when the policy is compiled. */
export type BannerScreen = { tree: Tree; css: string }

/** Shows the first layer. Returns what takes it away. `changed` says that an earlier answer no longer counts. */
export const showBanner = (host: Host, { tree, css }: BannerScreen, changed: boolean): (() => void) => {
  host.style(css)
  const banner = draw(tree) as HTMLElement
  if (!changed) banner.querySelector('.changed')?.remove()
  host.root.prepend(banner)
  // In the top layer, where the browser has one for it: above what a page draws with the highest z-index, and where no transform reaches.
  banner.popover = 'manual'
  banner.showPopover?.()
  return () => banner.remove()
}
