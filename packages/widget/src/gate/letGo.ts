import { type Hands, isPlugin, isTyped } from './held.ts'
import type { trusted as throughPolicy } from './trusted.ts'

/**
 * Lets an element load everything that it holds back. `ordered`: a script that was to run in order. `hands` and `trusted` are the gate's:
 * what was taken first on the page, and is neither judged nor the page's own.
 */
export const createLetGo = (
  { attributes, heldValue, forget, setAttribute, removeAttribute, insertBefore }: Hands,
  trusted: typeof throughPolicy,
) => {
  const releaseAttributes = (element: Element) => {
    for (const attribute of attributes) {
      const value = heldValue(element, attribute)
      if (value === null) continue
      // The namespace of `xlink:href` is gone; browsers take `href` for the same.
      setAttribute(element, attribute.replace('xlink:', ''), trusted(value, isPlugin(element) ? 'createScriptURL' : 'createHTML'))
      forget(element, attribute)
      removeAttribute(element, `data-${attribute}`)
    }
    // A film that has found no source looks again only when it is told to.
    if (element.localName === 'source') (element.parentNode as HTMLMediaElement | null)?.load?.()
  }

  const releaseTyped = (element: Element, ordered: boolean) => {
    // The shop's server holds the address as well where a scanner would fetch it whatever the type.
    releaseAttributes(element)
    const type = heldValue(element, 'type')
    if (type) setAttribute(element, 'type', type)
    else removeAttribute(element, 'type')
    forget(element, 'type')
    if (ordered) (element as HTMLScriptElement).async = false
    // What was not run or applied for its type is when it is inserted anew.
    if (element.isConnected) insertBefore(element.parentNode as Node, element, element.nextSibling)
  }

  return (element: Element, ordered: boolean): void => {
    if (isTyped(element)) releaseTyped(element, ordered)
    // A frame that the parser has only just inserted drops an address that it is given in the same turn (seen in Chromium 156).
    else if (element.localName === 'iframe') setTimeout(() => releaseAttributes(element))
    else releaseAttributes(element)
  }
}
