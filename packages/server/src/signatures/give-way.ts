import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/**
 * Has this thread wait for whatever answers somebody, where the system knows threads by number (Linux): what it does can be done later.
 * Elsewhere, and where it may not, nothing changes.
 */
export const giveWay = (): void => {
  try {
    // Such as `4711/task/4715`.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {}
}
