import { draw } from './draw.ts'
import type { Tree } from './tree.ts'

/** What stands in held frames, in one language; joined to its file when the policy is compiled. */
export type PlaceholderScreen = {
  language: string
  css: string
  /** With `{service}` and `{category}` to be filled in. */
  title: string
  body: string
  /** Absent where nothing can be shown once. */
  once?: string
  /** Leads to the preferences. */
  settings: string
  /** By everything that can be waited for: what it is for, in words, and the label of a yes to it. */
  names: Record<string, readonly [purpose: string, always: string]>
  /** By id, the name of a service, and the company behind it where that is called otherwise. */
  services: Record<string, readonly [name: string, company?: string]>
  /** How the addresses of services begin, with at least the whole host, and the service. */
  addresses: readonly (readonly [start: string, service: string])[]
}

/** What the visitor may answer. Told is the service whose the frame is, without which there is no `once`. */
export type PlaceholderAnswers = { once(service: string): void; always(): void; settings(service?: string): void }

type Frame = HTMLIFrameElement | HTMLObjectElement | HTMLEmbedElement

/**
 * Shows, in the place of a held frame, who it is from and what a yes means. Returns what takes it away.
 *
 * It is drawn into the frame's own empty document: the frame keeps its place, its size and its looks, the page's document stays as
 * it is, and what the page does with the frame, it does with ours too. `name` is what must be granted for the frame. Where that is
 * no service and the address is none's either, it cannot be shown once, since the receipt for that is for a service.
 */
export const showPlaceholder = (
  element: Frame,
  name: string,
  { language, css, title, body, once, settings, names, services, addresses }: PlaceholderScreen,
  answers: PlaceholderAnswers,
): (() => void) => {
  const words = names[name]
  // A name that nobody knows is never granted: there is nothing to answer.
  if (!words) return () => {}
  const [category, always] = words
  // Held by us, or by the owner's mark.
  const { poster, src, data, kakburkSrc = src, kakburkData = data } = element.dataset
  const url = resolve(kakburkSrc ?? kakburkData ?? '')
  const service = services[name] ? name : addresses.find(([start]) => `.${url?.hostname}${url?.pathname}`.includes(`.${start}`))?.[1]
  const [called = url?.hostname, company] = services[service as string] ?? []
  const fill = (text: string, service = called) => {
    const values: Record<string, string | undefined> = { category, service }
    return text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all)
  }
  const answer = (hook: keyof PlaceholderAnswers, label: string): Tree => [
    'button',
    { 'data-kakburk': hook, 'aria-describedby': 't' },
    label,
  ]
  const picture = poster && resolve(poster)
  const section = draw([
    'section',
    { dir: 'auto', 'aria-labelledby': 't' },
    // The owner's picture. Only the shop may serve it: nothing of others loads here before a yes.
    ...(picture && picture.origin === location.origin ? [['img', { src: picture.href, alt: '' }] satisfies Tree] : []),
    [
      'div',
      {},
      ['b', { id: 't' }, fill(title)],
      fill(body, company && `${called} (${company})`),
      ['div', {}, ...(service && once ? [answer('once', once)] : []), answer('always', fill(always))],
      ['small', {}, answer('settings', settings)],
    ],
  ]) as HTMLElement

  let tries = 2
  const show = () => {
    const inner = documentOf(element)
    if (!inner && tries-- > 0) empty(element)
    // The owner may have put a page of the shop's own into it meanwhile.
    if (inner?.URL !== 'about:blank') return
    const sheet = new (inner.defaultView as typeof window).CSSStyleSheet()
    sheet.replaceSync(css)
    inner.adoptedStyleSheets = [sheet]
    inner.documentElement.lang = language
    inner.body.replaceChildren(section)
    // Anew each time, and only now: Chromium takes the listeners of all that stands in a document which it ends.
    section.onclick = ({ target }) => {
      const { kakburk } = (target as HTMLElement).dataset
      if (kakburk) answers[kakburk as keyof PlaceholderAnswers](service as string)
    }
  }
  // A frame gets a new document when it is moved, and in Firefox once more after its insertion.
  element.addEventListener('load', show)
  show()
  return () => {
    element.removeEventListener('load', show)
    section.remove()
  }
}

const resolve = (address: string): URL | undefined => {
  try {
    return new URL(address, document.baseURI)
  } catch {}
}

/** The empty document that a frame has while it waits. Undefined when it has none yet, or none that we may reach. */
const documentOf = (element: Frame): Document | null | undefined => {
  if ('contentDocument' in element) return element.contentDocument
  for (let n = 0; n < window.length; n++) {
    try {
      if (window[n]?.frameElement === element) return window[n]?.document
    } catch {}
  }
}

/**
 * Asks for an empty document for a frame that lets us not in: what the browser had asked for before the frame was held has come
 * after all, or the frame is sandboxed. The restrictions of a document are those of the moment at which it is asked for; whatever
 * is asked for later is under them again.
 */
const empty = (element: Frame): void => {
  if (!element.matches('iframe:not([src]),object')) return
  const restrictions = element.getAttribute('sandbox')
  element.removeAttribute('sandbox')
  ;(element as HTMLIFrameElement).contentWindow?.location.replace('about:blank')
  if (restrictions !== null) element.setAttribute('sandbox', restrictions)
}
