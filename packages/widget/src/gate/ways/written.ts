import { loadingElements } from '@kakburk/shared'
import { quietly } from '../../quiet.ts'
import { apply } from '../native.ts'
import type { Queue } from '../queue.ts'
import { trusted } from '../trusted.ts'
import { wrap } from '../wrap.ts'
import { setMarkup } from './accessors.ts'
import type { Way } from './realm.ts'

/** A start tag up to its end, with quoted values in which a `>` may stand. */
const rest = `(?:"[^"]*"|'[^']*'|[^'">])*>`

/** Tags that may load something; a script or style sheet with its text where it is whole. */
const tags = new RegExp(
  `<(script|style)\\b${rest}[\\s\\S]*?</\\1>|<(?:${loadingElements.join('|')})\\b${rest}|<[a-z][^<>]*\\b(?:style|ping|background)\\s*=${rest}`,
  'gi',
)

const inert = document.implementation.createHTMLDocument('').createElement('div')

/** Writes what must wait of a piece of a page's source in its held form, tag by tag, and leaves every other character. */
export const neutralTags = (queue: Pick<Queue, 'neutralise'>, text: string): string =>
  text.replace(tags, (tag, whole: string | undefined) => {
    setMarkup(inert, trusted(tag))
    if (!queue.neutralise(inert)) return tag
    const held = (inert.firstElementChild as Element).outerHTML
    // A start tag alone was given an end by the parser.
    return whole ? held : held.replace(/<\/[^<]*$/, '')
  })

/** A tag, script or style sheet at the end of a text that has no end of its own yet. */
const unfinished = /<(?:script|style)\b(?:(?!<\/(?:script|style))[\s\S])*$|<[^>]*$/i

/**
 * Judges what a script writes into the source of the page: the parser runs what it reads there before anything of ours is called.
 * A tag may come in pieces, so one that is not closed yet waits for the next piece, or for the end of the script that writes it.
 */
export const holdWriting: Way = ({ Document, document }, { queue }) => {
  const { write } = Document.prototype
  let open = ''
  for (const name of ['write', 'writeln']) {
    wrap(Document.prototype, name, 'value', (original, self, values) => {
      if (self !== document) return apply(original, self, values)
      const said = values.map(String).join('') + (name === 'write' ? '' : '\n')
      const all = open + said
      const end = unfinished.exec(all)?.index ?? all.length
      open = all.slice(end)
      const text = quietly(() => neutralTags(queue, all.slice(0, end))) ?? ''
      if (open) {
        queueMicrotask(() => {
          const left = open
          open = ''
          if (left) apply(write, self, [trusted(left)])
        })
      }
      // A value that nothing was changed of passes as it is: it may be of a Trusted Types policy of the page's.
      if (text === said) apply(original, self, values)
      else if (text) apply(write, self, [trusted(text)])
    })
  }
}
