/**
 * What an app imports of us: the API of `window.kakburk`, for code that also runs on a server or in tests. It finds the gate when it is
 * called, and is none: the tag is first in the page's head and runs at once, so that an app in a browser always finds it, or it is blocked.
 */
import type { ConsentState, Kakburk } from './api.ts'
import { warn } from './quiet.ts'

export type { ConsentState, Events, Fork, Kakburk } from './api.ts'

/**
 * `window.kakburk`, word for word. Nothing here throws. Where there is no gate, on a server or on a page whose tag is missing or blocked,
 * everything is refused, nothing can be granted, and no listener is called; a browser's console then gets one warning.
 */
export const kakburk: Kakburk = Object.freeze({
  get: () => find()?.get() ?? refused,
  acceptAll: () => find()?.acceptAll(),
  rejectAll: () => find()?.rejectAll(),
  set: (wish) => find()?.set(wish),
  withdraw: () => find()?.withdraw(),
  open: () => find()?.open(),
  on: (event, listener) => find()?.on(event, listener) ?? (() => {}),
  explain: () => find()?.explain() ?? [],
} satisfies Kakburk)

const refused: ConsentState = Object.freeze({ decided: false, grants: Object.freeze({}) })

let hasWarned = false

const find = (): Kakburk | undefined => {
  if (typeof window === 'undefined') return
  // An element whose id is our name answers for it where there is no gate.
  const gate = window.kakburk
  if (gate?.get) return gate
  if (!hasWarned) warn('no gate on this page, so everything counts as refused: is the tag first in its <head>?')
  hasWarned = true
}
