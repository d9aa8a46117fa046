/** Bytes that are turned into text at a time: a multiple of three, and few enough for the arguments of one call. */
const chunkSize = 3 * 4096

/** Base64 with padding (RFC 4648, section 4). */
export const printBase64 = (bytes: Uint8Array): string => {
  if (bytes.length <= chunkSize) return printChunk(bytes)
  let text = ''
  for (let start = 0; start < bytes.length; start += chunkSize) text += printChunk(bytes.subarray(start, start + chunkSize))
  return text
}

// Every receipt prints some twenty hashes: spreading the bytes into the call instead would take ten times as long.
const printChunk = (bytes: Uint8Array): string => btoa(Reflect.apply(String.fromCharCode, null, bytes))

/** The bytes of a base64 text; nothing when `printBase64` would have written it in another way. */
export const readBase64 = (text: string): Uint8Array | undefined => {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    return undefined
  }
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index)
  return printBase64(bytes) === text ? bytes : undefined
}

/** Two lower-case digits for each byte. */
export const printHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The bytes of a hex text; nothing when `printHex` would have written it in another way. */
export const readHex = (text: string): Uint8Array | undefined =>
  /^(?:[0-9a-f]{2})*$/.test(text) ? Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16)) : undefined
