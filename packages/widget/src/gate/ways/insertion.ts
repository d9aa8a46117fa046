import { quietly, warn } from '../../quiet.ts'
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
        // No closure and nothing that iterates: nothing is called more often, and pages have been seen to replace what arrays iterate by.
        const found: (readonly Element[])[] = []
        try {
          for (let n = 0; n < values.length; n++) {
            const elements = queue.inspect(values[n])
            if (elements.length) found[found.length] = elements
          }
          if (isTyped(self as Element)) redirectText(queue, mustWait, self as Element, textOf(values))
        } catch (fault) {
          warn('a fault of ours', fault)
        }
        const result = apply(original, self, values)
        for (let n = 0; n < found.length; n++) for (const element of found[n] as Element[]) enter(element)
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
