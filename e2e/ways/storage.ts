import { script, type Way } from './way.ts'

type Row = [id: string, name: string, code: string]

const blank = "const i = document.createElement('iframe'); document.body.append(i); const w = i.contentWindow;"

/** Ways to leave something in the browser; `KEY` is a name that the policy declares for the tracker. */
const rows: Row[] = [
  ['cookie', 'document.cookie', "document.cookie = 'KEY=1; path=/'"],
  ['cookie-plain', 'document.cookie with spaces and attributes', "document.cookie = ' KEY = 1 ; Path=/; Max-Age=999; SameSite=Lax'"],
  [
    'cookie-setter',
    'the setter of document.cookie',
    "Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set.call(document, 'KEY=1; path=/')",
  ],
  ['cookie-store', 'cookieStore.set', "window.cookieStore?.set('KEY', '1')"],
  ['cookie-store-options', 'cookieStore.set with options', "window.cookieStore?.set({ name: 'KEY', value: '1' })"],
  ['cookie-frame', 'document.cookie of a blank frame', `${blank} i.contentDocument.cookie = 'KEY=1; path=/'`],
  ['set-item', 'localStorage.setItem', "localStorage.setItem('KEY', '1')"],
  ['set-item-call', 'Storage.prototype.setItem', "Storage.prototype.setItem.call(localStorage, 'KEY', '1')"],
  ['assign', 'localStorage.name = …', 'localStorage.KEY = 1'],
  ['assign-index', 'localStorage[name] = …', "localStorage['KEY'] = 1"],
  ['object-assign', 'Object.assign on localStorage', 'Object.assign(localStorage, { KEY: 1 })'],
  [
    'define',
    'defineProperty on localStorage',
    "Object.defineProperty(localStorage, 'KEY', { value: 1, writable: true, enumerable: true, configurable: true })",
  ],
  ['reflect', 'Reflect.set on localStorage', "Reflect.set(localStorage, 'KEY', 1)"],
  ['session-item', 'sessionStorage.setItem', "sessionStorage.setItem('KEY', '1')"],
  ['session-assign', 'sessionStorage.name = …', 'sessionStorage.KEY = 1'],
  [
    'session-define',
    'defineProperty on sessionStorage',
    "Object.defineProperty(sessionStorage, 'KEY', { value: 1, writable: true, enumerable: true, configurable: true })",
  ],
  ['frame-item', 'localStorage of a blank frame', `${blank} w.localStorage.setItem('KEY', '1')`],
  ['frame-assign', 'localStorage.name = … of a blank frame', `${blank} w.localStorage.KEY = 1`],
]

export const storageWays: Way[] = rows.map(([id, name, code]) => ({
  id: `storage-${id}`,
  kind: 'storage',
  name,
  part: ({ key }) => ({ body: script(code.replaceAll('KEY', key)) }),
  fails: true,
}))
