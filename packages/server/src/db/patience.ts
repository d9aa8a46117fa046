import { setTimeout } from 'node:timers/promises'

/** The pause between two attempts, in milliseconds: an attempt that fails costs a few microseconds. */
const pause = 10

/**
 * Makes a change as soon as no other process has the database locked. SQLite itself waits by stopping the whole process; here
 * everything else goes on. After `patience` milliseconds it throws what SQLite says.
 */
export const whenUnlocked = async <T>(change: () => T, patience: number): Promise<T> => {
  const end = performance.now() + patience
  for (;;) {
    try {
      return change()
    } catch (error) {
      if (!isLocked(error) || performance.now() >= end) throw error
    }
    await setTimeout(pause)
  }
}

const isLocked = (error: unknown): boolean => error instanceof Error && 'code' in error && /^SQLITE_BUSY(_|$)/.test(String(error.code))
