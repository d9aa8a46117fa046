import { isTyped } from './held.ts'
import type { createLate } from './late.ts'
import type { Queue } from './queue.ts'

/**
 * Lets go what waits. `onRelease` is told of each thing. `late` looks after scripts that run after their time.
 */
export const createRelease = (queue: Queue, late: ReturnType<typeof createLate>, onRelease: (element: Element) => void) => {
  let draining = false
  let again = false

  const letGo = (element: Element): Promise<unknown> | undefined => {
    onRelease(element)
    const ran = queue.waiting.get(element) && element.isConnected && element.hasAttribute('src') ? whenRun(element) : undefined
    if (isTyped(element)) late.run(element, () => queue.release(element), ran)
    else queue.release(element)
    return ran
  }

  return {
    /** Lets one element load, even without the yes that it waits for when the visitor asked for this one alone. */
    letGo,

    /** Lets go what is granted, one after the other in order; asynchronous scripts hold nobody up. */
    async drain(): Promise<void> {
      again = true
      if (draining) return
      draining = true
      while (again) {
        again = false
        for (const element of queue.waiting.keys()) {
          // Judged anew each time: the visitor may have taken the yes back while an earlier script ran.
          if (queue.mustWait(element)) continue
          const ran = letGo(element)
          if (ran) await ran
        }
      }
      draining = false
    },
  }
}

/** How long a script may hold up the next in line, in milliseconds. */
const patience = 3000

const whenRun = (script: Element): Promise<unknown> =>
  new Promise((done) => {
    script.addEventListener('load', done, { once: true })
    script.addEventListener('error', done, { once: true })
    // Some scripts tell neither: such as the browser never runs (nomodule, inserted as text), or has run before.
    setTimeout(done, patience)
  })
