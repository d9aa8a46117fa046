import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'

/** Runs commands of `kakburk`, one after the other, in a thread of its own. */
export type Publisher = {
  /** Runs a command to its end and returns what it wrote. Throws what it complained of when it fails. */
  run(...values: string[]): string
  close(): Promise<void>
}

/** Starts the thread, with the environment that its commands see. */
export const createPublisher = (env: NodeJS.ProcessEnv): Publisher => {
  const { port1: ours, port2: port } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('./publisher.mjs', import.meta.url), {
    workerData: { env: { ...env }, port, done },
    transferList: [port],
    // Not those of the tests, which run the sources: this is what is built.
    execArgv: [],
  })
  worker.unref()
  return {
    run(...values) {
      Atomics.store(done, 0, 0)
      ours.postMessage(values)
      if (Atomics.wait(done, 0, 0, 60_000) === 'timed-out') throw new Error(`kakburk ${values.join(' ')}: no end after a minute`)
      const { message } = receiveMessageOnPort(ours) as { message: { code: number; said: string; faults: string } }
      const { code, said, faults } = message
      if (code !== 0) throw new Error(`kakburk ${values.join(' ')}: ${faults}`)
      return said
    },
    async close() {
      ours.close()
      await worker.terminate()
    },
  }
}
