import { taken } from '../native.ts'

/** What the browser keeps behind properties, as functions. */
const accessor = <T>(owner: object, name: string) => Object.getOwnPropertyDescriptor(owner, name) as TypedPropertyDescriptor<T>

export const setMarkup = taken<Element, [string], void>(accessor<string>(Element.prototype, 'innerHTML').set as (markup: string) => void)
export const windowOf = taken<HTMLIFrameElement, [], (Window & typeof globalThis) | null>(
  accessor<Window | null>(HTMLIFrameElement.prototype, 'contentWindow').get as () => (Window & typeof globalThis) | null,
)

export const addListener = taken<EventTarget, [string, (event: Event) => void, AddEventListenerOptions?], void>(
  EventTarget.prototype.addEventListener,
)

/** A document of its own, in which nothing that is parsed or set is loaded or run. */
export const inert = document.implementation.createHTMLDocument('')
