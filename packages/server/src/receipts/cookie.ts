import { cookieName, grantsAnything, type Policy, printCookie, printDecision, type Receipt, reachesCookie } from '@kakburk/shared'

/** Where a browser keeps a decision that it makes on a page: the address of this server as the public knows it, and the page's origin. */
export type Place = { url: string; origin: string }

/** Prints the cookie of a decision, to be set by an answer. `decidedAt` and `now` are in whole seconds. */
export type SetCookie = (text: string, decidedAt: number, now: number) => string

/**
 * How an answer of this server sets the very cookie that a page of the shop would: same name, same domain, same time. Undefined where
 * no browser would take it, or the shop's pages would not be sent it.
 */
export const cookieFor = ({ url, origin }: Place, { cookieDomain, lifetimeDays }: Policy): SetCookie | undefined => {
  const page = new URL(origin)
  if (!reachesCookie(new URL(url).hostname, page.hostname, cookieDomain)) return
  return (text, decidedAt, now) => printCookie(text, decidedAt + lifetimeDays * 86_400 - now, cookieDomain, page.protocol === 'https:')
}

/**
 * The decision of a receipt, as the browser that made it keeps it in its cookie. Undefined when that browser keeps another one, or
 * none: an answer that comes late must not bring an older decision back.
 */
export const readKept = (cookies: string, receipt: Receipt, policy: Policy): { text: string; decidedAt: number } | undefined => {
  const texts = cookies.split(/; */).flatMap((pair) => (pair.startsWith(`${cookieName}=`) ? [pair.slice(cookieName.length + 1)] : []))
  const [text = ''] = texts
  const [, , question = ''] = text.split('~')
  const decidedAt = Math.floor(Date.parse(receipt.browserTime) / 1000)
  const { grants, id } = receipt
  const decision = { policy: receipt.policy, question, grants, decidedAt, ...(grantsAnything(grants) && { receipt: id }) }
  if (receipt.action === 'once' || !/^[\w-]{22}$/.test(question)) return
  if (texts.some((other) => other !== printDecision(decision, policy.services))) return
  return { text, decidedAt }
}
