import type { Load } from '../site.ts'
import { type Draft, pending } from '../storage/queue.ts'
import type { deliver, To } from './deliver.ts'

/** How long until the file that delivers is asked for again, in milliseconds. */
const pause = 15_000

/**
 * Receipts on their way out. The gate writes each one down in the turn in which it is decided, so that none is lost when the
 * page closes; what signs and sends them is loaded only when there is one. `file` is its name, `to` says where receipts go and who is
 * told what came of it.
 */
export const createOutbox = (load: Load, file: string, to: Pick<To, 'address' | 'events' | 'domain' | 'onCookie'>) => {
  let newer = new AbortController()
  const send = async (): Promise<void> => {
    if (!pending.all()[0]) return
    try {
      const { deliver: deliverAll, history } = await load<{ deliver: typeof deliver; history: string }>(file)
      await deliverAll({ ...to, superseded: () => newer.signal, loadHistory: () => load(history) }, pending)
    } catch {
      // The server is away: the receipts wait in storage, for another attempt here or for the next page.
      setTimeout(send, pause)
    }
  }
  return {
    add(draft: Draft) {
      // The answer to what is under way would bring its decision back.
      newer.abort()
      newer = new AbortController()
      pending.keep(draft.id, draft)
    },
    send,
  }
}
