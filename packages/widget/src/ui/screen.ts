import type { Category } from '@kakburk/shared'

/** The texts that the preferences use as they are. */
export const screenTexts = [
  'settingsTitle',
  'settingsBody',
  'save',
  'accept',
  'reject',
  'withdraw',
  'close',
  'alwaysOn',
  'services',
  'decidedAt',
  'notDecided',
  'privacyPage',
] as const

/** What the preferences show, ready to be shown: every text in one language, lifetimes and countries in words. */
export type Screen = {
  language: string
  texts: Record<(typeof screenTexts)[number], string>
  /** The visitor's own choices: their heading, what is said when they cannot be loaded, and the file that shows them. */
  mine: {
    title: string
    unavailable: string
    file: string
    /** They are shown before a decision too: a purpose is answered apart from cookies. */
    always?: true
  }
  privacyPage: string
  /** Who asks, and the visitor's rights. */
  notes: string[]
  categories: { id: Category; name: string; about: string; services: ScreenService[] }[]
}

export type ScreenService = {
  id: string
  name: string
  /** What it is for, who is in charge, where the data go. */
  notes: string[]
  /** What it keeps and asks for: its name, then what it is, who sets it, and how long it is kept. */
  kept: [name: string, ...facts: string[]][]
}
