import { silently } from '../../quiet.ts'
import { attributes, forget, holdValue, isTyped, keptValue, oneOf } from '../held.ts'
import { apply, URL } from '../native.ts'
import { surely } from '../surely.ts'
import { makeTexts, type Quick, wrap } from '../wrap.ts'
import type { Way } from './realm.ts'
import { redirect, redirectText } from './redirect.ts'
import { most } from './verdicts.ts'

/** Attributes that are judged when they are set, and kept when they are asked for. */
const names = [...attributes, 'type']

const judged = oneOf(names)

const classes = 'Script IFrame Image Source Media Video Track Embed Object Input Link Style Anchor Area Body Frame'.split(' ')

/** Names that are not judged, as they have been given; a page that makes up names fills it no further. */
const harmless: Record<string, true> = Object.create(null)
let room = most

/** The name of an attribute that is judged; nothing for the others. */
const judgedName = (name: unknown): string | undefined =>
  surely(() => {
    const attribute = `${name}`.toLowerCase()
    if (attribute in judged) return attribute
    if (typeof name === 'string' && room-- > 0) harmless[name] = true
    return
  })

const quickSet: Quick = (original, slow) =>
  ({
    wrapper(...values: unknown[]) {
      return typeof values[0] === 'string' && harmless[values[0]] ? apply(original, this, values) : slow(this, values)
    },
  }).wrapper

const quickGet: Quick = (original, slow) =>
  ({
    wrapper(...values: unknown[]) {
      return typeof values[0] === 'string' && harmless[values[0]] ? apply(original, this, values) : slow(this, values)
    },
  }).wrapper

/** The text of an element that is neither a script nor a style sheet loads nothing. */
const quickText: Quick = (original, slow) =>
  ({
    wrapper(this: unknown, ...values: unknown[]) {
      return (this as Partial<Node> | undefined)?.nodeType === 1 && !isTyped(this as Element) && typeof values[0] !== 'object'
        ? apply(original, this, values)
        : slow(this, values)
    },
  }).wrapper

/** Judges every address that a script gives an element, and lets the page read back what it gave. */
export const holdAttributes: Way = (realm, { queue, mustWait }) => {
  const { Element, Attr, Node, CharacterData, NamedNodeMap } = realm
  const isHeld = (element: unknown, name: unknown, value: unknown) => {
    const attribute = judgedName(name)
    return attribute && surely(() => redirect(queue, mustWait, element as Element, attribute, value))
  }
  const before = (
    owner: object | undefined,
    name: string,
    part: 'value' | 'set',
    first: (self: unknown, values: unknown[]) => boolean | '' | undefined,
    quick?: Quick,
  ) => wrap(owner, name, part, (self, values) => first(self, makeTexts(values)) && [], quick)

  before(Element.prototype, 'setAttribute', 'value', (self, values) => isHeld(self, values[0], values[1]), quickSet)
  before(Element.prototype, 'setAttributeNS', 'value', (self, values) => isHeld(self, values[1], values[2]))

  const owners = new WeakMap<object, Element>()
  wrap(Element.prototype, 'attributes', 'get', (self, values, original) => {
    const map = apply(original, self, values) as NamedNodeMap
    silently(() => owners.set(map, self as Element))
    return [map]
  })
  for (const { prototype } of [Element, NamedNodeMap]) {
    for (const name of ['setAttributeNode', 'setAttributeNodeNS', 'setNamedItem', 'setNamedItemNS']) {
      wrap(prototype, name, 'value', (self, values) => {
        const attribute = values[0] as Attr | undefined
        const element = surely(() => owners.get(self as object)) ?? self
        return isHeld(element, attribute?.name, attribute?.value) && [null]
      })
    }
  }
  // The text of an attribute is its value; that of a style sheet or module loads what it names.
  for (const { prototype } of [Attr, Node, CharacterData]) {
    for (const name of ['value', 'nodeValue', 'textContent', 'data']) {
      before(
        prototype,
        name,
        'set',
        (self, values) =>
          surely(() => {
            const { nodeType } = self as Node
            if (nodeType === 2) return isHeld((self as Attr).ownerElement, (self as Attr).name, values[0])
            const sheet = (nodeType === 1 ? self : (self as Node).parentNode) as Element | null
            if (sheet && isTyped(sheet)) redirectText(queue, mustWait, sheet, `${values[0]}`)
          }),
        quickText,
      )
    }
  }

  /** `answer` says what the page is told of an attribute that we keep. */
  const reading = (method: string, answer: (element: Element, attribute: string, kept: string) => unknown, quick?: Quick) =>
    wrap(
      Element.prototype,
      method,
      'value',
      (self, values) => {
        const attribute = judgedName(makeTexts(values, 1)[0])
        const kept = attribute && silently(() => keptValue(self as Element, attribute))
        return attribute && typeof kept === 'string' && [answer(self as Element, attribute, kept)]
      },
      quick,
    )
  // A script that had no type keeps an empty one.
  reading('getAttribute', (_, attribute, kept) => (attribute === 'type' ? kept || null : kept), quickGet)
  reading('hasAttribute', (_, attribute, kept) => attribute !== 'type' || !!kept)
  reading('removeAttribute', (element, attribute) => {
    if (attribute === 'type') holdValue(element, attribute, '')
    else forget(element, attribute)
  })

  for (const name of classes) {
    const prototype = (realm as unknown as Record<string, { prototype: object } | undefined>)[`HTML${name}Element`]?.prototype
    // One property is not called as its attribute.
    for (const property of [...names, 'imageSrcset']) {
      const attribute = property.toLowerCase()
      const isAddress = /^(src|href|data|poster)$/.test(property)
      before(prototype, property, 'set', (self, values) => isHeld(self, attribute, values[0]))
      wrap(prototype, property, 'get', (self) => {
        const value = silently(() => keptValue(self as Element, attribute)) ?? null
        return value !== null && [isAddress ? (silently(() => new URL(value, document.baseURI).href) ?? value) : value]
      })
    }
  }
}
