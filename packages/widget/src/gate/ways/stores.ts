import { silently } from '../../quiet.ts'
import type { Store } from '../belongings.ts'
import { apply } from '../native.ts'
import { asText, wrap } from '../wrap.ts'
import type { Way } from './realm.ts'

/** Whether a name in a store belongs to something that is not granted. */
export type IsForbidden = (store: Store, name: string) => boolean

/**
 * Judges what a script keeps in the browser: first-party statistics are seen only here. A cookie that must not be is deleted in the
 * form in which it would have been set; what must not be stored is not. `hasKeys`: the policy knows of storage keys at all.
 */
export const holdStores =
  (isForbidden: IsForbidden, hasKeys: boolean): Way =>
  (realm) => {
    const forbidden = (store: Store, name: unknown) => silently(() => isForbidden(store, String(name).trim()))

    wrap(realm.Document.prototype, 'cookie', 'set', (original, self, [text]) => {
      const value = `${text}`
      // Of an attribute that stands twice the last one counts (RFC 6265, 5.3), and `Max-Age` goes before `Expires`.
      apply(original, self, [forbidden('cookie', value.split('=')[0]) ? `${value}; Max-Age=0` : value])
    })
    const { CookieStore } = realm as { CookieStore?: { prototype: object } }
    wrap(CookieStore?.prototype, 'set', 'value', (original, self, values) => {
      const [first] = values
      return forbidden('cookie', (first as { name?: unknown } | null)?.name ?? first) ? Promise.resolve() : apply(original, self, values)
    })

    if (!hasKeys) return
    const stores = new Map<unknown, 'local' | 'session'>()
    const real = new WeakMap<object, object>()
    for (const [name, area] of [
      ['localStorage', 'local'],
      ['sessionStorage', 'session'],
    ] as const) {
      const store = silently(() => realm[name])
      if (!store) continue
      stores.set(store, area)
      // Assigning to a property is seen by a proxy alone.
      const proxy = new Proxy(store, {
        get: (target, key) => Reflect.get(target, key),
        set: (target, key, value) => forbidden(area, key) || Reflect.set(target, key, value),
        defineProperty: (target, key, descriptor) => forbidden(area, key) || Reflect.defineProperty(target, key, descriptor),
      })
      real.set(proxy, store)
      wrap(realm, name, 'get', (original, self, values) =>
        apply(original, self, values) === store ? proxy : apply(original, self, values),
      )
    }
    for (const name of Object.getOwnPropertyNames(realm.Storage.prototype)) {
      for (const part of ['value', 'get'] as const) {
        if (name === 'constructor') continue
        wrap(realm.Storage.prototype, name, part, (original, self, values) => {
          const store = real.get(self as object) ?? self
          if (values.length) values[0] = asText(values[0])
          if (name === 'setItem' && stores.has(store) && forbidden(stores.get(store) as 'local', values[0])) return
          return apply(original, store, values)
        })
      }
    }
  }
