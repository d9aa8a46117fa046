import type { Receipt, SignedReceipt } from '@kakburk/shared'

/** A receipt before its key is known: what the gate writes down at once, so that no decision is lost when the page closes. */
export type Draft = Omit<Receipt, 'v' | 'key'>

/** A receipt on its way: signed or not yet. */
export type Pending = Draft | SignedReceipt

const key = 'kakburk'

/** What could not be written to storage, and is kept for this view. */
let memory: Pending[] | undefined

/** Receipts that no server has taken yet, oldest first. What lies in storage and is no list is not ours. */
export const readPending = (): Pending[] => {
  if (memory) return memory
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}

/** Keeps the receipts that wait; nothing at all is kept of an empty list. */
export const writePending = (pending: Pending[]): void => {
  try {
    if (pending.length) localStorage.setItem(key, JSON.stringify(pending))
    else localStorage.removeItem(key)
    memory = undefined
  } catch {
    memory = pending
  }
}
