import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'

/** The forms in which a text is sent, the smallest first. */
export const encodings = ['br', 'gzip', 'identity'] as const

export type Encoding = (typeof encodings)[number]

/** A text as it is served. Each form has an ETag of its own, as strong ones must, and is made once, when first asked for. */
export type ServedText = {
  etag(encoding: Encoding): string
  read(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>
}

export const createServedText = (text: string): ServedText => {
  const bytes = new TextEncoder().encode(text)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  const made = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>()
  return {
    etag: (encoding) => `"${hash}-${encoding}"`,
    read(encoding) {
      const form = made.get(encoding) ?? compress[encoding](bytes)
      made.set(encoding, form)
      return form
    },
  }
}

const compress: Record<Encoding, (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>> = {
  br: async (bytes) => {
    const params = {
      [zlib.BROTLI_PARAM_QUALITY]: 11,
      [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT,
      [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    }
    return promisify(brotliCompress)(bytes, { params })
  },
  gzip: async (bytes) => promisify(gzip)(bytes, { level: 9 }),
  identity: async (bytes) => bytes,
}
