import { quietly } from '../quiet.ts'
import { cookieNames, type Store } from './belongings.ts'

/**
 * Deletes what services without a grant have left: their cookies in every form that a page can reach, and their storage keys. Returns
 * the names of what is gone, each as key and value.
 */
export const clean = (forbidden: (store: Store, names: readonly string[]) => string[]): Record<string, string> => {
  const deleted: Record<string, string> = {}
  quietly(() => {
    for (const name of forbidden('cookie', cookieNames(document.cookie))) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is asynchronous, and the page may be about to reload
      for (const form of expiredForms(name, location)) document.cookie = form
      if (!cookieNames(document.cookie).includes(name)) deleted[name] = name
    }
  })
  for (const area of ['local', 'session'] as const) {
    quietly(() => {
      const storage = area === 'local' ? localStorage : sessionStorage
      for (const key of forbidden(area, Object.keys(storage))) {
        storage.removeItem(key)
        deleted[key] = key
      }
    })
  }
  return deleted
}

/**
 * Every form in which a cookie of this name may lie in reach of a page: on the host alone and on each parent domain, on
 * each path from the root to the page with and without a slash (an empty one being the page's own folder), partitioned and not. A browser ignores those that it may not set.
 */
export const expiredForms = (name: string, { hostname, pathname }: Pick<Location, 'hostname' | 'pathname'>): string[] => {
  const labels = hostname.split('.')
  const domains = ['', ...labels.map((_, n) => `; Domain=${labels.slice(n).join('.')}`)]
  const paths = pathname.split('/').flatMap((_, n, steps) => {
    const path = steps.slice(0, n + 1).join('/')
    return [path, `${path}/`]
  })
  return domains.flatMap((domain) => paths.flatMap((path) => kinds.map((kind) => `${name}=; Max-Age=0; Path=${path}${domain}${kind}`)))
}

/** Some names need `Secure`, and a partitioned cookie lies apart; on a page over plain http a browser ignores both forms. */
const kinds = ['', '; Secure', '; Secure; Partitioned']
