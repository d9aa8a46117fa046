import type { Writable } from 'node:stream'

/** Writes a text, or its bytes, to stdout and resolves when it is out. Rejects when stdout cannot take it; see `isReaderGone`. */
export const print = (stdout: Writable, text: string | Uint8Array): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    stdout.once('error', reject)
    stdout.write(text, (error) => {
      // A stream tells of an error here first and by its event afterwards, so the listener stays for that.
      if (error) return reject(error)
      stdout.off('error', reject)
      resolve()
    })
  }).catch((error) => {
    throw isReaderGone(error)
      ? error
      : new Error(`stdout cannot be written: ${error instanceof Error ? error.message : error}`, { cause: error })
  })

/** Whether stdout failed because its reader has seen enough, such as `head`, which is no failure of a command. */
export const isReaderGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE'
