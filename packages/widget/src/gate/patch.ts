import { quietly } from '../quiet.ts'
import { isLoader } from './hold.ts'
import { apply } from './native.ts'
import type { Queue } from './queue.ts'

/**
 * Puts the queue before the ways in which a script inserts an element or gives it an address. Each patch is a proxy of
 * the browser's own function, so that its name, length, `this` and text stay; what is not held passes untouched.
 */
export const patch = (queue: Queue): void => {
  for (const { prototype } of [Node, Element, Document, DocumentFragment, CharacterData, Range]) {
    for (const method of insertions) {
      intercept(prototype, method, (_, nodes) => {
        for (const node of nodes) queue.inspect(node)
        return false
      })
    }
  }
  const redirect = (element: unknown, attribute: string, address: unknown) =>
    addresses.includes(attribute) && isLoader(element) && queue.redirect(element, attribute, String(address))
  intercept(Element.prototype, 'setAttribute', (element, [name, value]) => redirect(element, String(name).toLowerCase(), value))
  for (const { prototype } of [HTMLScriptElement, HTMLIFrameElement, HTMLImageElement]) {
    for (const name of addresses) intercept(prototype, name, (element, [value]) => redirect(element, name, value))
  }
}

const addresses = ['src', 'srcset']

/** Every method of the DOM that inserts a node which it is given, on whichever prototype it lies. */
const insertions =
  'appendChild insertBefore replaceChild append prepend replaceChildren before after replaceWith insertAdjacentElement insertNode'.split(
    ' ',
  )

/** `first` sees each call of a method, or each value that a property is set to; when it answers true the call is left out. */
const intercept = (prototype: object, name: string, first: (self: unknown, values: unknown[]) => boolean): void => {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
  const part = descriptor?.set ? 'set' : 'value'
  if (!descriptor?.[part]) return
  Object.defineProperty(prototype, name, {
    ...descriptor,
    [part]: new Proxy(descriptor[part], {
      apply: (original, self, values) => {
        if (!quietly(() => first(self, values))) return apply(original, self, values)
      },
    }),
  })
}
