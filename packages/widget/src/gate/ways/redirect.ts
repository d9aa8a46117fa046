import { addressesIn, loadsByText } from '@kakburk/shared'
import { forget, holdPart, holdValue, isTyped, keptValue, loadsBy, markOf } from '../held.ts'
import { getAttribute, setAttribute } from '../native.ts'
import type { MustWait, Queue } from '../queue.ts'
import { inert } from './accessors.ts'

/**
 * The page gives an element an address. True when that must wait: it has been noted, and is not to be set. Throws where the browser would
 * refuse the value.
 */
export const redirect = (queue: Queue, mustWait: MustWait, element: Element, attribute: string, given: unknown): boolean => {
  const value = `${given}`
  if (isTyped(element)) {
    if (attribute === 'type' && keptValue(element, attribute) !== null) {
      holdValue(element, attribute, value)
      return true
    }
    if (attribute === 'src' || attribute === 'href') holdTyped(queue, mustWait, element, [value])
    return false
  }
  if (!loadsBy(element, attribute)) return false
  const addresses = addressesIn(attribute, value)
  if (addresses[0] && mustWait(element.localName, addresses, markOf(element))) {
    // Not even held may a page have what its Trusted Types refuse: our own policy would let it through with a yes.
    setAttribute(inert.importNode(element), attribute, given as string)
    holdValue(element, attribute, value)
    queue.add(element)
    return true
  }
  forget(element, attribute)
  return false
}

/** The page gives a style sheet or module a text: it waits by its type when it must. */
export const redirectText = (queue: Queue, mustWait: MustWait, element: Element, text: string): void => {
  if (loadsByText(element.localName, getAttribute(element, 'type'))) holdTyped(queue, mustWait, element, addressesIn('', text))
}

/** Outside the document nothing is run or applied; it is judged when it is inserted. */
const holdTyped = (queue: Queue, mustWait: MustWait, element: Element, addresses: string[]): void => {
  if (!element.isConnected || !addresses[0] || !mustWait(element.localName, addresses, markOf(element))) return
  queue.add(element, !(element as HTMLScriptElement).async)
  holdPart(element, '')
}
