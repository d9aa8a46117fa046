import { quietly } from '../quiet.ts'
import { emptyFrame, holdPart, isTyped, keptValue, loadersIn, partsOf } from './held.ts'
import { getAttribute } from './native.ts'

/** Whether a thing must wait: `mark` is the owner's; `addresses` are as the page wrote them. */
export type MustWait = (kind: string, addresses: readonly string[], mark?: string | null) => boolean

/** Does some work, and keeps a fault of it from the page. */
export type Surely = (work: () => void, element: Element) => void

/**
 * Everything that waits, in the order in which it was held: the document's order for what the page's source holds. `onHeld` is told of
 * each thing that begins to wait. `surely` does what the hold of an element depends upon.
 */
export const createQueue = (mustWait: MustWait, onHeld: (element: Element) => void, surely: Surely = quietly) => {
  /** Whether a waiting script is to run in order. */
  const waiting = new Map<Element, boolean>()
  let due = false

  /** Modules find by an import map what they import, so they follow the one that waits. */
  const followsMap = (element: Element) => isModule(element) && [...waiting.keys()].some((other) => typeOf(other) === 'importmap')

  const waits = (element: Element, parts = partsOf(element)) =>
    parts.filter(({ addresses, mark }) => mustWait(element.localName, addresses, mark) || followsMap(element))

  const add = (element: Element, ordered = false) => {
    if (!waiting.has(element)) waiting.set(element, ordered)
    onHeld(element)
  }

  /**
   * Brings what must wait of an element into its held form. True when something must. What the owner made inert nobody but us runs, so it
   * waits in any case.
   */
  const hold = (element: Element): boolean => {
    const parts = partsOf(element)
    const held = waits(element, parts)
    for (const { attribute, held: already } of held) if (!already) holdPart(element, attribute)
    const inert = parts.some(({ held }) => held)
    if (inert && !waiting.has(element)) emptyFrame(element)
    due ||= inert && !held[0]
    return inert || !!held[0]
  }

  return {
    waiting,
    add,
    hold,

    /** What an element loads, as it is explained. */
    addresses: (element: Element): string[] => partsOf(element).map(({ addresses }) => addresses.join(' ')),

    /** Whether an element must wait now: the visitor may have changed their mind. */
    mustWait: (element: Element): boolean => !!waits(element)[0],

    /** Judges a node and all that it holds, and keeps back what must wait. Returns everything that loads. */
    inspect(node: unknown): readonly Element[] {
      const found = loadersIn(node)
      for (let n = 0; n < found.length; n++) {
        const element = found[n] as Element
        surely(() => {
          // Read before the browser prepares the script, which makes every script asynchronous that it then does not run.
          const ordered = !waiting.has(element) && isTyped(element) && !(element as HTMLScriptElement).async
          if (hold(element)) add(element, ordered)
        }, element)
      }
      return found
    },

    /** Whether something that is granted has been met since this was asked last, so that it is time to release. */
    takeDue(): boolean {
      const was = due
      due = false
      return was
    },
  }
}

export type Queue = ReturnType<typeof createQueue>

const typeOf = (element: Element): string | null => keptValue(element, 'type') ?? getAttribute(element, 'type')

const isModule = (element: Element): boolean => element.localName === 'script' && typeOf(element) === 'module'
