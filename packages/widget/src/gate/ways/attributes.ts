import { everywhereAttributes, loadingAttributes } from '@kakburk/shared'
import { silently } from '../../quiet.ts'
import { forget, holdValue, isTyped, keptValue } from '../held.ts'
import { apply } from '../native.ts'
import { asText, wrap } from '../wrap.ts'
import type { Way } from './realm.ts'
import { redirect, redirectText } from './redirect.ts'

/** Properties that hold an address; the attribute of each has the same name in lower case. */
const properties = 'src srcset href data poster srcdoc imageSrcset type ping background'.split(' ')

/** Attributes that are judged when they are set, and kept when they are asked for. */
const judged = new Set<unknown>([...loadingAttributes, ...everywhereAttributes, 'type'])

const classes = 'Script IFrame Image Source Media Video Track Embed Object Input Link Style Anchor Area Body Frame'.split(' ')

/** Judges every address that a script gives an element, and lets the page read back what it gave. */
export const holdAttributes: Way = (realm, { queue, mustWait }) => {
  const { Element, Attr, Node, CharacterData, NamedNodeMap } = realm
  const isHeld = (element: unknown, name: unknown, value: unknown) => {
    const attribute = String(name).toLowerCase()
    return judged.has(attribute) && silently(() => redirect(queue, mustWait, element as Element, attribute, String(value)))
  }
  const before = (owner: object | undefined, name: string, part: 'value' | 'set', first: (self: unknown, values: unknown[]) => unknown) =>
    wrap(owner, name, part, (original, self, values) => {
      for (let n = 0; n < values.length; n++) values[n] = asText(values[n])
      return first(self, values) ? undefined : apply(original, self, values)
    })

  before(Element.prototype, 'setAttribute', 'value', (self, [name, value]) => isHeld(self, name, value))
  before(Element.prototype, 'setAttributeNS', 'value', (self, [, name, value]) => isHeld(self, name, value))
  for (const name of ['setAttributeNode', 'setAttributeNodeNS']) {
    wrap(Element.prototype, name, 'value', (original, self, values) => {
      const attribute = values[0] as Attr | undefined
      return isHeld(self, attribute?.name, attribute?.value) ? null : apply(original, self, values)
    })
  }
  const owners = new WeakMap<object, Element>()
  wrap(Element.prototype, 'attributes', 'get', (original, self, values) => {
    const map = apply(original, self, values) as NamedNodeMap
    owners.set(map, self as Element)
    return map
  })
  for (const name of ['setNamedItem', 'setNamedItemNS']) {
    wrap(NamedNodeMap.prototype, name, 'value', (original, self, values) => {
      const attribute = values[0] as Attr | undefined
      return isHeld(owners.get(self as object), attribute?.name, attribute?.value) ? null : apply(original, self, values)
    })
  }
  // The text of an attribute is its value; that of a style sheet or module loads what it names.
  for (const [owner, name] of [
    [Attr, 'value'],
    [Node, 'nodeValue'],
    [Node, 'textContent'],
    [CharacterData, 'data'],
  ] as const) {
    before(owner.prototype, name, 'set', (self, [value]) =>
      silently(() => {
        const { nodeType } = self as Node
        if (nodeType === 2) return isHeld((self as Attr).ownerElement, (self as Attr).name, value)
        const sheet = (nodeType === 1 ? self : (self as Node).parentNode) as Element | null
        if (sheet && isTyped(sheet)) redirectText(queue, mustWait, sheet, String(value))
      }),
    )
  }
  const kept = (element: unknown, attribute: unknown) =>
    judged.has(attribute) ? (silently(() => keptValue(element as Element, attribute as string)) ?? null) : null
  wrap(Element.prototype, 'getAttribute', 'value', (original, self, values) => {
    const value = kept(self, values[0])
    if (value === null) return apply(original, self, values)
    // A script that had no type keeps an empty one.
    return values[0] === 'type' ? value || null : value
  })
  wrap(Element.prototype, 'hasAttribute', 'value', (original, self, values) => {
    const value = kept(self, values[0])
    return value === null ? apply(original, self, values) : values[0] !== 'type' || value !== ''
  })
  wrap(Element.prototype, 'removeAttribute', 'value', (original, self, values) => {
    const value = kept(self, values[0])
    if (value === null) return apply(original, self, values)
    if (values[0] === 'type') holdValue(self as Element, 'type', '')
    else forget(self as Element, values[0] as string)
  })
  for (const name of classes) {
    const prototype = (realm as unknown as Record<string, { prototype: object } | undefined>)[`HTML${name}Element`]?.prototype
    for (const property of properties) {
      const attribute = property.toLowerCase()
      before(prototype, property, 'set', (self, [value]) => isHeld(self, attribute, value))
      wrap(prototype, property, 'get', (original, self, values) => {
        const value = silently(() => keptValue(self as Element, attribute)) ?? null
        if (value === null) return apply(original, self, values)
        return /^(src|href|data|poster)$/.test(property) ? (silently(() => new URL(value, document.baseURI).href) ?? value) : value
      })
    }
  }
}
