import { silently } from '../../quiet.ts'
import { keptValue } from '../held.ts'
import { apply } from '../native.ts'
import { wrap } from '../wrap.ts'
import type { Way } from './realm.ts'
import { redirect } from './redirect.ts'

/** Properties that hold an address; the attribute of each has the same name in lower case. */
const properties = 'src srcset href data poster srcdoc imageSrcset type ping background'.split(' ')

const classes = 'Script IFrame Image Source Media Video Track Embed Object Input Link Style Anchor Area Body Frame'.split(' ')

/** Judges every address that a script gives an element, and lets the page read back what it gave. */
export const holdAttributes: Way = (realm, { queue, mustWait }) => {
  const { Element, Attr } = realm
  const isHeld = (element: unknown, name: unknown, value: unknown) =>
    silently(() => redirect(queue, mustWait, element as Element, String(name).toLowerCase(), String(value)))
  const before = (owner: object | undefined, name: string, part: 'value' | 'set', first: (self: unknown, values: unknown[]) => unknown) =>
    wrap(owner, name, part, (original, self, values) => (first(self, values) ? undefined : apply(original, self, values)))

  before(Element.prototype, 'setAttribute', 'value', (self, [name, value]) => isHeld(self, name, value))
  before(Element.prototype, 'setAttributeNS', 'value', (self, [, name, value]) => isHeld(self, name, value))
  for (const name of ['setAttributeNode', 'setAttributeNodeNS']) {
    wrap(Element.prototype, name, 'value', (original, self, values) => {
      const attribute = values[0] as Attr | undefined
      return isHeld(self, attribute?.name, attribute?.value) ? null : apply(original, self, values)
    })
  }
  before(Attr.prototype, 'value', 'set', (self, [value]) => silently(() => isHeld((self as Attr).ownerElement, (self as Attr).name, value)))
  wrap(Element.prototype, 'getAttribute', 'value', (original, self, values) => {
    const kept = properties.includes(values[0] as string) && silently(() => keptValue(self as Element, values[0] as string))
    return kept || apply(original, self, values)
  })
  for (const name of classes) {
    const prototype = (realm as unknown as Record<string, { prototype: object } | undefined>)[`HTML${name}Element`]?.prototype
    for (const property of properties) {
      const attribute = property.toLowerCase()
      before(prototype, property, 'set', (self, [value]) => isHeld(self, attribute, value))
      wrap(prototype, property, 'get', (original, self, values) => {
        const kept = silently(() => keptValue(self as Element, attribute)) ?? null
        if (kept === null) return apply(original, self, values)
        return /^(src|href|data|poster)$/.test(property) ? (silently(() => new URL(kept, document.baseURI).href) ?? kept) : kept
      })
    }
  }
}
