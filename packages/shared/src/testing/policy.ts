import type { Policy } from '../policy.ts'
import { parsePolicyFile } from '../policy-file.ts'
import { type Texts, textKeys } from '../text.ts'

const someTexts = (mark: string) => Object.fromEntries(textKeys.map((key) => [key, `${key} ${mark}`])) as Texts

/** Texts that say which they are: `title sv`. */
export const texts = { sv: someTexts('sv'), en: someTexts('en') }

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
