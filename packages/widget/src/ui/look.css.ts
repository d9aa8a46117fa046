import type { Colours, Look } from '@kakburk/shared'

/**
 * The tokens of a look as custom properties of what `selector` names, for both schemes. They are important, because a rule of the
 * page's own for every element (`*{--text:…}`) would else go before ours.
 */
export const lookCss = (selector: string, { dark, radius, font, ...light }: Look): string =>
  `${selector}{${coloursCss(light)}--radius:${radius}px!important;font:15px/1.5 ${fontCss(font)}!important}` +
  (dark ? `@media(prefers-color-scheme:dark){${selector}{${coloursCss(dark)}color-scheme:dark!important}}` : '')

const coloursCss = ({ background, text, button, buttonText, buttonBorder = button }: Colours): string =>
  Object.entries({ background, text, button, 'button-text': buttonText, 'button-border': buttonBorder })
    .map(([name, colour]) => `--${name}:${colour}!important;`)
    .join('')

/** A name with digits or spaces is one only in quotes, and a generic one only without. */
const fontCss = (font = 'system-ui, sans-serif'): string =>
  font
    .split(',')
    .map((name) => name.trim())
    .map((name) => (generic.has(name) ? name : `"${name}"`))
    .join()

const generic = new Set(['system-ui', 'ui-sans-serif', 'ui-serif', 'ui-rounded', 'sans-serif', 'serif', 'monospace', 'cursive'])
