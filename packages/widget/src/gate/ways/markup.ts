import { everywhereAttributes, loadingElements } from '@kakburk/shared'
import { silently } from '../../quiet.ts'
import { apply, queryAll } from '../native.ts'
import { surely } from '../surely.ts'
import { trusted } from '../trusted.ts'
import { makeTexts, wrap } from '../wrap.ts'
import { inert, setMarkup } from './accessors.ts'
import { neutralise } from './neutralise.ts'
import type { Holder, Way } from './realm.ts'

/** Markup without any of these loads nothing. */
const mayLoad = new RegExp(`<(${loadingElements.join('|')})\\b|${everywhereAttributes.join('|')}`, 'i')

/** Markup without any of these names no other host, in whichever spelling, and bears no mark. */
const namesHost = /[/\\]{2}|&(?:#|b?sol)|https?:|data-(?:consent|kakburk)/i

/**
 * The same markup with everything in its held form that must wait; as it was, the very same value, when nothing must. It is parsed in
 * the context that it is meant for, where it does no harm.
 */
const neutral = ({ queue, judgesOwn }: Holder, context: unknown, value: unknown): unknown => {
  const markup = `${value}`
  if (!namesHost.test(markup) && !judgesOwn()) return value
  const parent = (context as Element | null)?.localName ? inert.importNode(context as Element) : inert.createElement('template')
  setMarkup(parent, value as string)
  const content = (parent as HTMLTemplateElement).content ?? parent
  return neutralise(queue.hold, content) ? trusted(parent.innerHTML) : value
}

/** Markup that brings frames, or shadow trees that nothing else announces. */
const opensRealms = /<iframe|shadowroot/i

/** Markup that is of no concern, as most is that a page writes into its elements. */
const isHarmless = (markup: unknown): boolean | undefined =>
  surely(() => typeof markup === 'string' && !mayLoad.test(markup) && !opensRealms.test(markup))

/** Judges what a script has the browser parse. */
export const holdMarkup: Way = ({ Element, ShadowRoot, Range }, holder) => {
  const { queue, enter, watch } = holder
  const reach = (node: Element | null) => {
    for (const element of node?.nodeType ? queryAll(node, '*') : []) {
      enter(element)
      if (element.shadowRoot) watch(element.shadowRoot)
    }
  }
  /** `place` is where the markup stands among the values; `contextOf` gives the element in which it will be parsed. */
  const before = (owner: object, name: string, part: 'value' | 'set', place: number, contextOf: (self: Node, first: unknown) => unknown) =>
    wrap(owner, name, part, (self, values, original) => {
      const given = makeTexts(values)[place]
      if (isHarmless(given)) return
      const parentNode = silently(() => (self as Node).parentNode)
      const held = surely(() => neutral(holder, contextOf(self as Node, values[0]), given))
      if (held !== undefined) values[place] = held
      const result = apply(original, self, values)
      surely(() => {
        const opens = opensRealms.test(given as string)
        if (values[place] === given && !opens) return
        // What is not in the document is announced by nothing else.
        for (const node of [self, parentNode, result]) {
          queue.inspect(node)
          if (opens) reach(node as Element | null)
        }
      })
      return [result]
    })
  const within = (self: Node) => self
  const around = (self: Node) => self.parentNode
  for (const { prototype } of [Element, ShadowRoot]) {
    before(prototype, 'innerHTML', 'set', 0, within)
    before(prototype, 'setHTMLUnsafe', 'value', 0, within)
  }
  before(Element.prototype, 'outerHTML', 'set', 0, around)
  before(Element.prototype, 'insertAdjacentHTML', 'value', 1, (self, position) =>
    /^(beforebegin|afterend)$/i.test(position as string) ? around(self) : self,
  )
  before(Range.prototype, 'createContextualFragment', 'value', 0, (self) => (self as unknown as Range).startContainer)
}
