import { addressesIn } from '@kakburk/shared'
import { forget, holdPart, holdValue, isTyped, keptValue, loadsBy, markOf } from '../held.ts'
import type { MustWait, Queue } from '../queue.ts'

/** The page gives an element an address. True when that must wait: it has been noted, and is not to be set. */
export const redirect = (queue: Queue, mustWait: MustWait, element: Element, attribute: string, value: string): boolean => {
  if (isTyped(element)) {
    if (attribute === 'type' && keptValue(element, attribute) !== null) {
      holdValue(element, attribute, value)
      return true
    }
    // Outside the document a script runs nothing; it is judged when it is inserted. In it, it waits by its type.
    if (element.isConnected && /^(src|href)$/.test(attribute) && mustWait(element.localName, [value], markOf(element))) {
      queue.add(element, !(element as HTMLScriptElement).async)
      holdPart(element, '')
    }
    return false
  }
  if (!loadsBy(element, attribute)) return false
  const addresses = addressesIn(attribute, value)
  if (addresses[0] && mustWait(element.localName, addresses, markOf(element))) {
    holdValue(element, attribute, value)
    queue.add(element)
    return true
  }
  forget(element, attribute)
  return false
}
