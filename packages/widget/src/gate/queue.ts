import { quietly } from '../quiet.ts'
import { addressOf, type Held, hold, isLoader, type Loader, loaders } from './hold.ts'
import type { Judge } from './judge.ts'
import { getAttribute } from './native.ts'

/** Everything that waits, in the order in which it was held: the document's order for what the page's source holds. */
export const createQueue = (judge: Judge) => {
  const waiting = new Map<Loader, { held: Held; address: string | null }>()
  const ran = new Set<string>()
  let draining = false
  let again = false

  const verdictOn = (element: Loader, address: string | null) => judge(markOf(element), address, document.baseURI)

  const inspectOne = (element: Loader) => {
    if (waiting.has(element)) return
    const address = addressOf(element, markOf(element) !== null)
    const verdict = verdictOn(element, address)
    if (!verdict) return
    // What the owner made inert is run by nobody but us, so it passes through the queue even when it is granted.
    if (verdict.wait || isInert(element)) waiting.set(element, { held: hold(element), address })
    else ran.add(verdict.name)
  }

  return {
    /** Names of the services and categories of which something has run on this page. */
    ran: ran as ReadonlySet<string>,

    /** Judges a node and all that it holds, and keeps back what must wait. */
    inspect(node: Node): void {
      if (isLoader(node)) inspectOne(node)
      else if (isParent(node)) node.querySelectorAll<Loader>(loaders).forEach(inspectOne)
    },

    /** The page gives an element an address. True when that must wait: it has been noted, and is not to be set. */
    redirect(element: Loader, attribute: string, address: string): boolean {
      const verdict = verdictOn(element, address)
      const entry = waiting.get(element)
      if (!verdict?.wait) {
        if (entry && !isScript(element)) waiting.delete(element)
        if (verdict) ran.add(verdict.name)
        return false
      }
      if (isScript(element)) {
        // A script waits by its type and may have any address; outside the document it runs nothing and is judged when it is inserted.
        if (!entry && element.isConnected) waiting.set(element, { held: hold(element), address })
        return false
      }
      const held = entry?.held ?? hold(element)
      held.wants(attribute, address)
      waiting.set(element, { held, address })
      return true
    },

    /** Lets go what is granted, one after the other in order. Asynchronous scripts hold nobody up. */
    async drain(): Promise<void> {
      again = true
      if (draining) return
      draining = true
      while (again) {
        again = false
        for (const [element, { held, address }] of waiting) {
          // Judged anew each time: the visitor may have taken the yes back while an earlier script ran.
          const verdict = verdictOn(element, address)
          if (verdict?.wait) continue
          waiting.delete(element)
          if (verdict) ran.add(verdict.name)
          const done = quietly(() => held.release())
          if (done) await done
        }
      }
      draining = false
    },
  }
}

export type Queue = ReturnType<typeof createQueue>

const markOf = (element: Loader): string | null => getAttribute(element, 'data-consent')

const isScript = (element: Loader): boolean => element instanceof HTMLScriptElement

/** Whether the owner's mark keeps the browser itself from loading it. */
const isInert = (element: Loader): boolean =>
  markOf(element) !== null &&
  (isScript(element) ? getAttribute(element, 'type') === 'text/plain' : getAttribute(element, 'data-src') !== null)

const isParent = (node: Node): node is Element | Document | DocumentFragment => 'querySelectorAll' in node
