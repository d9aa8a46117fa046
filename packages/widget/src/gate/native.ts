/**
 * The browser's own functions, taken before any page script or patch can change them. The gate itself uses these, so that
 * it never judges its own work and a page with broken prototypes cannot mislead it.
 */
export const { apply, construct, defineProperty, get, set } = Reflect
export const { URL } = window

/** A method of the browser as a function of the object that it is called on. */
export const taken =
  <This, Values extends unknown[], Result>(method: (this: This, ...values: Values) => Result) =>
  (self: This, ...values: Values): Result =>
    apply(method, self, values)

const element = Element.prototype
export const getAttribute = /* @__PURE__ */ taken<Element, [string], string | null>(element.getAttribute)
export const setAttribute = /* @__PURE__ */ taken<Element, [string, string], void>(element.setAttribute)
export const removeAttribute = /* @__PURE__ */ taken<Element, [string], void>(element.removeAttribute)
export const matches = /* @__PURE__ */ taken<Element, [string], boolean>(element.matches)
export const insertBefore = /* @__PURE__ */ taken<Node, [Node, Node | null], Node>(Node.prototype.insertBefore)
export const write = /* @__PURE__ */ taken<Document, [string], void>(Document.prototype.write)

const inElement = element.querySelectorAll
const { querySelectorAll: inDocument } = Document.prototype
const { querySelectorAll: inFragment } = DocumentFragment.prototype

/** What a selector finds in an element, a document or a fragment. A form answers to the names of its fields, such as one that is called `querySelectorAll`. */
export const queryAll = (node: ParentNode, selector: string): NodeListOf<Element> =>
  apply(node.nodeType === 9 ? inDocument : node.nodeType === 11 ? inFragment : inElement, node, [selector])
