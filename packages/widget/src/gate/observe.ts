import { quietly } from '../quiet.ts'
import type { Queue } from './queue.ts'

/**
 * Watches what the parser and the page put into the document. The browser calls back before it runs a script that the
 * parser has just read (HTML, "microtask checkpoint" at a script's end tag), which is when a script can still be held.
 */
export const observe = (queue: Queue): void => {
  const look = (nodes: Iterable<Node>) => {
    for (const node of nodes) quietly(() => queue.inspect(node))
    queue.drain()
  }
  look([document])
  new MutationObserver((records) => {
    for (const { addedNodes } of records) if (addedNodes.length) look(addedNodes)
  }).observe(document, { childList: true, subtree: true })
}
