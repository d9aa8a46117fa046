import * as v from 'valibot'
import { type Colours, colourNames, colourSchema } from './colour.ts'
import { themeNames, themes } from './themes.ts'

/** Where the first layer stands. It locks nothing in any of these places. */
export const positions = ['bottom', 'bar', 'corner', 'centre'] as const

const radiusSchema = v.pipe(
  v.number(),
  v.integer('expected a whole number of pixels'),
  v.minValue(0, 'expected 0 or more'),
  v.maxValue(32, 'expected 32 or less'),
)

/** Names alone, which are put into quotes: nothing in them can end the style that they stand in. */
const fontSchema = v.pipe(
  v.string(),
  v.maxLength(200, 'expected 200 characters at most'),
  v.regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _-]*(, ?[\p{L}\p{N}][\p{L}\p{N} _-]*)*$/u,
    'expected names of fonts such as "Source Sans 3, sans-serif"',
  ),
)

/** What is the same in a policy file and in a published policy. */
const placeEntries = {
  position: v.optional(v.picklist(positions, `expected one of ${positions.join(', ')}`)),
  /** Families, the first that the browser has; absent: the font of the visitor's system. */
  font: v.optional(fontSchema),
}

const { light: plain } = themes.plain

/** A look as a published policy holds it, complete in itself: the colours, and those for a dark screen where it has any. */
export const lookSchema = v.strictObject({
  background: v.optional(colourSchema, plain.background),
  text: v.optional(colourSchema, plain.text),
  button: v.optional(colourSchema, plain.button),
  buttonText: v.optional(colourSchema, plain.buttonText),
  buttonBorder: v.optional(colourSchema),
  /** Corner radius in CSS pixels. */
  radius: v.optional(radiusSchema, themes.plain.radius),
  dark: v.optional(
    v.strictObject({
      background: colourSchema,
      text: colourSchema,
      button: colourSchema,
      buttonText: colourSchema,
      buttonBorder: v.optional(colourSchema),
    }),
  ),
  ...placeEntries,
})

export type Look = v.InferOutput<typeof lookSchema>

const someColours = v.entriesFromList(colourNames, v.optional(colourSchema))

/** A look as an owner writes it: a theme, and what differs from it. */
export const writtenLookSchema = v.strictObject({
  theme: v.optional(v.picklist(themeNames, `expected one of ${themeNames.join(', ')}`)),
  scheme: v.optional(v.picklist(['auto', 'light', 'dark'], 'expected "auto", "light" or "dark"')),
  ...someColours,
  radius: v.optional(radiusSchema),
  dark: v.optional(v.strictObject(someColours)),
  ...placeEntries,
})

export type WrittenLook = v.InferOutput<typeof writtenLookSchema>

/**
 * The colours that a written look comes to, by the scheme in which they are shown. A look that names no theme, no dark colours and
 * no scheme is as it was before there were any: light alone.
 */
export const coloursOf = ({ theme, scheme = 'auto', dark, ...light }: WrittenLook): { light?: Colours; dark?: Colours } => {
  const base = themes[theme ?? 'plain']
  const isLightAlone = scheme === 'light' || (theme === undefined && dark === undefined && scheme !== 'dark')
  return {
    ...(scheme !== 'dark' && { light: painted(base.light, light) }),
    ...(!isLightAlone && { dark: painted(base.dark, dark ?? {}) }),
  }
}

const painted = (base: Colours, own: Partial<Record<(typeof colourNames)[number], string | undefined>>): Colours =>
  Object.fromEntries(colourNames.flatMap((name) => ((own[name] ?? base[name]) ? [[name, own[name] ?? base[name]]] : []))) as Colours

/** Completes a written look from its theme, as it is published. */
export const completeLook = (written: WrittenLook): Look => {
  const { light, dark } = coloursOf(written)
  const { theme = 'plain', radius = themes[theme].radius, position, font } = written
  return {
    ...((light ?? dark) as Colours),
    radius,
    ...(light && dark && { dark }),
    ...(position && { position }),
    ...(font && { font }),
  }
}
