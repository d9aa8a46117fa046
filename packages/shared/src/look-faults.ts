import type { Colours } from './colour.ts'
import { contrastOf } from './contrast.ts'
import { coloursOf, type WrittenLook } from './look.ts'
import type { Fault } from './problem.ts'

/** The least contrast at which a text of ordinary size can be read by most (WCAG 2.2, 1.4.3). */
export const leastTextContrast = 4.5

/** The least contrast at which most see where a button is (WCAG 2.2, 1.4.11). The ring of the focus has the colour of the text. */
export const leastEdgeContrast = 3

/** The pairs of a look's colours that are too close to one another, in each scheme that is shown. */
export const findWeakContrasts = (look: WrittenLook): Fault[] => {
  const { light, dark } = coloursOf(look)
  return [...(light ? findWeakPairs(light, 'look') : []), ...(dark ? findWeakPairs(dark, 'look.dark') : [])]
}

const findWeakPairs = (colours: Colours, path: string): Fault[] => [
  ...findWeakText(colours, path, 'text', 'background'),
  ...findWeakText(colours, path, 'buttonText', 'button'),
  ...findLostButton(colours, path),
]

const findWeakText = (colours: Colours, path: string, text: 'text' | 'buttonText', ground: 'background' | 'button'): Fault[] => {
  const contrast = contrastOf(colours[text], colours[ground])
  if (contrast >= leastTextContrast) return []
  return [
    {
      path: `${path}.${text}`,
      message: `expected a contrast of at least ${leastTextContrast} to ${path}.${ground} (${colours[ground]}), got ${printRatio(contrast)} with ${colours[text]}`,
    },
  ]
}

/** A button is seen by its ground or by its edge. */
const findLostButton = ({ button, buttonBorder = button, background }: Colours, path: string): Fault[] => {
  const [ground, edge] = [contrastOf(button, background), contrastOf(buttonBorder, background)]
  if (Math.max(ground, edge) >= leastEdgeContrast) return []
  const edgeToo = buttonBorder === button ? '' : ` and ${printRatio(edge)} with its border ${buttonBorder}`
  return [
    {
      path: `${path}.button`,
      message: `expected a contrast of at least ${leastEdgeContrast} to ${path}.background (${background}), got ${printRatio(ground)} with ${button}${edgeToo}; choose another colour, or give ${path}.buttonBorder`,
    },
  ]
}

/** Rounded down, so that 4.49 is not told as 4.5. */
const printRatio = (contrast: number): number => Math.floor(contrast * 10) / 10
