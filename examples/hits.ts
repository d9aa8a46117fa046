/** One request that reached a stand-in. */
export type Hit = {
  /** Milliseconds since 1970. */
  time: number
  host: string
  path: string
  /** Without the question mark; empty when there is none. */
  query: string
  /** Empty when the browser sent none. Browsers cut it to the origin: `http://butik.localhost:4871/`. */
  referer: string
}

/** Enough for a long demo, and never a reason to run out of memory. */
const kept = 2_000

/** What the stand-ins were asked for, oldest first. */
export const createHits = (now: () => number = Date.now) => {
  let hits: Hit[] = []
  const listeners = new Set<(hit: Hit) => void>()
  return {
    list: (): readonly Hit[] => [...hits],

    add(request: Omit<Hit, 'time'>) {
      const hit = { time: now(), ...request }
      hits = [...hits.slice(1 - kept), hit]
      for (const listener of listeners) listener(hit)
    },

    clear() {
      hits = []
    },

    /** Calls `listener` at every hit from now on. Returns the function that stops it. */
    on(listener: (hit: Hit) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

export type Hits = ReturnType<typeof createHits>
