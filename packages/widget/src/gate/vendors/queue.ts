/**
 * A queue that the page and a vendor's tag share: an array of a global name. Returns what puts a command into it, of one or more
 * parts; once the tag has taken the queue over, the tag hears it.
 *
 * What we say stands first in the queue, whenever the page makes it, and also when it makes another one afterwards
 * (`dataLayer = [{ … }]`), which would else lose what was said before any tag. We make none ourselves: some loaders take a queue
 * that is there for a tag that has been loaded.
 */
export const createQueue = (name: string): ((...command: unknown[]) => void) => {
  // What a tag puts in the place of its queue need not be an array.
  const page = window as unknown as Record<string, Partial<unknown[]> | undefined>
  const said: unknown[] = []
  let queue = page[name]

  const lead = () => {
    // What was said last tells whether it is ours: each of our commands is an object of its own, or ends in one.
    if (!queue?.includes?.(said.at(-1))) queue?.unshift?.(...said)
  }
  // The page may assign, define anew and delete it as any other property.
  Reflect.defineProperty(page, name, {
    get: () => queue,
    set(next) {
      queue = next
      // Before any other script, and yet after the page's own lines: some load their tag only while the queue is empty.
      queueMicrotask(lead)
    },
    configurable: true,
  })

  return (...command) => {
    queue = page[name]
    lead()
    said.push(...command)
    queue?.push?.(...command)
  }
}
