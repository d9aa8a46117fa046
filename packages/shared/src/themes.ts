import type { Colours } from './colour.ts'

/** A look that is ready to be worn: colours by day and by night, and how round the corners are. */
export type Theme = { light: Colours; dark: Colours; radius: number }

/** The names of the themes. */
export const themeNames = ['plain', 'linen', 'sea', 'forest', 'outline'] as const

export type ThemeName = (typeof themeNames)[number]

/** The ready themes. A published policy has the colours themselves, so that a change here changes no banner that is in use. */
export const themes: Record<ThemeName, Theme> = {
  /** Black on white, for every shop. */
  plain: {
    light: { background: '#ffffff', text: '#1c1c1c', button: '#1c1c1c', buttonText: '#ffffff' },
    dark: { background: '#1d1d20', text: '#f1f1f3', button: '#f1f1f3', buttonText: '#1d1d20' },
    radius: 8,
  },
  /** Warm and soft-spoken: interiors, crafts, food. */
  linen: {
    light: { background: '#fbf7f1', text: '#2e2620', button: '#6b4a35', buttonText: '#fffaf3' },
    dark: { background: '#26211c', text: '#f2e9de', button: '#e0c3a3', buttonText: '#2b2119' },
    radius: 4,
  },
  /** Clear blue: services, technology, travel. */
  sea: {
    light: { background: '#ffffff', text: '#14273a', button: '#0a5a8a', buttonText: '#ffffff' },
    dark: { background: '#111d2b', text: '#e6eff7', button: '#8ccbf2', buttonText: '#0b2234' },
    radius: 12,
  },
  /** Green and round: gardens, outdoor life, health. */
  forest: {
    light: { background: '#f7f9f4', text: '#1d2a20', button: '#2a5d3c', buttonText: '#ffffff' },
    dark: { background: '#17211b', text: '#e8f1e9', button: '#a5d6ae', buttonText: '#12241a' },
    radius: 22,
  },
  /** Lines alone and no corner rounded: fashion, design, galleries. */
  outline: {
    light: { background: '#ffffff', text: '#141414', button: '#ffffff', buttonText: '#141414', buttonBorder: '#141414' },
    dark: { background: '#121212', text: '#f4f4f4', button: '#121212', buttonText: '#f4f4f4', buttonBorder: '#f4f4f4' },
    radius: 0,
  },
}
