import type { Worker } from 'node:worker_threads'
import { startThread } from '../thread.ts'
import type { judge, Signed } from './judge.ts'

/** Checks the signatures of entries apart from everything else, a list at a time. */
export interface Judges {
  /** Resolves to what `judge` says of each. Rejects when the thread cannot be started or dies; the next call starts another. */
  judge(entries: readonly Signed[]): Promise<ReturnType<typeof judge>[]>
  /** Ends the thread; a call starts another. */
  close(): Promise<void>
}

/** A thread that is started when there is something to check, and keeps no process alive. */
export const createThread = (): Judges => {
  let worker: Worker | undefined
  const start = (): Worker => {
    const started = startThread(import.meta.url, './worker')
    started.unref()
    return started
  }
  return {
    judge: (entries) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const used = worker
        // Each by its name: Node keeps listeners of its own there, without which no second message ever comes.
        const end = () => void used.off('message', succeed).off('error', fail).off('exit', exit)
        const succeed = (found: ReturnType<typeof judge>[]) => {
          end()
          resolve(found)
        }
        const fail = (reason: unknown) => {
          end()
          worker = undefined
          reject(reason)
        }
        const exit = (code: number) => fail(new Error(`the thread that checks signatures ended with code ${code}`))
        used.on('message', succeed).on('error', fail).on('exit', exit)
        used.postMessage(entries)
      }),
    async close() {
      const ending = worker
      worker = undefined
      await ending?.terminate()
    },
  }
}
