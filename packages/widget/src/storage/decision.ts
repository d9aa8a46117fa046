import { type CookieContext, cookieName, type Decision, newestDecision, printDecision, type StoredDecision } from '@kakburk/shared'

/** The decision that this browser keeps, if it keeps one that holds. A page that may not read cookies has none. */
export const readStored = (context: CookieContext): StoredDecision | undefined => {
  try {
    return newestDecision(document.cookie, context)
  } catch {}
}

/** Keeps a decision. On a page that may not write cookies it holds for this view alone. */
export const store = (decision: Decision, { services, maxAge }: CookieContext): void => {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  try {
    document.cookie = `${cookieName}=${printDecision(decision, services)}; Max-Age=${maxAge}; Path=/; SameSite=Lax${secure}`
  } catch {}
}
