import { silently } from '../../quiet.ts'
import { addListener, apply } from '../native.ts'
import type { MustWait, Queue } from '../queue.ts'
import { wrap } from '../wrap.ts'
import { windowOf } from './accessors.ts'
import { hideWrappers, isWrapped } from './disguise.ts'

/** The globals of the page, or of a frame in it: every frame has prototypes of its own. */
export type Realm = Window & typeof globalThis

/** What every way of holding back works with. */
export type Holder = {
  queue: Queue
  mustWait: MustWait
  /** Puts the gate before what runs in a frame, where the page may reach into it. */
  enter(frame: unknown): void
  /** Whether an address that names no host may be somebody's: by a path of the shop's own, or by the page's `<base>`. */
  judgesOwn(): boolean
  /** Watches a document or shadow tree. */
  watch(root: Node): void
}

/** One way of holding back, put into a realm. */
export type Way = (realm: Realm, holder: Holder) => void

/**
 * Puts every way of holding back into the page and into each frame that it may reach. A frame is entered when it is inserted, when
 * the page reaches into it, and when it has loaded: the first document of a frame shares its globals with the one that is loaded in it.
 */
export const holdRealms = (realm: Realm, ways: readonly Way[], parts: Omit<Holder, 'enter'>): void => {
  const enter = (frame: unknown) => {
    if (/^i?frame$/.test((frame as Partial<Element> | null)?.localName ?? '')) silently(() => reach(windowOf(frame as HTMLIFrameElement)))
  }
  /** Throws for another site's window, into which nobody may reach. */
  const reach = (other: unknown) => {
    const inner = other as Realm
    if (!isWrapped(inner.Node.prototype.appendChild)) install(inner)
    parts.watch(inner.document)
  }
  const install = (into: Realm) => {
    hideWrappers(into)
    for (const way of ways) way(into, { ...parts, enter })
    for (const name of ['contentWindow', 'contentDocument']) {
      wrap(into.HTMLIFrameElement.prototype, name, 'get', (original, self, values) => {
        enter(self)
        return apply(original, self, values)
      })
    }
    wrap(into, 'open', 'value', (original, self, values) => {
      const opened = apply(original, self, values)
      silently(() => reach(opened))
      return opened
    })
    addListener(into.document, 'load', ({ target }) => enter(target), { capture: true })
  }
  install(realm)
  // What stands in the document already has been looked at by its marks alone.
  for (const element of parts.queue.inspect(realm.document)) enter(element)
}
