import { type Language, languages } from '../language.ts'
import type { Policy } from '../policy.ts'
import { parsePolicyFile } from '../policy-file.ts'
import { type TextKey, type Texts, textKeys } from '../text.ts'

const someTexts = (mark: string): Texts => ({
  ...(Object.fromEntries(textKeys.map((key) => [key, `${key} ${mark}`])) as Record<TextKey, string>),
  companies: { other: `companies ${mark}` },
})

/** Texts that say which they are: `title sv`. */
export const texts = Object.fromEntries(languages.map((language) => [language, someTexts(language)])) as Record<Language, Texts>

/** What an owner might write, but for what differs. */
export const aFile = (differing: Record<string, unknown> = {}) => ({
  site: 'shop',
  origins: ['https://www.shop.example'],
  controller: { name: 'Shop AB', contact: 'hej@shop.example', privacyPage: 'https://www.shop.example/integritet' },
  languages: ['sv', 'en'],
  services: ['shop-cart', 'google-analytics', 'facebook-pixel'],
  ...differing,
})

/** That file, completed. */
export const aPolicy = (differing: Record<string, unknown> = {}): Policy => parsePolicyFile(aFile(differing), texts)
