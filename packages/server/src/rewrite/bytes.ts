import { Buffer } from 'node:buffer'
import { createMarker } from './marker.ts'
import type { Plan } from './plan.ts'

/** A page as bytes on their way to a visitor. Never throws: what cannot be marked leaves as it came. */
export type Page = {
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer>
  end(): Uint8Array<ArrayBuffer>
}

/** Marks a page by a plan. `report` is told when something of ours fails; the page goes on unchanged. */
export const createPage = (plan: Plan, report: (error: unknown) => void): Page => {
  const marker = createMarker(plan)
  let begun = ''
  let marks: boolean | undefined

  const quietly = (work: () => string, unmarked: () => string): Uint8Array<ArrayBuffer> => {
    try {
      return asBytes(work())
    } catch (error) {
      marks = false
      report(error)
      return asBytes(unmarked())
    }
  }

  return {
    push(bytes) {
      if (marks === false) return bytes.slice()
      const text = begun + asText(bytes)
      // Two bytes tell UTF-16, in which a tag is not written as we read it.
      if (marks === undefined && text.length < 2) {
        begun = text
        return asBytes('')
      }
      marks ??= !/^(\xfe\xff|\xff\xfe)/.test(text)
      begun = ''
      return marks ? quietly(() => marker.push(text), marker.remainder) : asBytes(text)
    },
    end() {
      if (marks === false) return asBytes('')
      return quietly(() => marker.push(begun) + marker.end(), marker.remainder)
    },
  }
}

/** One character for each byte: places are the same in both, and no character is cut in two between chunks. */
const asText = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** A memory of its own: what small buffers share is not for giving away. */
const asBytes = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(text.length)
  Buffer.from(bytes.buffer).write(text, 'latin1')
  return bytes
}
