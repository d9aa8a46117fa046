import { silently } from '../quiet.ts'
import type { Host } from './host.ts'

/**
 * Whoever answers goes on where they were before they came to the banner; who came to it from nowhere goes on at the control, which stands in
 * the order of the keys where the banner stood, and is what changes the answer.
 */
export const goOnAfter = ({ root }: Host, banner: HTMLElement): void => {
  let before: Element | null = null
  let isInside = banner.contains(root.activeElement)
  const onFocus = (event: FocusEvent) => {
    silently(() => {
      const [element] = event.composedPath() as [Element]
      isInside = banner.contains(element)
      if (!root.contains(element)) before = element
    })
  }
  addEventListener('focusin', onFocus)
  new MutationObserver((_, observer) => {
    if (banner.isConnected) return
    observer.disconnect()
    removeEventListener('focusin', onFocus)
    const isLost = !root.activeElement && (document.activeElement ?? document.body) === document.body
    const next = before?.isConnected ? before : root.querySelector('.control')
    if (isInside && isLost) (next as HTMLElement | null)?.focus({ preventScroll: true })
  }).observe(root, { childList: true })
}
