/**
 * The browser's own functions, taken before any page script or patch can change them. The gate itself uses these, so that
 * it never judges its own work and a page with broken prototypes cannot mislead it.
 */
export const { apply } = Reflect

/** A method of the browser as a function of the object that it is called on. */
export const taken =
  <This, Values extends unknown[], Result>(method: (this: This, ...values: Values) => Result) =>
  (self: This, ...values: Values): Result =>
    apply(method, self, values)

const element = Element.prototype
export const getAttribute = taken<Element, [string], string | null>(element.getAttribute)
export const setAttribute = taken<Element, [string, string], void>(element.setAttribute)
export const removeAttribute = taken<Element, [string], void>(element.removeAttribute)
export const insertBefore = taken<Node, [Node, Node | null], Node>(Node.prototype.insertBefore)
export const addListener = taken<EventTarget, [string, (event: Event) => void, AddEventListenerOptions?], void>(
  EventTarget.prototype.addEventListener,
)
export const queryAll = taken<Element, [string], NodeListOf<Element>>(element.querySelectorAll)
export const write = taken<Document, [string], void>(Document.prototype.write)
