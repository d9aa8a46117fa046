import { apply } from './native.ts'

/**
 * What stands before a function of the browser: it is given `this`, the values and the function. Its answer stands in a list; without
 * one the call goes on to the browser, with the values as they are then.
 */
export type Act = (self: unknown, values: unknown[], original: () => unknown) => readonly [answer?: unknown] | undefined | null | false | ''

/** The browser's own by ours, so that the page reads of a function what it would read without us. */
export const originals = new WeakMap<object, object>()

/**
 * A value as the text that the browser will make of it. It is made once: an object of the page's could answer us otherwise than the
 * browser. What is no text to the browser, or a text of a trusted kind, stays as it is.
 */
export const asText = (value: unknown): unknown =>
  (typeof value === 'object' && value && !/Request|Trusted/.test(Object.prototype.toString.call(value))) || typeof value === 'function'
    ? `${value}`
    : value

/** The same for the values of a call, or the first ones of them. */
export const makeTexts = (values: unknown[], count = Infinity): unknown[] => {
  for (let n = 0; n < count && n < values.length; n++) values[n] = asText(values[n])
  return values
}

/** Any function of a page's language. */
export type Method = (this: unknown, ...values: unknown[]) => unknown

/**
 * Makes what the page calls, where `act` would cost what is called most too much: it sees by itself that a call is of no concern, and
 * leaves the others to `slow`. Each has a text of its own, since an engine makes fast what always calls the same.
 */
export type Quick = (original: Method, slow: (self: unknown, values: unknown[]) => unknown) => Method

/**
 * Puts a function of ours before one of the browser's: a method (`value`), or what reads or sets a property. Its name and length stay,
 * and its text where wrappers are hidden. What the browser does not have is passed over.
 */
export const wrap = (owner: object | undefined, name: string, part: 'value' | 'get' | 'set', act: Act, quick?: Quick): void => {
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name)
  const original = descriptor?.[part]
  if (!original) return
  const slow = (self: unknown, values: unknown[]) => {
    const answer = act(self, values, original)
    return answer ? answer[0] : apply(original, self, values)
  }
  const wrapper =
    quick?.(original, slow) ??
    // A method of an object literal: it cannot be called with `new`, as those of the browser cannot.
    {
      wrapper(...values: unknown[]) {
        return slow(this, values)
      },
    }.wrapper
  Object.defineProperties(wrapper, Object.getOwnPropertyDescriptors(original))
  // What was stood before already keeps the browser's own text.
  originals.set(wrapper, originals.get(original) ?? original)
  Object.defineProperty(owner, name, { ...descriptor, [part]: wrapper })
}
