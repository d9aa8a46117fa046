import { quietly, silently } from '../quiet.ts'
import { isDeclaration, isTyped } from './held.ts'
import { queryAll } from './native.ts'
import type { Queue } from './queue.ts'

/**
 * Watches what the parser and the page put into a document or shadow tree. The browser calls back before it runs a script that the
 * parser has just read (HTML, "microtask checkpoint" at a script's end tag), which is when a script can still be held. `release` is called when
 * something was found that is granted and yet waits, by the owner's mark or since the shop's server has held it. `declare` is told of
 * every place for the declaration, `follow` that something has changed, a language too. `sees` says whether the
 * page has changed just now, which an observer that a page has put in the place of the browser's does not know.
 */
export const createWatch = (queue: Queue, release: () => void, declare: (element: Element) => void, follow: () => void) => {
  const watched = new WeakSet<Node>()

  /** A shadow tree that stands in the source is announced by nothing else. */
  const enter = ({ shadowRoot }: Partial<Element>): void => {
    if (shadowRoot) watch(shadowRoot)
  }

  const look = (nodes: ArrayLike<Node>) => {
    for (let n = 0; n < nodes.length; n++) {
      const node = nodes[n] as Node
      quietly(() => {
        const found = queue.inspect(node)
        for (let f = 0; f < found.length; f++) if (isDeclaration(found[f] as Element)) declare(found[f] as Element)
        enter(node as Partial<Element>)
      })
    }
    if (queue.takeDue()) release()
  }

  const observer = new MutationObserver((records) => {
    for (let n = 0; n < records.length; n++) {
      const { target, addedNodes } = records[n] as MutationRecord
      // The text of a script, which may decide, comes after its tag and may come in pieces.
      const typed = (target.nodeType === 3 ? target.parentNode : target) as Element | null
      look(typed && isTyped(typed) ? [typed] : addedNodes)
    }
    quietly(follow)
  })

  const watch = (root: Node): void => {
    if (silently(() => watched.has(root) || !watched.add(root))) return
    look([root])
    // Those that the parser had put into it before it was found itself.
    quietly(() => {
      for (const element of queryAll(root as ParentNode, '*')) enter(element)
    })
    observer.observe(root, { childList: true, subtree: true, characterData: true, attributeFilter: ['lang'] })
  }

  return { watch, sees: () => !!observer.takeRecords()[0] }
}
