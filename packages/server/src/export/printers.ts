import { setImmediate } from 'node:timers/promises'
import type { Database } from '../db/open.ts'
import type { OpenPrinter, Printer } from './contract.ts'
import { createPrint } from './print.ts'
import { createReader } from './read.ts'
import { createThread, type Thread } from './thread.ts'

/** So few entries are printed sooner than a thread has started. */
const few = 1000

/**
 * Printers of the logs in a database. All that print at the same time share one thread, so that exports never take more than
 * one core and its memory from the server, however many there are; with the last of them it ends. A database in memory has no
 * second connection, and is printed over its own.
 */
export const createPrinters = (database: Database): OpenPrinter => {
  const openOnThread = shareThread(() => createThread(database.file))
  return (entries) => (entries <= few || database.file === ':memory:' ? openHere(database) : openOnThread())
}

const openHere = (database: Database): Printer => {
  const print = createPrint(createReader(database.connection))
  return {
    async print(job, part) {
      // Between two parts other requests have their turn.
      await setImmediate()
      return print(job, part)
    },
    async close() {},
  }
}

const shareThread = (start: () => Thread): (() => Printer) => {
  let current: { thread: Thread; users: number } | undefined
  return () => {
    if (!current || current.thread.isDead()) current = { thread: start(), users: 0 }
    const shared = current
    shared.users++
    return {
      print: shared.thread.print,
      async close() {
        shared.users--
        if (shared.users > 0) return
        if (current === shared) current = undefined
        await shared.thread.end()
      },
    }
  }
}
