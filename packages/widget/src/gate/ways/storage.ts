import { silently } from '../../quiet.ts'
import type { Store } from '../belongings.ts'
import { apply, defineProperty, get, set } from '../native.ts'
import { makeTexts, wrap } from '../wrap.ts'
import type { Way } from './realm.ts'

/** Judges what a script keeps in the browser's storage, for policies that know of storage keys. What must not be stored is not. */
export const holdStorage: Way = (realm, { isForbidden }) => {
  /** Each storage, and what stands before it. */
  const areas: { area: Store; store: Storage; proxy: Storage }[] = []
  for (const [name, area] of [
    ['localStorage', 'local'],
    ['sessionStorage', 'session'],
  ] as const) {
    const store = silently(() => realm[name])
    if (!store) continue
    // Assigning to a property is seen by a proxy alone.
    const proxy = new Proxy(store, {
      get: (target, key) => get(target, key),
      set: (target, key, value) => isForbidden(area, key) || set(target, key, value),
      defineProperty: (target, key, descriptor) => isForbidden(area, key) || defineProperty(target, key, descriptor),
    })
    areas.push({ area, store, proxy })
    wrap(realm, name, 'get', (self, values, original) => {
      const found = apply(original, self, values)
      return [found === store ? proxy : found]
    })
  }
  for (const name of Object.getOwnPropertyNames(realm.Storage.prototype)) {
    for (const part of ['value', 'get'] as const) {
      if (name === 'constructor') continue
      wrap(realm.Storage.prototype, name, part, (self, values, original) => {
        for (let n = 0; n < areas.length; n++) {
          const { area, store, proxy } = areas[n] as (typeof areas)[0]
          if (self !== store && self !== proxy) continue
          return name === 'setItem' && isForbidden(area, makeTexts(values, 1)[0]) ? [] : [apply(original, store, values)]
        }
        return
      })
    }
  }
}
