import type { PublishedPolicy } from '../sites/contract.ts'
import type { Job, Part } from './contract.ts'
import type { Reader } from './read.ts'
import { createWriter, type Writer } from './writer.ts'

/** Prints a part of a log, at once, as UTF-8. */
export type Print = (job: Job, part: Part) => Uint8Array

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
  return (job, part) => encoder.encode(print(job, part))
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
