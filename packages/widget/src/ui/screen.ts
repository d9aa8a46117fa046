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
  'cookie',
  'storage',
  'lifetime',
  'controller',
  'country',
  'decidedAt',
  'notDecided',
  'privacyPage',
] as const

/** What the preferences show, ready to be shown: every text in one language, lifetimes and countries in words. */
export type Screen = {
  language: string
  texts: Record<(typeof screenTexts)[number], string>
  privacyPage: string
  categories: { id: Category; name: string; about: string; services: ScreenService[] }[]
}

export type ScreenService = {
  id: string
  name: string
  purpose: string
  controller: string
  country?: string
  cookies: { name: string; lifetime: string; kind: 'cookie' | 'storage' }[]
}
