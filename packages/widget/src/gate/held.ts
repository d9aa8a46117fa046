import { addressesIn, everywhereAttributes, heldPrefix, inertType, loadingAttributes, loadingElements, loadsByText } from '@kakburk/shared'
import { silently } from '../quiet.ts'
import { getAttribute, insertBefore, matches, queryAll, removeAttribute, setAttribute, URL } from './native.ts'
import { trusted } from './trusted.ts'

/**
 * The held form of an element: what waits stands in the document as an attribute of another name, so that the page's element stays
 * itself, and a copy of it, made in whichever way, waits as well. The server's twin writes the same form.
 */

const everywhere: readonly string[] = everywhereAttributes

/** Attributes that may be held, those of an element that loads by its type excepted. */
export const attributes: readonly string[] = [...loadingAttributes, ...everywhere]

/** Names to be looked up by `in`, which no page can replace. */
export const oneOf = (names: readonly string[]): object => ({ __proto__: null, ...Object.fromEntries(names.map((name) => [name, 1])) })

const loaders = /* @__PURE__ */ oneOf(loadingElements)

/** A place for the declaration, which is found on the same way. */
const declaration = 'data-kakburk-declaration'

/** Finds everything that loads, or is held. */
const selector = /* @__PURE__ */ [
  `[${declaration}]`,
  ...loadingElements,
  ...everywhere.flatMap((name) => [name === 'style' ? '[style*="//"]' : `[${name}]`, `[${heldPrefix}${name}]`]),
].join()

/** A node and all that it holds, as far as they load something. Works on nodes of another frame, which are of other classes. */
export const loadersIn = (node: unknown): readonly Element[] => {
  const element = node as Element | null | undefined
  // Of a form that has a field of this name it is an element.
  const asks: unknown = element?.hasAttributes
  const itself =
    (element?.localName as string) in loaders ||
    ((typeof asks === 'function' ? asks.call(element) : asks) && matches(element as Element, selector))
  const hasMore = !!element?.firstElementChild
  if (!itself && !hasMore) return none
  const all: Element[] = itself ? [element as Element] : []
  if (!hasMore) return all
  const within = queryAll(element, selector)
  for (let n = 0; n < within.length; n++) all[all.length] = within[n] as Element
  return all
}

const none: readonly Element[] = []

/** Whether an element is a place for the declaration. */
export const isDeclaration = (element: Element): boolean => getAttribute(element, declaration) !== null

/** Whether a node is an element that loads nothing and holds nothing; said at once of what pages insert most. */
export const isPlain = (node: unknown): boolean => {
  const { localName } = node as Element
  // A form answers to the names of its fields.
  return (
    typeof localName === 'string' &&
    localName !== 'form' &&
    !(localName in loaders) &&
    !(node as Element).firstElementChild &&
    !(node as Element).hasAttributes?.()
  )
}

/** Whether an element is held by its type: what it has is run or applied when the type is one that the browser knows. */
export const isTyped = ({ localName }: Element): boolean => localName === 'script' || localName === 'style'

/** What a frame has asked for already, before anybody could hold it, is at least not shown and not run. */
const stopFrame = (element: Element): void => {
  silently(() => (element as HTMLIFrameElement).contentWindow?.stop())
}

/**
 * Keeps a frame empty that names nothing to load. Firefox gives each frame of a page that is loaded anew, or reached by the way back, what it
 * showed before; to stop that it is too early when the frame is met (seen in Firefox 153).
 */
export const emptyFrame = (element: Element): void => {
  if (getAttribute(element, 'src') ?? getAttribute(element, 'srcdoc')) return
  silently(() => (element as HTMLIFrameElement).contentWindow?.location.replace('about:blank'))
}

/** Whether an element loads a page or a plug-in, for which Trusted Types ask for the address of a script. */
export const isPlugin = ({ localName }: Element): boolean => /^(object|embed)$/.test(localName)

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
    stopFrame(element)
  } else {
    if (keptValue(element, 'type') === null) holdValue(element, 'type', getAttribute(element, 'type') ?? '')
    setAttribute(element, 'type', inertType)
  }
}

/** A page that has broken what we are written in: everything that an element would load from another origin waits, for good. */
export const holdBlindly = (element: Element): void => {
  for (let n = 0; n < loadingAttributes.length; n++) {
    const attribute = loadingAttributes[n] as string
    const value = getAttribute(element, attribute)
    if (value !== null && new URL(value, document.baseURI).origin !== location.origin) holdPart(element, isTyped(element) ? '' : attribute)
  }
}

/** Lets an attribute wait that the page is about to set. */
export const holdValue = (element: Element, attribute: string, value: string): void => setAttribute(element, heldPrefix + attribute, value)

/** Forgets what was held under an attribute, since the page has set another value. */
export const forget = (element: Element, attribute: string): void => removeAttribute(element, heldPrefix + attribute)

/** What brings an element out of its held form: the browser's own functions, which a file that comes later could not take any more. */
export const hands = { attributes, heldValue, forget, setAttribute, removeAttribute, insertBefore }

export type Hands = typeof hands
