import type { HttpBindings } from '@hono/node-server'
import type { Chunks } from '../export/export.ts'

/**
 * A stream that takes a chunk only when its reader wants one, hands it back once it is sent, to be printed over, and stops the
 * making when the reader leaves.
 */
export const createStream = (chunks: Chunks, isSent: (bytes: number) => boolean): ReadableStream<Uint8Array> => {
  let [bytes, last]: [number, Uint8Array | undefined] = [0, undefined]
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const { done, value } = await chunks.next(isSent(bytes) ? last : undefined)
      if (done) return controller.close()
      bytes += value.length
      last = value
      controller.enqueue(value)
    },
    async cancel() {
      await chunks.return()
    },
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}

/**
 * Tells whether so many bytes of an answer have gone out, so that nobody reads their memory again. While something on the way
 * holds them back, such as a packer, fewer have; and where there is no connection of Node's none are known to.
 */
export const createSent = (env: unknown): ((bytes: number) => boolean) => {
  const { outgoing } = (env ?? {}) as Partial<HttpBindings>
  const socket = outgoing?.socket
  const before = socket?.bytesWritten ?? 0
  return (bytes) => socket != null && socket.writableLength === 0 && socket.bytesWritten - before >= bytes
}
