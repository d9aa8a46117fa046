import canonicalize from 'canonicalize'

/**
 * The canonical JSON text of a value (RFC 8785): what is hashed, signed and stored.
 * Throws on what JSON cannot hold: `undefined`, numbers that are not finite, lone surrogates, cycles.
 */
export const canonical = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('only a JSON value has a canonical form')
  return text
}

/** Names a value by its content: `sha256-` and the SHA-256 of its canonical JSON, in base64url without padding. */
export const nameOf = async (value: unknown): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)))
  const binary = String.fromCharCode(...new Uint8Array(digest))
  return `sha256-${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}
