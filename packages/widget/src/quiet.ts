/** Runs our own code on somebody else's page: a fault of ours is told to the console and never thrown into the page. */
export const quietly = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch (fault) {
    warn('a fault of ours', fault)
  }
}

/** For what stands before the browser's own: what the page got wrong is the browser's to say, so that the page gets its own errors. */
export const silently = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {}
}

/** One line in the console, for the owner; none where the page has broken its console. */
export const warn = (message: string, ...details: unknown[]): void => {
  silently(() => console.warn(`kakburk: ${message}`, ...details))
}
