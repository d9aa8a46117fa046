import { silently } from '../../quiet.ts'
import type { Store } from '../belongings.ts'
import type { MustWait, Queue } from '../queue.ts'
import { surely } from '../surely.ts'
import { wrap } from '../wrap.ts'
import { addListener, windowOf } from './accessors.ts'
import { hideWrappers, isWrapped } from './disguise.ts'

/** The globals of the page, or of a frame in it: every frame has prototypes of its own. */
export type Realm = Window & typeof globalThis

/** What every way of holding back works with. */
export type Holder = {
  queue: Queue
  mustWait: MustWait
  /** Whether what a script asks for, by an address or a request, must fail. */
  mustRefuse(kind: string, address: unknown): boolean | undefined
  /** Puts the gate before what runs in a frame, where the page may reach into it. */
  enter(frame: unknown): void
  /** The same for a window. */
  reach(other: unknown): void
  /** Whether an address that names no host may be somebody's: by a path of the shop's own, or by the page's `<base>`. */
  judgesOwn(): boolean
  /** Whether a name in a store belongs to something that is not granted. `end` is what may stand behind the name. */
  isForbidden(store: Store, name: unknown, end?: string): boolean | undefined
  /** Watches a document or shadow tree. */
  watch(root: Node): void
}

/** One way of holding back, put into a realm. */
export type Way = (realm: Realm, holder: Holder) => void

/**
 * Puts every way of holding back into the page and into each frame that it may reach. A frame is entered when it is inserted, when
 * the page reaches into it, and when it has loaded: the first document of a frame shares its globals with the one that is loaded in it.
 */
export const holdRealms = (realm: Realm, ways: readonly Way[], parts: Omit<Holder, 'mustRefuse' | 'enter' | 'reach'>): void => {
  const mustRefuse = (kind: string, address: unknown) =>
    surely(() => address !== undefined && parts.mustWait(kind, [String((address as Partial<Request> | null)?.url ?? address)]))
  const enter = (frame: unknown) => {
    if ((frame as Partial<Element> | undefined)?.localName === 'iframe') reach(silently(() => windowOf(frame as HTMLIFrameElement)))
  }
  const reach = (other: unknown) => {
    const inner = other as Realm
    // Throws for another site's window, into which nobody may reach.
    const inside = silently(() => inner.document)
    if (!inside) return
    surely(() => {
      if (!isWrapped(inner.Node.prototype.appendChild)) install(inner)
      parts.watch(inside)
    })
  }
  const install = (into: Realm) => {
    hideWrappers(into)
    for (const way of ways) way(into, { ...parts, mustRefuse, enter, reach })
    for (const name of ['contentWindow', 'contentDocument']) {
      wrap(into.HTMLIFrameElement.prototype, name, 'get', (frame) => {
        enter(frame)
      })
    }
    addListener(into.document, 'load', ({ target }) => enter(target), { capture: true })
  }
  install(realm)
  // What stands in the document already has been looked at by its marks alone.
  for (const element of parts.queue.inspect(realm.document)) enter(element)
}
