import { wrap } from '../wrap.ts'
import type { Realm, Way } from './realm.ts'

/** Judges the cookies that a script sets: first-party statistics are seen only here. One that must not be is deleted in the form in which it would have been set. */
export const holdCookies: Way = (realm, { isForbidden }) => {
  wrap(realm.Document.prototype, 'cookie', 'set', (_, values) => {
    const text = `${values[0]}`
    // Of an attribute that stands twice the last one counts (RFC 6265, 5.3), and `Max-Age` goes before `Expires`.
    values[0] = isForbidden('cookie', text, '=') ? `${text}; Max-Age=0` : text
    return
  })
  const { CookieStore, Promise: Answer } = realm as Realm & { CookieStore?: { prototype: object } }
  wrap(CookieStore?.prototype, 'set', 'value', (_, values) => {
    const first = values[0] as { name?: unknown } | null
    return isForbidden('cookie', first?.name ?? first) && [Answer.resolve()]
  })
}
