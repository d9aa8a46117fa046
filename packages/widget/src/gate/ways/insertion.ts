import { quietly } from '../../quiet.ts'
import { apply } from '../native.ts'
import { wrap } from '../wrap.ts'
import type { Way } from './realm.ts'

/** Every method of the DOM that inserts a node which it is given, on whichever prototype it lies. */
const methods =
  'appendChild insertBefore replaceChild append prepend replaceChildren before after replaceWith insertAdjacentElement insertNode surroundContents moveBefore'.split(
    ' ',
  )

/** Judges every node that a script puts into a document, before the document has it. */
export const holdInsertions: Way = ({ Node, Element, Document, DocumentFragment, CharacterData, Range }, { queue, enter, watch }) => {
  for (const { prototype } of [Node, Element, Document, DocumentFragment, CharacterData, Range]) {
    for (const name of methods) {
      wrap(prototype, name, 'value', (original, self, values) => {
        const found = quietly(() => values.map(queue.inspect))
        const result = apply(original, self, values)
        for (const elements of found ?? []) for (const element of elements) enter(element)
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
