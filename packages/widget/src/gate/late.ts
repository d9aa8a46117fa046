import { quietly } from '../quiet.ts'
import type { trusted as throughPolicy } from './trusted.ts'
import type { wrap } from './wrap.ts'

/**
 * What a script needs that was let go after its time. What it writes goes behind it, for the parser is done and would begin the page
 * anew; and it hears of the events that it has missed. Nothing of the browser's is changed before the first such script.
 */
export const createLate = (put: typeof wrap, trusted: typeof throughPolicy) => {
  const late = new WeakSet<Element>()
  const ends = new WeakMap<Element, { node: ChildNode; open: string }>()

  const lateScript = () => {
    const script = document.currentScript
    return script && late.has(script) ? script : undefined
  }

  const insert = (script: Element, text: string) => {
    const end = ends.get(script) ?? { node: script as ChildNode, open: '' }
    // A script or style sheet waits for its end, which may come with the next piece.
    const whole = end.open + text
    const cut = /<(script|style)\b(?!.*<\/\1)[\s\S]*$|<[^>]*$/is.exec(whole)?.index ?? whole.length
    const fragment = document.createRange().createContextualFragment(trusted(whole.slice(0, cut)))
    const node = fragment.lastChild ?? end.node
    end.node.after(fragment)
    ends.set(script, { node, open: whole.slice(cut) })
  }

  let ready = false
  const prepare = () => {
    ready = true
    for (const [name, end] of [
      ['write', ''],
      ['writeln', '\n'],
    ] as const) {
      put(Document.prototype, name, 'value', (_, values) => {
        const script = lateScript()
        if (!script) return
        quietly(() => insert(script, values.join('') + end))
        return []
      })
    }
    put(EventTarget.prototype, 'addEventListener', 'value', (self, values) => {
      const [type, listener] = values as [string, EventListenerOrEventListenerObject]
      if (lateScript() && hasPassed(type, self)) {
        const event = new Event(type)
        setTimeout(() => (typeof listener === 'function' ? listener.call(self as EventTarget, event) : listener.handleEvent(event)))
      }
    })
  }

  return {
    /** Lets a script go by `release`. `ran` resolves when it has run, and is absent for one that runs at once. */
    run(script: Element, release: () => void, ran: Promise<unknown> | undefined): void {
      if (!ready) prepare()
      late.add(script)
      const { onload } = window
      const assigned = () => {
        if (window.onload !== onload && hasPassed('load', window)) window.onload?.(new Event('load'))
      }
      release()
      if (ran) ran.then(assigned)
      else setTimeout(assigned)
    },
  }
}

/** Whether the browser has told this already, and will not tell it again. */
const hasPassed = (type: string, target: unknown): boolean =>
  type === 'load'
    ? target === window && document.readyState === 'complete'
    : type === 'DOMContentLoaded' && document.readyState !== 'loading'
