import type { SignedReceipt } from '@kakburk/shared'
import { type Draft, type Pending, readPending, writePending } from '../storage/queue.ts'
import { canonical } from './canonical.ts'
import { sign } from './sign.ts'

/** Statuses that no later attempt can change: such a receipt is not kept, and the console says why. The others may pass. */
const hopeless = [400, 409, 413, 415, 422]

/** The longest time between two attempts on an open page, in milliseconds; the first comes after two seconds, each other after twice as long. */
const longestPause = 60_000

/**
 * Delivers every receipt that waits, oldest first. What the server does not take now stays in storage and is tried again,
 * on this page and on the next. Resolves when there is nothing left to do at once.
 */
export const deliver = (address: string): Promise<void> => attempt(address, 2_000)

let timer: ReturnType<typeof setTimeout> | undefined

const attempt = async (address: string, pause: number): Promise<void> => {
  clearTimeout(timer)
  // One tab at a time; and should two ever send the same receipt, the log knows it again.
  const done = await navigator.locks.request('kakburk', () => deliverAll(address))
  if (!done) timer = setTimeout(() => attempt(address, Math.min(pause * 2, longestPause)), pause)
}

const deliverAll = async (address: string): Promise<boolean> => {
  for (;;) {
    const [first] = waiting()
    if (!first) {
      writePending([])
      return true
    }
    const signed = isSigned(first) ? first : await sign(first)
    // Kept before it is sent, so that another attempt sends the same bytes and the log can tell that they are the same.
    writePending(waiting().map((pending) => (idOf(pending) === idOf(first) ? signed : pending)))
    if (!(await post(address, signed))) return false
    writePending(waiting().filter((pending) => idOf(pending) !== idOf(first)))
  }
}

/** Any page of the shop can write to the same storage; what has not the shape of a receipt is left out, and so not kept. */
const waiting = (): Pending[] =>
  readPending().filter((pending: Partial<SignedReceipt & Draft> | null) => {
    const receipt = pending?.receipt ?? pending
    return receipt?.id && receipt.grants
  })

/** Whether the server has dealt with the receipt, by logging it or by refusing it for good. */
const post = async (address: string, signed: SignedReceipt): Promise<boolean> => {
  try {
    // A plain text body spares the preflight, which a closing page might not live to see answered.
    const answer = await fetch(address, { method: 'POST', body: canonical(signed), keepalive: true, credentials: 'omit', mode: 'cors' })
    if (answer.ok) return true
    const { code, message } = (await answer.json()) as { code: string; message: string }
    console.warn(`kakburk: the consent server refused a receipt (${code}): ${message}`)
    return hopeless.includes(answer.status)
  } catch {
    return false
  }
}

const isSigned = (pending: Pending): pending is SignedReceipt => 'receipt' in pending

const idOf = (pending: Pending): string => (isSigned(pending) ? pending.receipt.id : pending.id)
