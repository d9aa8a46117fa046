import { quietly } from '../../quiet.ts'
import { isTyped } from '../held.ts'
import { apply } from '../native.ts'
import { wrap } from '../wrap.ts'
import type { Way } from './realm.ts'
import { redirectText } from './redirect.ts'

/** Every method of the DOM that inserts a node which it is given, on whichever prototype it lies. */
const methods =
  'appendChild insertBefore replaceChild append prepend replaceChildren before after replaceWith insertAdjacentElement insertNode surroundContents moveBefore'.split(
    ' ',
  )

/** Judges every node that a script puts into a document, before the document has it. */
export const holdInsertions: Way = (realm, { queue, mustWait, enter, watch }) => {
  const { Node, Element, Document, DocumentFragment, CharacterData, Range } = realm
  for (const { prototype } of [Node, Element, Document, DocumentFragment, CharacterData, Range]) {
    for (const name of methods) {
      wrap(prototype, name, 'value', (original, self, values) => {
        const found: Element[] = []
        quietly(() => {
          // Counted, since this is called more often than all else, and pages have been seen to replace what arrays iterate by.
          for (let n = 0; n < values.length; n++) {
            const elements = queue.inspect(values[n])
            for (let m = 0; m < elements.length; m++) found[found.length] = elements[m] as Element
          }
          if (isTyped(self as Element)) redirectText(queue, mustWait, self as Element, textOf(values))
        })
        const result = apply(original, self, values)
        for (let n = 0; n < found.length; n++) enter(found[n])
        return result
      })
    }
  }
  wrap(Document.prototype, 'body', 'set', (original, self, values) => {
    quietly(() => queue.inspect(values[0]))
    return apply(original, self, values)
  })
  wrap(Element.prototype, 'attachShadow', 'value', (original, self, values) => {
    const root = apply(original, self, values)
    quietly(() => watch(root))
    return root
  })
}

/** What nodes and strings add to the text of an element. */
const textOf = (nodes: unknown[]): string => nodes.map((node) => (node as Partial<Node> | null)?.textContent ?? node).join('')
