import type { Writable } from 'node:stream'
import type { openDatabase } from '../db/open.ts'
import type { listen } from '../listen.ts'

/** All that a command may touch, besides the files that it is told of. `main.ts` hands in the real one. */
export type World = {
  env: Readonly<Record<string, string | undefined>>
  stdout: Writable
  stderr: Writable
  now: () => Date
  /** Who is at the command line, as the access log names them: `cli:anna`. */
  who: string
  openDatabase: typeof openDatabase
  listen: typeof listen
  /** Resolves when the process is asked to stop. */
  untilStopped: () => Promise<void>
}
