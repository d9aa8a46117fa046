/** Work that is done by itself, until it is stopped. */
export type Daily = {
  /** Tells the work that it is over, and resolves when that has heard; no more comes. */
  stop(): Promise<void>
}

const [hour, day] = [3_600_000, 86_400_000]

/**
 * Does some work now and then every day, by `now`: looked at every hour, so that a machine which slept is late by no more. A day
 * on which it fails is reported and not caught up on. Keeps no process alive.
 */
export const startDaily = (
  work: (isStopped: () => boolean) => Promise<unknown>,
  { now, report }: { now: () => Date; report: (error: unknown) => void },
): Daily => {
  let last = Number.NEGATIVE_INFINITY
  let atWork = Promise.resolve()
  let isOver = false
  const turn = () => {
    const time = now().getTime()
    // A clock that was set back is no reason to wait until it is there again.
    if (time >= last && time - last < day) return
    last = time
    atWork = atWork.then(() => work(() => isOver)).then(() => {}, report)
  }
  turn()
  const timer = setInterval(turn, hour)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      isOver = true
      return atWork
    },
  }
}
