import { parentPort, workerData } from 'node:worker_threads'
import Client from 'better-sqlite3'
import { createPrint } from './print.ts'
import { createReader } from './read.ts'
import type { Answer, Request } from './thread.ts'

// The thread that prints exports: a job and a part come in, and bytes go out. It imports no more than it needs: what it weighs, an
// export costs in memory.
const connection = new Client(workerData as string, { readonly: true, timeout: 5000 })
// Pages are read once, in order.
connection.pragma('cache_size = -400')
const print = createPrint(createReader(connection))

const answer = ({ id, job, part, spare }: Request): Answer => {
  try {
    return { id, bytes: print(job, part, spare) }
  } catch (error) {
    // Of an error itself nothing but the message would arrive.
    const { message, code } = error as Error & { code?: unknown }
    return { id, failure: { message, code } }
  }
}

parentPort?.on('message', (request: Request) => {
  const answered = answer(request)
  parentPort?.postMessage(answered, 'bytes' in answered ? [answered.bytes.buffer as ArrayBuffer] : [])
})
