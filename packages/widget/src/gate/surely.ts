import { silently, warn } from '../quiet.ts'
import { holdBlindly } from './held.ts'
import { get, set } from './native.ts'

const list: unknown[] = []
const iterator: typeof Symbol.iterator = Symbol.iterator
const steps = list[iterator]

/** What we are written in, as it was before the page could replace any of it. */
const natives: { owner: object; key: PropertyKey; value: unknown }[] = []
for (const owner of [Object, ...[Array, String, RegExp, Map, Set, WeakMap].map(({ prototype }) => prototype)]) {
  for (const key of Reflect.ownKeys(owner)) {
    const value = Object.getOwnPropertyDescriptor(owner, key)?.value
    if (value) natives.push({ owner, key, value })
  }
}

/** Puts back what the page has replaced, and when called again what it has replaced it with. Nothing is used here that a page can replace. */
const exchange = (): void => {
  for (let n = 0; n < natives.length; n++) {
    const native = natives[n] as (typeof natives)[0]
    const now = get(native.owner, native.key)
    if (now === native.value) continue
    set(native.owner, native.key, native.value)
    native.value = now
  }
}

/**
 * Does what the hold depends upon. Where it fails, or a page has its own way through lists, it is done in the language as it was at
 * first. Where that fails too, what an element would load from elsewhere waits for good.
 */
export const surely = <T>(work: () => T, element?: Element): T | undefined => {
  try {
    if (list[iterator] === steps) return work()
  } catch {}
  silently(exchange)
  try {
    return work()
  } catch (fault) {
    if (!element) return
    silently(() => holdBlindly(element))
    warn('a fault of ours', fault)
  } finally {
    silently(exchange)
  }
}
