import type { SignedReceipt } from '@kakburk/shared'
import { canonical } from '../storage/canonical.ts'
import type { Draft, PendingReceipts } from '../storage/queue.ts'
import { sign } from './sign.ts'

/** Statuses that no later attempt can change: such a receipt is not kept, and the console says why. The others may pass. */
const hopeless = [400, 409, 413, 415, 422]

/** The longest time between two attempts on an open page, in milliseconds; the first comes after two seconds, each other after twice as long. */
const longestPause = 60_000

/**
 * Delivers every receipt that waits, oldest first. What the server does not take now stays in storage and is tried again,
 * on this page and on the next. Resolves when there is nothing left to do at once.
 */
export const deliver = (address: string, pending: PendingReceipts): Promise<void> => attempt(address, pending, 2_000)

let timer: ReturnType<typeof setTimeout> | undefined

const attempt = async (address: string, pending: PendingReceipts, pause: number): Promise<void> => {
  clearTimeout(timer)
  // One tab at a time; and should two ever send the same receipt, the log knows it again.
  const { locks } = navigator as Partial<Navigator>
  const work = () => deliverAll(address, pending)
  const done = await (locks ? locks.request('kakburk', work) : work())
  if (!done) timer = setTimeout(() => attempt(address, pending, Math.min(pause * 2, longestPause)), pause)
}

/** Sends each receipt in the order of their making; one that cannot go yet does not keep the others. True when none is left. */
const deliverAll = async (address: string, pending: PendingReceipts): Promise<boolean> => {
  let gone = 0
  let left = 0
  for (const [id, text] of pending.all().sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))) {
    try {
      const signed = await signedOf(text)
      // Kept before it is sent, so that another attempt sends the same bytes and the log can tell that they are the same.
      if (signed) pending.keep(id, signed)
      if (!signed || (await post(address, signed))) {
        gone++
        pending.drop(id)
        continue
      }
    } catch {}
    left++
  }
  // Another tab may have written meanwhile, and what waited for its predecessor may go now.
  return gone && pending.all()[0] ? deliverAll(address, pending) : !left
}

const timeOf = ([, text]: [string, string]): string => /"browserTime":"([^"]*)"/.exec(text)?.[1] ?? ''

/** The receipt that a text holds, signed; undefined for what is none, and so is not kept. Rejects where it cannot be signed. */
const signedOf = async (text: string): Promise<SignedReceipt | undefined> => {
  // Not by `JSON.parse`: a page that has replaced it must not make a receipt look like none.
  const found = await new Response(text).json().catch(() => {})
  const { receipt, signature, grants } = (found ?? {}) as Draft & Partial<SignedReceipt>
  if (receipt?.id && signature) return { receipt, signature }
  if (grants) return sign(found)
}

/** Whether the server has dealt with the receipt, by logging it or by refusing it for good. */
const post = async (address: string, signed: SignedReceipt): Promise<boolean> => {
  try {
    // A plain text body spares the preflight, which a closing page might not live to see answered.
    const answer = await fetch(address, { method: 'POST', body: canonical(signed), keepalive: true, credentials: 'omit', mode: 'cors' })
    const { entry, code, message } = (await answer.json()) as { entry?: unknown; code: string; message: string }
    // Only the log answers with an entry: a good status alone may come from something in between.
    if (answer.ok) return !!entry
    console.warn(`kakburk: the consent server refused a receipt (${code}): ${message}`)
    // The receipt that it follows may still be on its way.
    return code !== 'previous-unknown' && hopeless.includes(answer.status)
  } catch {
    return false
  }
}
