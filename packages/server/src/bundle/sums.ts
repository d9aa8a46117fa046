import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What is known of a file once it was read: the SHA-256 of all, and the CRC-32 of each line, both in hexadecimal. */
export type Sums = { digest: string; lines: string }

/** Hands on the chunks of a file, and when they are over says what they were. */
export function* summed(chunks: Iterable<Buffer>, onEnd: (sums: Sums) => void): Generator<Buffer> {
  const hash = createHash('sha256')
  const lines: string[] = []
  let open: number | undefined
  for (const chunk of chunks) {
    hash.update(chunk)
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      lines.push(printSum(crc32(chunk.subarray(from, at), open ?? 0)))
      open = undefined
      from = at + 1
    }
    if (from < chunk.length) open = crc32(chunk.subarray(from), open ?? 0)
    yield chunk
  }
  if (open !== undefined) lines.push(printSum(open))
  onEnd({ digest: hash.digest('hex'), lines: lines.join('') })
}

const newline = 10

const printSum = (sum: number): string => sum.toString(16).padStart(8, '0')
