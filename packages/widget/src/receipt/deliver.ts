import { grantsAnything, type Receipt, reachesCookie, type SignedReceipt } from '@kakburk/shared'
import { silently } from '../quiet.ts'
import { canonical } from '../storage/canonical.ts'
import type { Draft, PendingReceipts } from '../storage/queue.ts'
import type { checkHistory } from './history.ts'
import { keepReceipt, rememberLog, takeCheckpoints } from './keep.ts'
import { sign, withoutPast } from './sign.ts'

/** Statuses that no later attempt can change: such a receipt is not kept, and the console says why. The others may pass. */
const hopeless = [400, 409, 413, 415, 422]

/** The longest time between two attempts on an open page, in milliseconds; the first comes after two seconds, each other after twice as long. */
const longestPause = 60_000

/** Where receipts go, and who is told of a log with two histories. */
export type To = {
  address: string
  events: EventTarget
  /** The domain of the decision's cookie, when it holds for more than one host. */
  domain?: string | undefined
  /** An answer may have set the cookie anew, which was another when it was asked for. Without this none is asked to. */
  onCookie?(): void
  /** Aborted by the next decision. */
  superseded(): AbortSignal
  /** Loads the file that checks the log: most visitors decide once, and never need it. */
  loadHistory(): Promise<{ checkHistory: typeof checkHistory }>
}

/**
 * Delivers every receipt that waits, oldest first. What the server does not take now stays in storage and is tried again,
 * on this page and on the next. Resolves when there is nothing left to do at once, and the log
 * is held to what it was seen to have before.
 */
export const deliver = async (to: To, pending: PendingReceipts): Promise<void> => {
  rememberLog()
  await attempt(to, pending, 2_000)
}

let timer: ReturnType<typeof setTimeout> | undefined

const attempt = async (to: To, pending: PendingReceipts, pause: number): Promise<void> => {
  clearTimeout(timer)
  // One tab at a time; and should two ever send the same receipt, the log knows it again.
  const { locks } = navigator as Partial<Navigator>
  const work = () => deliverAll(to, pending)
  const done = await (locks ? locks.request('kakburk', work) : work())
  const checkpoints = takeCheckpoints()
  if (!done) timer = setTimeout(() => attempt(to, pending, Math.min(pause * 2, longestPause)), pause)
  // Whoever waits to load the page anew waits for this too, since it would be lost with the page.
  if (checkpoints)
    await to.loadHistory().then(
      ({ checkHistory: check }) => check(to.address, ...checkpoints, to.events),
      () => {},
    )
}

/** Sends each receipt in the order of their making; one that cannot go yet does not keep the others. True when none is left. */
const deliverAll = async (to: To, pending: PendingReceipts): Promise<boolean> => {
  let gone = 0
  let left = 0
  for (const [id, text] of pending.all().sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))) {
    try {
      const signed = await signedOf(text)
      // Kept before it is sent, so that another attempt sends the same bytes and the log can tell that they are the same.
      if (signed) pending.keep(id, signed)
      const outcome = signed ? await post(to, signed, pending) : 'done'
      if (outcome !== 'later') {
        gone++
        if (outcome === 'done') pending.drop(id)
        continue
      }
    } catch {}
    left++
  }
  // Another tab may have written meanwhile, and what waited for its predecessor may go now.
  return gone && pending.all()[0] ? deliverAll(to, pending) : !left
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

/** Whether the cookie is of the decision that a receipt tells of. */
const isKept = ({ grants, id, browserTime }: Receipt): boolean => {
  const end = `~${Math.floor(Date.parse(browserTime) / 1000).toString(36)}~${grantsAnything(grants) ? id : ''};`
  return `${document.cookie};`.includes(end)
}

/** Whether the server has dealt with the receipt, by logging it or by refusing it for good, shall be asked later, or again at once. */
const post = async (to: To, signed: SignedReceipt, pending: PendingReceipts): Promise<'done' | 'later' | 'again'> => {
  const { receipt } = signed
  // Safari keeps what a script has set for seven days, and what an answer has set for its whole time.
  const renews = to.onCookie && reachesCookie(new URL(to.address).hostname, location.hostname, to.domain) && isKept(receipt)
  const send = (renewing: boolean) =>
    fetch(to.address, {
      method: 'POST',
      // A plain text body spares the preflight, which a closing page might not live to see answered.
      body: canonical(signed),
      mode: 'cors',
      // Chromium lets nobody take back what is to outlive the page, cookie and all.
      keepalive: !renewing,
      credentials: renewing ? 'include' : 'omit',
      signal: renewing ? to.superseded() : null,
    })
  const sendAnyway = () => void send(false).catch(() => {})
  if (renews) addEventListener('pagehide', sendAnyway)
  const answer = await send(!!renews).finally(() => removeEventListener('pagehide', sendAnyway))
  if (renews) to.onCookie?.()
  const text = await answer.text()
  const { proof, code, message } = (await new Response(text).json()) as { proof?: string; code: string; message: string }
  if (answer.ok) {
    // Only the log answers with a proof: a good status alone may come from something in between.
    if (!proof) return 'later'
    silently(() => keepReceipt(text, receipt, proof))
    return 'done'
  }
  console.warn(`kakburk: the consent server refused a receipt (${code}): ${message}`)
  if (!hopeless.includes(answer.status)) return 'later'
  if (!receipt.previous) return 'done'
  // What it follows may still be on its way.
  if (pending.all().some(([id]) => id === receipt.previous)) return 'later'
  // A log that was restored from a backup will never have it, and to what is erased no key belongs: the decision stands alone.
  pending.keep(receipt.id, withoutPast(receipt))
  return 'again'
}
