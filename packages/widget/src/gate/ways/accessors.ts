import { taken } from '../native.ts'

/** What the browser keeps behind properties, as functions. */
const accessor = <T>(owner: object, name: string) => Object.getOwnPropertyDescriptor(owner, name) as TypedPropertyDescriptor<T>

export const setMarkup = taken<Element, [string], void>(accessor<string>(Element.prototype, 'innerHTML').set as (markup: string) => void)
export const windowOf = taken<HTMLIFrameElement, [], (Window & typeof globalThis) | null>(
  accessor<Window | null>(HTMLIFrameElement.prototype, 'contentWindow').get as () => (Window & typeof globalThis) | null,
)
