import { silently } from '../quiet.ts'

/**
 * Keeps a box of ours from hiding what has the focus on the page (WCAG 2.2, 2.4.11). The page is scrolled where that is enough, as at
 * the end of a page it is not; else the box makes itself small, and at last goes to the other edge. Nothing of the page is changed.
 */
export const keepAside = (box: HTMLElement): void => {
  const makeWay = (element: Element) => {
    const scroll = () => element.scrollIntoView({ block: 'center', behavior: 'instant' })
    const to = (edge: string) => () => {
      box.dataset.aside = edge
      scroll()
    }
    for (const step of [scroll, to('bottom'), to('top')]) if (isBehind(element, box)) step()
  }
  const onFocus = (event: FocusEvent) => {
    silently(() => {
      const [element] = event.composedPath() as [Element]
      if (!box.isConnected) removeEventListener('focusin', onFocus)
      else if (!box.contains(element)) makeWay(element)
      // A box that grows under a finger would take its click for another button.
      else if (element.matches(':focus-visible')) delete box.dataset.aside
    })
  }
  addEventListener('focusin', onFocus)
  const { activeElement } = document
  if (activeElement && activeElement !== document.body) makeWay(activeElement)
}

/** Styles of a box that has made way. */
export const asideCss =
  '[data-aside]{inset-block:auto 16px!important;margin-block:0!important;max-height:40%!important}[data-aside=top]{inset-block:16px auto!important}'

/** Whether a good part of an element lies behind a box. What is far larger than the box never does: enough of it is in sight. */
const isBehind = (element: Element, box: Element): boolean => {
  const [a, b] = [element.getBoundingClientRect(), box.getBoundingClientRect()]
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 && 4 * width * height > a.width * a.height
}
