/** The languages in which we have every text, as BCP 47 tags. The first language of a policy is its fallback. */
export const languages = [
  'sv',
  'fi',
  'nb',
  'da',
  'et',
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pl',
  'nl',
  'pt',
  'lv',
  'lt',
  'is',
  'ar',
  'he',
] as const

export type Language = (typeof languages)[number]

/** The language of ours that a tag means, among those offered: `sv-FI` is `sv`, and Norwegian is `nb` by any of its names. */
export const readLanguage = <L extends string>(tag: string, offered: readonly L[]): L | undefined => {
  const primary = tag.toLowerCase().split('-')[0] as string
  const ours = primary === 'no' || primary === 'nn' ? 'nb' : primary
  return offered.find((language) => language === ours)
}

/**
 * The language to show: the one that `wanted` means, else the first that is offered. `wanted` is what the page says in its `lang`
 * attribute and may be anything.
 */
export const chooseLanguage = <L extends string>(wanted: string, offered: readonly [L, ...L[]]): L =>
  readLanguage(wanted, offered) ?? offered[0]

/** Which way a language is written. */
export const direction = (language: Language): 'ltr' | 'rtl' => (language === 'ar' || language === 'he' ? 'rtl' : 'ltr')

/** The tag by which `Intl` prints for a language: our English is British, and our Portuguese is that of Portugal. */
export const localeOf = (language: Language): string => locales[language] ?? language

const locales: Partial<Record<Language, string>> = { en: 'en-GB', pt: 'pt-PT' }
