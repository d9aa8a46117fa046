import type { PublicKey } from '@kakburk/shared'

/** A visitor's key, of which nobody, the page included, can read the private half. */
export type VisitorKey = { privateKey: CryptoKey; publicKey: PublicKey }

const cookies = 'kakburk'
const table = 'keys'
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

/** A new key, kept nowhere: for a receipt that shall belong to no visitor. */
export const makeKey = async (): Promise<VisitorKey> => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  return { privateKey, publicKey: { crv: 'P-256', kty: 'EC', x, y } }
}

/**
 * The key that this browser keeps, if it keeps one: that of the answers about cookies, or of those about one purpose. Each has a key
 * of its own, so that nobody can tell from the log who asked for a newsletter and what they said of cookies.
 */
export const readKey = (purpose?: string): Promise<VisitorKey | undefined> =>
  withTable(nameOf(purpose), 'readonly', (keys) => keys.get(0) as IDBRequest<VisitorKey | undefined>).catch(() => kept.get(nameOf(purpose)))

/** The keys of this view, for a browser that refuses to keep one. */
const kept = new Map<string, VisitorKey>()

/** Keeps a key; a browser that refuses loses it when the page closes. */
export const keepKey = (key: VisitorKey, purpose?: string): Promise<unknown> => {
  kept.set(nameOf(purpose), key)
  return withTable(nameOf(purpose), 'readwrite', (keys) => keys.put(key, 0)).catch(() => undefined)
}

/** Forgets the key and everything that was kept with it: the database itself goes. */
export const forgetKey = (purpose?: string): Promise<unknown> => {
  kept.delete(nameOf(purpose))
  return settled(() => indexedDB.deleteDatabase(nameOf(purpose))).catch(() => undefined)
}

const nameOf = (purpose?: string): string => (purpose === undefined ? cookies : `${cookies}-${purpose}`)

const withTable = async <T>(database: string, mode: IDBTransactionMode, use: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  // Looking for a key must not leave an empty database behind.
  if (mode === 'readonly' && !(await exists(database))) return undefined as T
  const opening = indexedDB.open(database, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(table)
  const opened = await settled(() => opening)
  try {
    return await settled(() => use(opened.transaction(table, mode).objectStore(table)))
  } finally {
    opened.close()
  }
}

// A browser that cannot list its databases is taken to have ours.
const exists = async (database: string): Promise<boolean> =>
  !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === database)

const settled = <T>(start: () => IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const request = start()
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
