import { silently } from '../../quiet.ts'
import { apply } from '../native.ts'
import { trusted } from '../trusted.ts'
import { asText, wrap } from '../wrap.ts'
import { setMarkup } from './accessors.ts'
import type { Holder, Way } from './realm.ts'

/** Markup without any of these loads nothing. */
const mayLoad = /<(script|i?frame|img|image|link|source|video|audio|track|object|embed|style|input|use|feimage)\b|style|ping|background/i

/** Markup without any of these names no other host, in whichever spelling, and bears no mark. */
const namesHost = /[/\\]{2}|&(?:#|b?sol)|https?:|data-(?:consent|kakburk)/i

/** A document of its own, in which nothing that is parsed is loaded or run. */
const inert = document.implementation.createHTMLDocument('')

/**
 * The same markup with everything in its held form that must wait; as it was, the very same value, when nothing must. It is parsed in
 * the context that it is meant for, where it does no harm.
 */
const neutral = ({ queue, judgesOwn }: Holder, context: unknown, value: unknown): unknown => {
  const markup = String(value)
  if (!mayLoad.test(markup) || !(namesHost.test(markup) || judgesOwn())) return value
  const parent = (context as Element | null)?.localName ? inert.importNode(context as Element) : inert.createElement('template')
  setMarkup(parent, value as string)
  const content = (parent as HTMLTemplateElement).content ?? parent
  return queue.neutralise(content) ? trusted(parent.innerHTML) : value
}

/** Markup that brings frames, or shadow trees that nothing else announces. */
const opensRealms = /<iframe|shadowroot/i

/** Judges what a script has the browser parse. */
export const holdMarkup: Way = ({ Element, ShadowRoot, Range }, holder) => {
  const { queue, enter, watch } = holder
  const reach = (node: Element) => {
    for (const element of node.querySelectorAll('*')) {
      enter(element)
      if (element.shadowRoot) watch(element.shadowRoot)
    }
  }
  /** `place` is where the markup stands among the values; `contextOf` gives the element in which it will be parsed. */
  const before = (owner: object, name: string, part: 'value' | 'set', place: number, contextOf: (self: Node, first: unknown) => unknown) =>
    wrap(owner, name, part, (original, self, values) => {
      if (place in values) values[place] = asText(values[place])
      const parentNode = silently(() => (self as Node).parentNode)
      const changed = silently(() =>
        values.map((value, n) => (n === place ? neutral(holder, contextOf(self as Node, values[0]), value) : value)),
      )
      const result = apply(original, self, changed ?? values)
      for (const node of [self, parentNode, result]) {
        // What is not in the document is announced by nothing else.
        if (changed && changed[place] !== values[place]) silently(() => queue.inspect(node))
        if (opensRealms.test(String(values[place]))) silently(() => reach(node as Element))
      }
      return result
    })
  const within = (self: Node) => self
  const around = (self: Node) => self.parentNode
  for (const { prototype } of [Element, ShadowRoot]) {
    before(prototype, 'innerHTML', 'set', 0, within)
    before(prototype, 'setHTMLUnsafe', 'value', 0, within)
  }
  before(Element.prototype, 'outerHTML', 'set', 0, around)
  before(Element.prototype, 'insertAdjacentHTML', 'value', 1, (self, position) =>
    /^(beforebegin|afterend)$/i.test(String(position)) ? around(self) : self,
  )
  before(Range.prototype, 'createContextualFragment', 'value', 0, (self) => (self as unknown as Range).startContainer)
}
