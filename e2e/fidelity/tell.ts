/**
 * Put into a page before anything else. `tell` makes text of whatever an expression gives, `signatures` of everything that the
 * browser itself put there: both read nothing that a page could see.
 */
export const teller = () => {
  const { getOwnPropertyDescriptor, getOwnPropertyNames } = Object
  const { ownKeys } = Reflect
  // As the page itself would ask.
  const textOf = (value: object) => Function.prototype.toString.call(value)

  const tell = (value: unknown): unknown => {
    if (typeof value === 'function') return `function ${value.name}/${value.length} ${textOf(value)}`
    if (value instanceof Element) return value.outerHTML
    if (value instanceof Node) return value.nodeName
    if (Array.isArray(value)) return value.map(tell)
    if (value === undefined || typeof value === 'symbol' || typeof value === 'bigint') return `${typeof value} ${String(value)}`
    if (typeof value !== 'object' || value === null) return value
    const kind = Object.prototype.toString.call(value)
    if (kind === '[object Object]') return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, tell(member)]))
    return `${kind} ${JSON.stringify(value)}`
  }

  const functionOf = (part: (...values: never[]) => unknown) =>
    [part.name, part.length, textOf(part), ownKeys(part).map(String).join(), typeof part].join(' | ')

  /** How each member of an object is defined, in the order in which the object tells them. */
  const membersOf = (holder: object, readValues: boolean) =>
    ownKeys(holder).map((key) => {
      const descriptor = getOwnPropertyDescriptor(holder, key)
      if (!descriptor) return String(key)
      const { enumerable, configurable, writable, value, get, set } = descriptor
      const parts = [value, get, set].map((part) => (typeof part === 'function' ? functionOf(part) : typeof part))
      const constant = readValues && /number|string|boolean/.test(typeof value) ? String(value) : ''
      return [String(key), enumerable, configurable, writable, ...parts, constant].join(' ; ')
    })

  const signatures = (realm: typeof globalThis) => {
    const found: Record<string, unknown> = {}
    for (const name of getOwnPropertyNames(realm)) {
      if (name === 'kakburk') continue
      const value = getOwnPropertyDescriptor(realm, name)?.value
      if (typeof value !== 'function') continue
      found[name] = membersOf(value, true)
      if (value.prototype) {
        found[`${name}.prototype`] = [
          String(Object.getPrototypeOf(value.prototype)?.constructor?.name),
          value.prototype.constructor === value,
          ...membersOf(value.prototype, true),
        ]
      }
    }
    found['the window'] = membersOf(realm, false).filter((line) => !line.startsWith('kakburk'))
    for (const name of ['document', 'location', 'navigator', 'history', 'localStorage', 'sessionStorage', 'Reflect', 'JSON'] as const) {
      found[`the ${name}`] = membersOf(realm[name as 'document'], false)
    }
    return found
  }
  Object.assign(window, { tell, signatures })
}

declare global {
  interface Window {
    tell(value: unknown): unknown
    signatures(realm: typeof globalThis): Record<string, unknown>
  }
}
