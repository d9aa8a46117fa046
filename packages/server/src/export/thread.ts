import { startThread } from '../thread.ts'
import type { Job, Part } from './contract.ts'

/** What the thread is asked for, and what it answers. */
export type Request = { id: number; job: Job; part: Part; spare: Uint8Array | undefined }
export type Answer = { id: number; bytes: Uint8Array } | { id: number; failure: { message: string; code: unknown } }

/** A thread that prints parts of the logs in a database file, over a connection of its own. */
export type Thread = {
  /** Rejects with what SQLite says, and once the thread has died. */
  print(job: Job, part: Part, spare?: Uint8Array): Promise<Uint8Array>
  isDead(): boolean
  /** Stops at once what is under way. */
  end(): Promise<void>
}

/** Starts a thread. */
export const createThread = (file: string): Thread => {
  // A small nursery takes less memory. Of a smaller one than this too many texts are carried out, which other threads have to clear up.
  const worker = startThread(import.meta.url, './worker', { workerData: file, resourceLimits: { maxYoungGenerationSizeMb: 6 } })
  const waiting = new Map<number, { resolve: (bytes: Uint8Array) => void; reject: (reason: unknown) => void }>()
  let count = 0
  let death: Error | undefined

  const die = (reason: Error) => {
    death ??= reason
    for (const { reject } of waiting.values()) reject(death)
    waiting.clear()
  }
  worker.on('message', (answer: Answer) => {
    const waiter = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('bytes' in answer) waiter?.resolve(answer.bytes)
    else waiter?.reject(Object.assign(new Error(answer.failure.message), { code: answer.failure.code }))
  })
  worker.on('error', die)
  worker.on('exit', (code) => die(new Error(`the thread that prints exports ended with code ${code}`)))

  return {
    print: (job, part, spare) =>
      new Promise((resolve, reject) => {
        if (death) return reject(death)
        const id = count++
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, job, part, spare } satisfies Request, spare ? [spare.buffer as ArrayBuffer] : [])
      }),
    isDead: () => death !== undefined,
    async end() {
      await worker.terminate()
    },
  }
}
