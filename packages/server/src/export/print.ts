import type { PublishedPolicy } from '../sites/contract.ts'
import type { Job, Part } from './contract.ts'
import type { Reader } from './read.ts'
import { createWriter, type Writer } from './writer.ts'

/** Prints a part of a log, at once, as UTF-8; over `spare`, if it is given and large enough. */
export type Print = (job: Job, part: Part, spare?: Uint8Array) => Uint8Array

/** Prints what a reader reads. */
export const createPrint = (reader: Reader): Print => {
  const encoder = new TextEncoder()
  const writers = new Map<string, Writer>()

  const writerOf = (job: Job): Writer => {
    const key = JSON.stringify(job)
    const writer = writers.get(key) ?? createWriter(job, createPolicyReader(reader, job.site))
    writers.set(key, writer)
    return writer
  }

  const print = (job: Job, part: Part): string => {
    const writer = writerOf(job)
    if (part === 'head') return writer.head(reader.policies(job.site))
    if (part === 'tail') return writer.tail
    let text = ''
    for (const exported of reader.entries(job.site, part, { salts: job.format === 'json-lines' })) text += writer.entry(exported)
    return text
  }
  return (job, part, spare) => {
    const text = print(job, part)
    // A character of a text is at most three bytes.
    const most = 3 * text.length
    const memory = spare && spare.buffer.byteLength >= most ? spare.buffer : new ArrayBuffer(most)
    return new Uint8Array(memory, 0, encoder.encodeInto(text, new Uint8Array(memory)).written)
  }
}

/** A published policy never changes, so it is read once. */
const createPolicyReader = (reader: Reader, site: string) => {
  const known = new Map<string, PublishedPolicy>()
  return (name: string): PublishedPolicy | undefined => {
    const published = known.get(name) ?? reader.policy(site, name)
    if (published) known.set(name, published)
    return published
  }
}
