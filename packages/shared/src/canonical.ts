import canonicalize from 'canonicalize'

/**
 * The canonical JSON text of a value (RFC 8785): what is hashed, signed and stored.
 * Throws on what JSON cannot hold: `undefined`, numbers that are not finite, lone surrogates, cycles.
 */
export const canonical = (value: unknown): string => {
  // Most of what comes here was canonical before, or is made with its names in order. Then there is nothing to do but to print
  // it, which takes a tenth of the time.
  const text = readInOrder(value) ?? canonicalize(value)
  if (text === undefined) throw new TypeError('only a JSON value has a canonical form')
  return text
}

/** Names a value by its content: `sha256-` and the SHA-256 of its canonical JSON, in base64url without padding. */
export const nameOf = async (value: unknown): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)))
  const binary = String.fromCharCode(...new Uint8Array(digest))
  return `sha256-${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** What lies deeper than this is left to the library, which knows a cycle when it meets one. */
const depthLimit = 32

/** What `JSON.stringify` writes of a value whose names are in order, unless there might be lone surrogates in it: it writes those as `\\ud800`. */
const readInOrder = (value: unknown): string | undefined => {
  const text = isInOrder(value, 0) ? JSON.stringify(value) : undefined
  return text?.includes('\\ud') ? undefined : text
}

/** Whether `JSON.stringify` writes a value whole and with its names in order. */
const isInOrder = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'boolean' || value === null) return true
  if (typeof value !== 'object' || depth === depthLimit) return false
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1))
  if ('toJSON' in value) return false
  let before = ''
  for (const name of Object.keys(value)) {
    if (name < before || !isInOrder((value as Record<string, unknown>)[name], depth + 1)) return false
    before = name
  }
  return true
}
