import { draw } from './draw.ts'
import type { Host } from './host.ts'
import type { Tree } from './tree.ts'

/** What the banner of one site shows in one language; joined to its file when the policy is compiled. */
export type BannerScreen = { tree: Tree; css: string }

/**
 * Shows the first layer. Returns what takes it away. `changed` says that an earlier answer no longer counts.
 *
 * Whoever answers goes on where they were before they came to the banner; who came to it from nowhere goes on at the control, which stands in
 * the order of the keys where the banner stood, and is what changes the answer.
 */
export const showBanner = (host: Host, { tree, css }: BannerScreen, changed: boolean): (() => void) => {
  if (!styled.has(host)) host.style(css)
  styled.add(host)
  // In another language it comes from another file, and whoever was given what takes it away takes that away.
  const find = () => host.root.querySelector<HTMLElement>('.banner')
  const banner = draw(tree) as HTMLElement
  if (!changed) banner.querySelector('.changed')?.remove()
  find()?.remove()
  host.root.prepend(banner)
  // In the top layer, where the browser has one for it: above what a page draws with the highest z-index, and where no transform reaches.
  banner.popover = 'manual'
  // Not where a filter list or the page has taken our host out: nothing is shown there.
  if (banner.isConnected) banner.showPopover?.()
  let before: HTMLElement | null = null
  banner.addEventListener('focusin', ({ relatedTarget }) => {
    if (relatedTarget && !host.root.contains(relatedTarget as Node)) before = relatedTarget as HTMLElement
  })
  return () => {
    const shown = find()
    const hadFocus = shown?.contains(host.root.activeElement)
    shown?.remove()
    if (hadFocus) (before?.isConnected ? before : host.root.querySelector<HTMLElement>('.control'))?.focus({ preventScroll: true })
  }
}

const styled = new WeakSet<Host>()
