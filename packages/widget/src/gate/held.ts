import { addressesIn, everywhereAttributes, heldPrefix, inertType, loadingAttributes, loadingElements, loadsByText } from '@kakburk/shared'
import { silently } from '../quiet.ts'
import { getAttribute, insertBefore, queryAll, removeAttribute, setAttribute } from './native.ts'
import { trusted } from './trusted.ts'

/**
 * The held form of an element: what waits stands in the document as an attribute of another name, so that the page's element stays
 * itself, and a copy of it, made in whichever way, waits as well. The server's twin writes the same form.
 */

const everywhere: readonly string[] = everywhereAttributes

/** Attributes that may be held, those of an element that loads by its type excepted. */
const attributes: readonly string[] = [...loadingAttributes, ...everywhere]

/** Looked up by `in`, which no page can replace. */
const loaders: Record<string, unknown> = Object.assign(Object.create(null), Object.fromEntries(loadingElements.map((name) => [name, true])))

/** Finds everything that loads, or is held. */
const selector = [
  ...loadingElements,
  ...everywhere.flatMap((name) => [name === 'style' ? '[style*="//"]' : `[${name}]`, `[${heldPrefix}${name}]`]),
].join()

/** A node and all that it holds, as far as they load something. Works on nodes of another frame, which are of other classes. */
export const loadersIn = (node: unknown): readonly Element[] => {
  const element = node as Element | null | undefined
  const itself = (element?.localName as string) in loaders || (element?.hasAttributes?.() && element.matches(selector))
  const hasMore = !!element?.firstElementChild
  if (!itself && !hasMore) return none
  const all: Element[] = itself ? [element as Element] : []
  if (!hasMore) return all
  // A form answers to the names of its fields, such as one that is called `querySelectorAll`.
  const within: ArrayLike<Element> = element.nodeType === 1 ? queryAll(element, selector) : element.querySelectorAll(selector)
  for (let n = 0; n < within.length; n++) all[all.length] = within[n] as Element
  return all
}

const none: readonly Element[] = []

/** Whether an element is held by its type: what it has is run or applied when the type is one that the browser knows. */
export const isTyped = ({ localName }: Element): boolean => localName === 'script' || localName === 'style'

const isPlugin = ({ localName }: Element): boolean => /^(object|embed)$/.test(localName)

/** Whether an element shows something of its own, in the place of which a visitor would miss something. */
export const isFrame = ({ localName }: Element): boolean => /^(i?frame|embed|object)$/.test(localName)

/** Whether an attribute loads something on this element. */
export const loadsBy = ({ localName }: Element, attribute: string): boolean =>
  everywhere.includes(attribute) || (localName in loaders && attributes.includes(attribute))

export const markOf = (element: Element): string | null => getAttribute(element, 'data-consent')

/** What we hold back of an attribute: what the page reads when it asks for it. */
export const keptValue = (element: Element, attribute: string): string | null => getAttribute(element, heldPrefix + attribute)

/** What an element holds back under this attribute, by us or by the owner's mark. */
const heldValue = (element: Element, attribute: string): string | null =>
  keptValue(element, attribute) ?? (markOf(element) === null ? null : getAttribute(element, `data-${attribute}`))

/** Something that an element loads or would load: by an attribute, or by its type when that is empty. */
export type Part = { attribute: string; addresses: string[]; mark: string | null; held: boolean }

/** Everything that an element loads. */
export const partsOf = (element: Element): Part[] => {
  const mark = markOf(element)
  if (isTyped(element)) {
    const type = getAttribute(element, 'type')
    const kept = keptValue(element, 'type')
    const addresses = ['src', 'href', 'xlink:href'].flatMap((name) => heldValue(element, name) ?? getAttribute(element, name) ?? [])
    if (loadsByText(element.localName, kept ?? type)) addresses.push(...addressesIn('', element.textContent as string))
    return [{ attribute: '', addresses, mark, held: type?.toLowerCase() === inertType && (kept ?? mark) !== null }]
  }
  return attributes.flatMap((attribute) => {
    const held = heldValue(element, attribute)
    const value = held ?? getAttribute(element, attribute)
    if (value === null || !loadsBy(element, attribute)) return []
    const addresses = addressesIn(attribute, value)
    const named = everywhere.includes(attribute) && held === null ? null : mark
    return addresses[0] || named !== null ? [{ attribute, addresses, mark: named, held: held !== null }] : []
  })
}

/** Brings one part of an element into its held form. */
export const holdPart = (element: Element, attribute: string): void => {
  if (attribute) {
    holdValue(element, attribute, getAttribute(element, attribute) as string)
    removeAttribute(element, attribute)
    // These two would lose their size with their address.
    if (isPlugin(element)) setAttribute(element, attribute, trusted('about:blank', 'createScriptURL'))
    // What has been asked for already, before anybody could hold it, is at least not shown and not run.
    silently(() => (element as HTMLIFrameElement).contentWindow?.stop())
  } else {
    if (keptValue(element, 'type') === null) holdValue(element, 'type', getAttribute(element, 'type') ?? '')
    setAttribute(element, 'type', inertType)
  }
}

const { URL } = window

/** A page that has broken what we are written in: everything that an element would load from another origin waits, for good. */
export const holdBlindly = (element: Element): void => {
  for (let n = 0; n < loadingAttributes.length; n++) {
    const attribute = loadingAttributes[n] as string
    const value = getAttribute(element, attribute)
    if (value === null || new URL(value, document.baseURI).origin === location.origin) continue
    if (isTyped(element)) setAttribute(element, 'type', inertType)
    else {
      holdValue(element, attribute, value)
      removeAttribute(element, attribute)
    }
  }
}

/** Lets an attribute wait that the page is about to set. */
export const holdValue = (element: Element, attribute: string, value: string): void => setAttribute(element, heldPrefix + attribute, value)

/** Forgets what was held under an attribute, since the page has set another value. */
export const forget = (element: Element, attribute: string): void => removeAttribute(element, heldPrefix + attribute)

/** Lets an element load everything that it holds back. `ordered`: a script that was to run in order. */
export const release = (element: Element, ordered: boolean): void => {
  if (isTyped(element)) releaseTyped(element, ordered)
  // A frame that the parser has only just inserted drops an address that it is given in the same turn (seen in Chromium 156).
  else if (element.localName === 'iframe') setTimeout(() => releaseAttributes(element))
  else releaseAttributes(element)
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
