import { hash as digest } from 'node:crypto'
import type { Hash } from '@kakburk/shared/proof'

/** SHA-256. In one call, since most of what is hashed here is short and a `Hash` object costs more than the hash. */
export const hash: Hash = (bytes) => digest('sha256', bytes, 'buffer')
