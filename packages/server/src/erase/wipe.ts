import { setTimeout } from 'node:timers/promises'
import type { Database } from '../db/open.ts'

/** The pause between two attempts, in milliseconds. */
const pause = 100

/**
 * Wipes what was erased out of the files: until then it lies in the write-ahead log, and in the database itself where that was
 * not written back. Resolves to false when a reader of an older state kept that from being done for `patience` milliseconds.
 */
export const wipe = async (database: Database, patience: number): Promise<boolean> => {
  const end = performance.now() + patience
  while (database.connection.open) {
    if (truncate(database)) return true
    if (performance.now() >= end) return false
    await setTimeout(pause)
  }
  return false
}

const truncate = ({ connection }: Database): boolean => {
  try {
    const [done] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return done?.busy === 0
  } catch (error) {
    // A statement of this connection is still at work.
    if (error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)(_|$)/.test(String(error.code))) return false
    throw error
  }
}
