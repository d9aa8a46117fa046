import type { PublicKey } from '@kakburk/shared'

/** A visitor's key, of which nobody, the page included, can read the private half. */
export type VisitorKey = { privateKey: CryptoKey; publicKey: PublicKey }

const database = 'kakburk'
const table = 'keys'
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

/** A new key, kept nowhere: for a receipt that shall belong to no visitor. */
export const makeKey = async (): Promise<VisitorKey> => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  return { privateKey, publicKey: { crv: 'P-256', kty: 'EC', x, y } }
}

/** The key that this browser keeps, if it keeps one. */
export const readKey = (): Promise<VisitorKey | undefined> =>
  withTable('readonly', (keys) => keys.get(0) as IDBRequest<VisitorKey | undefined>).catch(() => kept)

/** The key of this view, for a browser that refuses to keep one. */
let kept: VisitorKey | undefined

/** Keeps a key; a browser that refuses loses it when the page closes. */
export const keepKey = (key: VisitorKey): Promise<unknown> => {
  kept = key
  return withTable('readwrite', (keys) => keys.put(key, 0)).catch(() => undefined)
}

/** Forgets the key and everything that was kept with it: the database itself goes. */
export const forgetKey = (): Promise<unknown> => {
  kept = undefined
  return settled(() => indexedDB.deleteDatabase(database)).catch(() => undefined)
}

const withTable = async <T>(mode: IDBTransactionMode, use: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  // Looking for a key must not leave an empty database behind.
  if (mode === 'readonly' && !(await exists())) return undefined as T
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
const exists = async (): Promise<boolean> => !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === database)

const settled = <T>(start: () => IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const request = start()
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
