import { quietly } from '../quiet.ts'
import { isTyped } from './held.ts'
import type { createLate } from './late.ts'
import type { createLetGo } from './letGo.ts'
import type { Queue } from './queue.ts'

/**
 * Lets go what waits, each by `letGo`. `late` looks after scripts that run after their time. `onRelease` is told of each thing.
 */
export const createRelease = (
  { waiting, mustWait }: Queue,
  letGo: ReturnType<typeof createLetGo>,
  late: ReturnType<typeof createLate>,
  onRelease: (element: Element) => void,
) => {
  let draining = false
  let again = false

  const release = (element: Element): Promise<unknown> | undefined => {
    onRelease(element)
    const ordered = !!waiting.get(element)
    const ran = ordered && element.isConnected && element.hasAttribute('src') ? whenRun(element) : undefined
    const go = () => {
      waiting.delete(element)
      quietly(() => letGo(element, ordered))
    }
    if (isTyped(element)) late.run(element, go, ran)
    else go()
    return ran
  }

  return {
    /** Lets one element load, even without the yes that it waits for when the visitor asked for this one alone. */
    release,

    /** Lets go what is granted, one after the other in order; asynchronous scripts hold nobody up. */
    async drain(): Promise<void> {
      again = true
      if (draining) return
      draining = true
      while (again) {
        again = false
        for (const element of waiting.keys()) {
          // Judged anew each time: the visitor may have taken the yes back while an earlier script ran.
          if (mustWait(element)) continue
          const ran = release(element)
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
