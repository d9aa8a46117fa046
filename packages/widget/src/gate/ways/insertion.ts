import { isPlain, isTyped } from '../held.ts'
import { apply } from '../native.ts'
import { surely } from '../surely.ts'
import { type Act, type Quick, wrap } from '../wrap.ts'
import type { Way } from './realm.ts'
import { redirectText } from './redirect.ts'

/** Every method of the DOM that inserts a node which it is given, on whichever prototype it lies. */
const methods =
  'appendChild insertBefore replaceChild append prepend replaceChildren before after replaceWith insertAdjacentElement insertNode surroundContents moveBefore'.split(
    ' ',
  )

const quick: Record<string, Quick> = {
  appendChild: (original, slow) =>
    ({
      wrapper(...values: unknown[]) {
        return values[0] && isPlain(values[0]) ? apply(original, this, values) : slow(this, values)
      },
    }).wrapper,
  insertBefore: (original, slow) =>
    ({
      wrapper(...values: unknown[]) {
        return values[0] && isPlain(values[0]) ? apply(original, this, values) : slow(this, values)
      },
    }).wrapper,
}

/** Judges every node that a script puts into a document, before the document has it. */
export const holdInsertions: Way = (realm, { queue, mustWait, enter, watch }) => {
  const { Node, Element, Document, DocumentFragment, CharacterData, Range } = realm
  for (const { prototype } of [Node, Element, Document, DocumentFragment, CharacterData, Range]) {
    for (const name of methods) {
      const act: Act = (self, values, original) => {
        // No closure and nothing that iterates: nothing is called more often, and pages have been seen to replace what arrays iterate by.
        const found: Element[] = []
        for (let n = 0; n < values.length; n++) {
          const elements = queue.inspect(values[n])
          for (let e = 0; e < elements.length; e++) found[found.length] = elements[e] as Element
        }
        if (isTyped(self as Element)) surely(() => redirectText(queue, mustWait, self as Element, textOf(values)))
        if (!found[0]) return
        const result = apply(original, self, values)
        for (let n = 0; n < found.length; n++) enter(found[n])
        return [result]
      }
      wrap(prototype, name, 'value', act, quick[name])
    }
  }
  wrap(Document.prototype, 'body', 'set', (_, values) => {
    queue.inspect(values[0])
    return
  })
  wrap(Element.prototype, 'attachShadow', 'value', (self, values, original) => {
    const root = apply(original, self, values)
    surely(() => watch(root))
    return [root]
  })
}

/** What nodes and strings add to the text of an element. */
const textOf = (nodes: unknown[]): string => nodes.map((node) => (node as Partial<Node> | null)?.textContent ?? node).join('')
