import { isLoader } from './hold.ts'
import { native } from './native.ts'
import type { Queue } from './queue.ts'
import { quietly } from './quiet.ts'

/**
 * Puts the queue before the ways in which a script inserts an element or gives it an address. Each patch is a proxy of
 * the browser's own function, so that its name, length, `this` and text stay; what is not held passes untouched.
 */
export const patch = (queue: Queue): void => {
  const inspectAll = (_: unknown, nodes: unknown[]) => {
    for (const node of nodes) if (node instanceof Node) queue.inspect(node)
    return false
  }
  for (const [prototype, names] of insertions()) for (const name of names) patchMethod(prototype, name, inspectAll)

  const redirect = (element: unknown, attribute: string, address: unknown) =>
    isLoader(element) && queue.redirect(element, attribute, String(address))
  patchMethod(Element.prototype, 'setAttribute', (element, [name, value]) => {
    const attribute = String(name).toLowerCase()
    return (attribute === 'src' || attribute === 'srcset') && redirect(element, attribute, value)
  })
  patchSetter(HTMLScriptElement.prototype, 'src', redirect)
  patchSetter(HTMLIFrameElement.prototype, 'src', redirect)
  patchSetter(HTMLImageElement.prototype, 'src', redirect)
  patchSetter(HTMLImageElement.prototype, 'srcset', redirect)
}

/** The methods of the DOM that insert a node which they are given. */
const insertions = (): [object, string[]][] => [
  [Node.prototype, ['appendChild', 'insertBefore', 'replaceChild']],
  ...[Element.prototype, Document.prototype, DocumentFragment.prototype].map((prototype): [object, string[]] => [
    prototype,
    ['append', 'prepend', 'replaceChildren'],
  ]),
  ...[Element.prototype, CharacterData.prototype].map((prototype): [object, string[]] => [prototype, ['before', 'after', 'replaceWith']]),
  [Element.prototype, ['insertAdjacentElement']],
  [Range.prototype, ['insertNode']],
]

/** `intercept` sees each call first; when it answers true the call is left out. */
const patchMethod = (prototype: object, name: string, intercept: (self: unknown, values: unknown[]) => boolean): void => {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
  if (!descriptor) return
  Object.defineProperty(prototype, name, { ...descriptor, value: intercepted(descriptor.value, intercept) })
}

const patchSetter = (prototype: object, name: string, intercept: (self: unknown, name: string, value: unknown) => boolean): void => {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
  if (!descriptor?.set) return
  Object.defineProperty(prototype, name, {
    ...descriptor,
    set: intercepted(descriptor.set, (self, [value]) => intercept(self, name, value)),
  })
}

// biome-ignore lint/suspicious/noExplicitAny: stands for any function of the browser
const intercepted = (original: any, intercept: (self: unknown, values: unknown[]) => boolean) =>
  new Proxy(original, {
    apply: (target, self, values) => {
      if (!quietly(() => intercept(self, values))) return native.apply(target, self, values)
    },
  })
