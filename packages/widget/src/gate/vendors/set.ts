/**
 * Calls once the page has given a property of this name its first value, before the page does anything with it; at once when it
 * has. Until then the property reads as what `read` answers; from then on it is as the page would have made it.
 */
export const whenSet = (owner: object, name: string, then: (value: unknown) => void, read = (): unknown => undefined): void => {
  const properties = owner as Record<string, unknown>
  if (properties[name]) then(properties[name])
  else
    Reflect.defineProperty(owner, name, {
      get: read,
      set(value) {
        delete properties[name]
        properties[name] = value
        // It is a line of the page that we are called from, with whatever value it likes.
        try {
          then(value)
        } catch {}
      },
      configurable: true,
    })
}
