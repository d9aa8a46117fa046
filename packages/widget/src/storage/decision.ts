import { cookieName, type Decision, newestDecision, printDecision, type Rules, type StoredDecision } from '@kakburk/shared'
import { quietly } from '../quiet.ts'

/** The decision that this browser keeps, if it keeps one. A page that may not read cookies has none. */
export const readStored = (rules: Rules): StoredDecision | undefined =>
  quietly(() => newestDecision(document.cookie, rules, Math.floor(Date.now() / 1000)))

/** Keeps a decision. On a page that may not write cookies it holds for this view alone. */
export const store = (decision: Decision, { services, maxAge }: Rules): void => {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  quietly(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is asynchronous, and the page may be about to close
    document.cookie = `${cookieName}=${printDecision(decision, services)}; Max-Age=${maxAge}; Path=/; SameSite=Lax${secure}`
  })
}
