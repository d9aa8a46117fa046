import type { Receipt, SignedReceipt } from '@kakburk/shared'
import { silently } from '../quiet.ts'
import { canonical } from './canonical.ts'

/** A receipt before its key is known: what the gate writes down at once, so that no decision is lost when the page closes. */
export type Draft = Omit<Receipt, 'v' | 'key'>

/** A receipt on its way: signed or not yet. */
export type Pending = Draft | SignedReceipt

const prefix = 'kakburk-'

/** Whether a receipt of this or an earlier page waits. */
export const hasPending = (): boolean | undefined => silently(() => Object.keys(localStorage).some((key) => key.startsWith(prefix)))

/** What could not be written to storage, and is kept for this view. */
const memory: Record<string, string> = {}

/**
 * Receipts that no server has taken yet, as texts by id. Each has a key of storage to itself, so that two tabs never write
 * over one another. Other scripts of the page can write there too: what is read is not believed.
 */
export const pending = {
  all(): [id: string, text: string][] {
    return Object.entries<string>({ ...silently(() => localStorage), ...memory })
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text])
  },

  keep(id: string, receipt: Pending): void {
    const text = canonical(receipt)
    try {
      localStorage.setItem(prefix + id, text)
    } catch {
      memory[prefix + id] = text
    }
  },

  drop(id: string): void {
    delete memory[prefix + id]
    silently(() => localStorage.removeItem(prefix + id))
  },
}

export type PendingReceipts = typeof pending
