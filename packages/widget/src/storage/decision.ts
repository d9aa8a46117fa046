import {
  type CookieRules,
  cookieName,
  type Lasting,
  newestDecision,
  printCookie,
  printDecision,
  type StoredDecision,
} from '@kakburk/shared'
import { quietly, silently } from '../quiet.ts'

/** The decision that this browser keeps, if it keeps one. A page that may not read cookies has none. */
export const readStored = (rules: CookieRules): StoredDecision | undefined =>
  quietly(() => newestDecision(document.cookie, rules, seconds()))

/** Keeps a decision, and it alone. On a page that may not write cookies it holds for this view only. */
export const store = (decision: StoredDecision, rules: Lasting & CookieRules): void =>
  write(printDecision(decision, rules.services), decision.decidedAt + rules.maxAge - seconds(), rules)

/** Whether there are several cookies of our name: of one host and of its parent, or on several paths. */
export const isStoredTwice = (): boolean => (quietly(() => document.cookie.split(`${cookieName}=`).length) ?? 0) > 2

/**
 * Turns the stored yes into a no without more code than the gate has, for when the rest cannot be loaded. The receipt of the yes
 * stays in it, which says that its withdrawal is not in the log yet.
 */
export const storeRefusal = (rules: Lasting): void => {
  silently(() => {
    const parts = (/kakburk=([^;]*)/.exec(document.cookie) as RegExpExecArray)[1]?.split('~') as string[]
    parts[3] = 'no'
    write(parts.join('~'), rules.maxAge, rules)
  })
}

const seconds = () => Math.floor(Date.now() / 1000)

const write = (text: string, age: number, { domain }: Lasting): void => {
  quietly(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is asynchronous, and the page may be about to close
    document.cookie = printCookie(text, age, domain, location.protocol === 'https:')
  })
}
