import { loadersIn } from '../held.ts'
import { getAttribute, setAttribute } from '../native.ts'
import type { Queue } from '../queue.ts'

/** Brings what must wait of a parsed text into its held form, before it is in any document. True when something must. */
export const neutralise = (hold: Queue['hold'], node: ParentNode): boolean => {
  const any = loadersIn(node).filter(hold).length > 0
  // What is to become a shadow tree stands in a template.
  const inShadow = [...node.querySelectorAll('template')].filter((template) => {
    const held = neutralise(hold, template.content)
    // Nobody reaches into a closed shadow tree, so what waits there could never be let go.
    if (held && getAttribute(template, 'shadowrootmode')) setAttribute(template, 'shadowrootmode', 'open')
    return held
  })
  return inShadow.length > 0 || any
}
