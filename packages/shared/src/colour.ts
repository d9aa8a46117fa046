import * as v from 'valibot'

/** A colour as a policy writes it. */
export const colourSchema = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'expected a colour such as "#1a2b3c"'))

/** The colours of everything that is drawn. Accept and reject share one set, so that no theme can set them apart. */
export type Colours = {
  background: string
  text: string
  button: string
  buttonText: string
  /** The edge of a button; absent: the button's own colour. */
  buttonBorder?: string | undefined
}

/** The names of the colours, as a policy writes them. */
export const colourNames = ['background', 'text', 'button', 'buttonText', 'buttonBorder'] as const satisfies (keyof Colours)[]
