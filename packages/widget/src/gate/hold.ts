import { getAttribute, insertBefore, removeAttribute, setAttribute } from './native.ts'

/** Elements that load something by themselves. */
export type Loader = HTMLScriptElement | HTMLIFrameElement | HTMLImageElement

const names = ['script', 'iframe', 'img']

export const loaders = String(names)

/** By name, since an element may come from another frame, where it is of another class. */
export const isLoader = (node: unknown): node is Loader => names.includes((node as Element | undefined)?.localName ?? '')

export const isScript = (element: Loader): element is HTMLScriptElement => element.localName === 'script'

/** An element that is kept from loading, and the way to let it go. */
export type Held = {
  /** Lets it load. Resolves when the next in line may follow: a script in order has run, or failed. */
  release(): Promise<unknown> | undefined
  /** The page asks for another address while the element waits. */
  wants(attribute: string, address: string): unknown
}

/** Keeps an element from loading, without the page's element being replaced: its listeners and identity stay. */
export const hold = (element: Loader): Held => (isScript(element) ? holdScript(element) : holdMedia(element))

/** The type of a script that no browser runs. */
export const inert = 'text/plain'

const holdScript = (script: HTMLScriptElement): Held => {
  const written = getAttribute(script, 'type')
  // Read before the browser prepares the script, which makes every script asynchronous that it then does not run.
  const { async } = script
  const type = written === inert ? getAttribute(script, 'data-type') : written
  setAttribute(script, 'type', inert)
  return {
    release() {
      if (type === null) removeAttribute(script, 'type')
      else setAttribute(script, 'type', type)
      if (!script.isConnected) return
      if (!async) script.async = false
      const ran = script.hasAttribute('src') && !async ? whenRun(script) : undefined
      // A script that was not run for its type is run when it is inserted anew.
      insertBefore(script.parentNode as Node, script, script.nextSibling)
      return ran
    },
    wants: () => undefined,
  }
}

/** How long a script may hold up the next in line, in milliseconds. */
const patience = 3000

const whenRun = (script: HTMLScriptElement): Promise<unknown> =>
  new Promise((done) => {
    script.addEventListener('load', done, { once: true })
    script.addEventListener('error', done, { once: true })
    // Some scripts tell neither: such as the browser never runs (nomodule, inserted as text), or has run before.
    setTimeout(done, patience)
  })

const holdMedia = (element: HTMLIFrameElement | HTMLImageElement): Held => {
  const wanted = new Map<string, string>()
  for (const name of ['srcset', 'src']) {
    // What the owner marked may show a picture of its own meanwhile; what it is to load lies in `data-src`.
    const address = getAttribute(element, `data-${name}`) ?? getAttribute(element, name)
    if (address === null) continue
    wanted.set(name, address)
    removeAttribute(element, name)
  }
  return {
    release() {
      const load = () => {
        for (const [name, address] of wanted) {
          setAttribute(element, name, address)
          removeAttribute(element, `data-${name}`)
        }
      }
      // A frame that the parser has only just inserted drops an address that it is given in the same turn (seen in Chromium 156).
      if (element.localName === 'iframe') setTimeout(load)
      else load()
      return undefined
    },
    wants: (attribute, address) => wanted.set(attribute, address),
  }
}

/** The addresses that an element would load, with spaces between them; of an SVG script it is the `href`. */
export const addressOf = (element: Loader): string => ['src', 'srcset', 'href'].map((name) => getAttribute(element, name) ?? '').join(' ')
