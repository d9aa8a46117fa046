import { loadingElements } from '@kakburk/shared'
import { silently } from '../../quiet.ts'
import { apply } from '../native.ts'
import type { Queue } from '../queue.ts'
import { surely } from '../surely.ts'
import { trusted } from '../trusted.ts'
import { makeTexts, wrap } from '../wrap.ts'
import { inert, setMarkup } from './accessors.ts'
import { neutralise } from './neutralise.ts'
import type { Way } from './realm.ts'

/** A start tag up to its end, with quoted values in which a `>` may stand. */
const rest = `(?:"[^"]*"|'[^']*'|[^'">])*>`

/** Tags that may load something; a script or style sheet with its text where it is whole. */
const tags = new RegExp(
  `<(script|style)\\b${rest}[\\s\\S]*?</\\1>|<(?:${loadingElements.join('|')})\\b${rest}|<[a-z][^<>]*\\b(?:style|ping|background)\\s*=${rest}`,
  'gi',
)

const place = inert.createElement('div')

/** Writes what must wait of a piece of a page's source in its held form, tag by tag, and leaves every other character. */
export const neutralTags = ({ hold }: Pick<Queue, 'hold'>, text: string): string =>
  text.replace(tags, (tag, whole: string | undefined) => {
    setMarkup(place, trusted(tag))
    if (!neutralise(hold, place)) return tag
    const held = (place.firstElementChild as Element).outerHTML
    // A start tag alone was given an end by the parser.
    return whole ? held : held.replace(/<\/[^<]*$/, '')
  })

/** A tag, script or style sheet at the end of a text that has no end of its own yet. */
const unfinished = /<(?:script|style)\b(?:(?!<\/(?:script|style))[\s\S])*$|<[^>]*$/i

/**
 * Judges what a script writes into the source of the page: the parser runs what it reads there before anything of ours is called.
 * A tag may come in pieces, so one that is not closed yet waits for the next piece, or for the end of the script that writes it.
 */
export const holdWriting: Way = ({ Document, document, queueMicrotask }, { queue }) => {
  // Where the page's Trusted Types allow us no policy, the guard stays in force, and there is nothing that we could write.
  if (!silently(() => trusted('-'))) return
  const { write } = Document.prototype
  const writeHeld = (text: string) => {
    if (text) apply(write, document, [trusted(text)])
  }
  let open = ''
  const writeRest = () => {
    const left = open
    open = ''
    writeHeld(left)
  }
  for (const [name, end] of [
    ['write', ''],
    ['writeln', '\n'],
  ] as const) {
    wrap(Document.prototype, name, 'value', (self, values) => {
      if (self !== document) return
      let said = ''
      makeTexts(values)
      for (let n = 0; n < values.length; n++) said += values[n]
      said += end
      const text = surely(() => {
        const all = open + said
        const whole = all.slice(0, unfinished.exec(all)?.index)
        const text = neutralTags(queue, whole)
        open = all.slice(whole.length)
        return text
      })
      // A value that nothing was changed of passes as it is: it may be of a Trusted Types policy of the page's.
      if (text === said) return
      // What the page's Trusted Types refuse is refused as without us.
      for (let n = 0; n < values.length; n++) setMarkup(place, values[n] as string)
      if (open) queueMicrotask(writeRest)
      writeHeld(text ?? '')
      return []
    })
  }
}
