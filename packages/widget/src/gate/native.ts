/**
 * The browser's own functions, taken before any page script or patch can change them. The gate itself uses these, so that
 * it never judges its own work and a page with broken prototypes cannot mislead it.
 */
export const native = {
  apply: Reflect.apply,
  getAttribute: Element.prototype.getAttribute,
  setAttribute: Element.prototype.setAttribute,
  removeAttribute: Element.prototype.removeAttribute,
  insertBefore: Node.prototype.insertBefore,
}

export const getAttribute = (element: Element, name: string): string | null => native.apply(native.getAttribute, element, [name])

/** Sets an attribute, or removes it for null. */
export const setAttribute = (element: Element, name: string, value: string | null): void => {
  if (value === null) native.apply(native.removeAttribute, element, [name])
  else native.apply(native.setAttribute, element, [name, value])
}
