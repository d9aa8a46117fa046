/** What pages do to the language and the browser, on purpose or not. Each may stand before our tag or after it, and everything of ours works. */
export const changes: Record<string, string> = {
  'adds to every object': `Object.prototype.own = function () {}; Object.prototype.list = []`,
  'adds names that we use to every object': `for (const name of ['tracker', 'hosts', 'src', 'type', 'mark', 'previous', 'google', 'marketing']) Object.prototype[name] = 'own'`,
  'adds to every list': `Array.prototype.remove = function () {}; Array.prototype.last = 1; Array.prototype.toJSON = function () { return 'list' }`,
  'adds toJSON to everything': `Object.prototype.toJSON = function () { return 'own' }; String.prototype.toJSON = function () { return 'own' }`,
  'adds to every text, number and function': `String.prototype.own = 1; Number.prototype.own = 1; Function.prototype.own = 1; Boolean.prototype.own = 1`,
  'replaces Array.from as old libraries do': `Array.from = function (list) { var made = []; for (var n = 0; n < list.length; n++) made.push(list[n]); return made }`,
  'breaks Array.from and Array.isArray': broken('Array', 'from isArray of'),
  'replaces JSON.stringify as old libraries do': `(() => { const { stringify } = JSON; JSON.stringify = (value) => stringify(stringify(value)) })()`,
  'replaces Promise': `window.Promise = class { constructor(run) { this.list = []; run((value) => { this.value = value; this.list.forEach((f) => f(value)) }, () => {}) } then(f) { this.list.push(f); return this } catch() { return this } static resolve(value) { return new Promise((done) => done(value)) } }`,
  'watches then': `(() => { const { then } = Promise.prototype; Promise.prototype.then = function (...values) { window.seen = 1; return then.apply(this, values) } })()`,
  'breaks call, apply and bind': broken('Function.prototype', 'bind'),
  'stops the clock': `Date.now = () => 5; Math.random = () => 0`,
  'breaks the console': `for (const name of ['log', 'warn', 'error', 'info']) console[name] = function () { throw new Error('broken') }`,
  'has no console': `window.console = undefined`,
  'replaces the listening of everything': `(() => { const { addEventListener } = EventTarget.prototype; EventTarget.prototype.addEventListener = function (name, listener, options) { return addEventListener.call(this, name, listener, options) } })()`,
  'watches the making and inserting of elements': `for (const [owner, name] of [[Document.prototype, 'createElement'], [Node.prototype, 'appendChild'], [Node.prototype, 'insertBefore'], [Element.prototype, 'setAttribute'], [Element.prototype, 'append']]) { const own = owner[name]; owner[name] = function () { window.watched = (window.watched ?? 0) + 1; return own.apply(this, arguments) } }`,
  'has its own customElements': `window.customElements = undefined; window.HTMLElement = undefined`,
  'makes Object.prototype say yes to everything': `Object.prototype.analytics = true; Object.prototype.marketing = true; Object.prototype.tracker = true; Object.prototype.granted = true`,
}

/** What takes away what everything is written in. It holds and the shop’s own scripts run; the banner need not come. */
export const breakages: Record<string, string> = {
  'replaces map, filter and forEach': broken('Array.prototype', 'map filter forEach'),
  'replaces find, some, every, includes, indexOf, reduce, join, concat, slice, push, sort and flatMap': broken(
    'Array.prototype',
    'find some every includes indexOf reduce join concat slice sort flatMap flat at',
  ),
  'replaces push': `Array.prototype.push = function () { throw new Error('broken') }`,
  'replaces the iterator of lists': `Array.prototype[Symbol.iterator] = function () { throw new Error('broken') }`,
  'empties the iterator of lists': `Array.prototype[Symbol.iterator] = function* () {}`,
  'replaces the iterators of maps and sets': `Map.prototype[Symbol.iterator] = Set.prototype[Symbol.iterator] = function () { throw new Error('broken') }`,
  'breaks JSON': broken('JSON', 'stringify parse'),
  'breaks Promise': `window.Promise = undefined`,
  'breaks Object.keys, entries, fromEntries, assign and defineProperty': broken(
    'Object',
    'keys entries fromEntries assign defineProperty getOwnPropertyNames values freeze',
  ),
  'breaks Reflect': broken('Reflect', 'apply get set construct ownKeys defineProperty'),
  'breaks methods of texts': broken(
    'String.prototype',
    'split replace replaceAll trim startsWith endsWith includes match toLowerCase slice',
  ),
  'breaks regular expressions': broken('RegExp.prototype', 'test exec'),
  'breaks Map, Set and WeakMap': `window.Map = window.Set = window.WeakMap = undefined`,
  'breaks URL': `window.URL = function () { throw new Error('broken') }`,
  'breaks Proxy and Symbol': `window.Proxy = undefined`,
  'replaces Date': `window.Date = function () { return {} }`,
  'breaks timers': `window.setTimeout = window.queueMicrotask = window.requestAnimationFrame = function () { throw new Error('broken') }`,
  'breaks fetch, XMLHttpRequest and beacons': `window.fetch = window.XMLHttpRequest = function () { throw new Error('broken') }; navigator.sendBeacon = undefined`,
  'breaks crypto': `Object.defineProperty(window, 'crypto', { value: undefined })`,
  'breaks searching': `for (const owner of [Document.prototype, Element.prototype, DocumentFragment.prototype]) for (const name of ['querySelector', 'querySelectorAll', 'getElementById', 'closest', 'matches']) if (owner[name]) owner[name] = function () { throw new Error('broken') }`,
  'has its own MutationObserver': `window.MutationObserver = class { observe() {} disconnect() {} takeRecords() { return [] } }`,
  'freezes everything': `[Object, Array, Function, String, Promise, Node, Element, HTMLScriptElement, HTMLImageElement, Document, Storage].forEach((kind) => { Object.freeze(kind); Object.freeze(kind.prototype) })`,
}

function broken(owner: string, names: string): string {
  return `for (const name of '${names}'.split(' ')) ${owner}[name] = function () { throw new Error('broken ' + name) }`
}

/** What pages have in their markup that stands in the way of reading it. */
export const clobbering: Record<string, string> = {
  'a form whose fields are called as what every element has':
    '<form id="f"><input name="getAttribute"><input name="setAttribute"><input name="attributes"><input name="parentNode"><input name="localName"><input name="children"><input name="querySelectorAll"><input name="isConnected"><input name="nextSibling"><input name="action"><input name="submit"><input name="target"></form>',
  'elements called as what the document has':
    '<img alt="" name="currentScript"><form name="body"></form><form name="head"></form><img alt="" name="images"><img alt="" name="scripts">',
  'elements called as what the window has':
    '<a id="kakburk"></a><a id="dataLayer"></a><form name="localStorage"></form><a id="kakburkGate"></a><img alt="" name="order2"><form name="location"></form>',
  'an element of our id, and more than one': '<div id="kakburk"></div><div id="kakburk">own</div>',
}
