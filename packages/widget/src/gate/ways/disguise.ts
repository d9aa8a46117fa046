import { silently } from '../../quiet.ts'
import { apply, construct } from '../native.ts'
import { originals, wrap } from '../wrap.ts'

/** Whether a function is one of ours already. */
export const isWrapped = (value: object): boolean => originals.has(value)

/** Functions of ours give the text of those that they stand for. */
export const hideWrappers = (realm: { Function: FunctionConstructor }): void =>
  wrap(realm.Function.prototype, 'toString', 'value', (self, values, original) => [
    apply(original, silently(() => originals.get(self as object)) ?? self, values),
  ])

/** Lets every construction of a class go through `change`, which may give it other values; `finish` is given what was made. */
export const wrapClass = (
  realm: object,
  name: string,
  change: (values: unknown[]) => unknown[],
  finish?: (made: object, values: unknown[]) => void,
): void => {
  const descriptor = Object.getOwnPropertyDescriptor(realm, name)
  if (!descriptor?.value) return
  const original = descriptor.value
  const value = new Proxy(original, {
    construct(target, values, newTarget) {
      const made = construct(target, change(values), newTarget)
      finish?.(made, values)
      return made
    },
  })
  originals.set(value, original)
  Object.defineProperty(realm, name, { ...descriptor, value })
  // `Audio` makes elements whose constructor is another.
  if (original.prototype.constructor === original) original.prototype.constructor = value
}
