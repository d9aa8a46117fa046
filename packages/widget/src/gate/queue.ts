import { quietly } from '../quiet.ts'
import { addressOf, type Held, hold, inert, isLoader, isScript, type Loader, loaders } from './hold.ts'
import type { Judge } from './judge.ts'
import { getAttribute, setAttribute } from './native.ts'

/** Everything that waits, in the order in which it was held: the document's order for what the page's source holds. */
export const createQueue = (judge: Judge, isGranted: (name: string) => boolean) => {
  const waiting = new Map<Loader, { held: Held; address: string | null }>()
  const ran = new Set<string>()
  let draining = false
  let again = false
  let due = false

  const nameOf = (element: Loader, address: string | null) => judge(markOf(element), address, document.baseURI)

  /** Holds an element if it must wait with this address. What the owner made inert nobody but us runs, so it waits in any case. */
  const consider = (element: Loader, address: string | null): boolean => {
    const name = nameOf(element, address)
    if (name === undefined) return false
    const wait = !isGranted(name) || isInert(element)
    if (wait) {
      due ||= isGranted(name)
      waiting.set(element, { held: waiting.get(element)?.held ?? hold(element), address })
    } else ran.add(name)
    return wait
  }

  const inspectOne = (element: Loader) => {
    if (!waiting.has(element)) consider(element, addressOf(element))
    // The page may have given a script that waits its type anew, and inserts it again.
    else if (isScript(element)) setAttribute(element, 'type', inert)
  }

  return {
    /** Names of the services and categories of which something has run on this page. */
    ran: ran as ReadonlySet<string>,

    /** Judges a node and all that it holds, and keeps back what must wait. */
    inspect(node: unknown): void {
      if (isLoader(node)) inspectOne(node)
      else (node as Partial<Element> | null)?.querySelectorAll?.<Loader>(loaders).forEach(inspectOne)
    },

    /** The page gives an element an address. True when that must wait: it has been noted, and is not to be set. */
    redirect(element: Loader, attribute: string, address: string): boolean {
      // Outside the document a script runs nothing; it is judged when it is inserted.
      if (isScript(element) && !element.isConnected && !waiting.has(element)) return false
      const wait = consider(element, address)
      // A script waits by its type, and may have any address meanwhile.
      if (isScript(element)) return false
      if (!wait) waiting.delete(element)
      return wait && !!waiting.get(element)?.held.wants(attribute, address)
    },

    /**
     * Lets go what is granted, one after the other in order; asynchronous scripts hold nobody up. Looks through what waits only
     * after a decision, or when something that is granted has been met: a busy page would else pay for each thing that waits.
     */
    async drain(decided = due): Promise<void> {
      if (!decided) return
      due = false
      again = true
      if (draining) return
      draining = true
      while (again) {
        again = false
        for (const [element, { held, address }] of waiting) {
          // Judged anew each time: the visitor may have taken the yes back while an earlier script ran.
          const name = nameOf(element, address)
          if (name !== undefined) {
            if (!isGranted(name)) continue
            ran.add(name)
          }
          waiting.delete(element)
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

/** Whether the owner's mark keeps the browser itself from loading it. */
const isInert = (element: Loader): boolean =>
  markOf(element) !== null && (isScript(element) ? getAttribute(element, 'type') === inert : getAttribute(element, 'data-src') !== null)
