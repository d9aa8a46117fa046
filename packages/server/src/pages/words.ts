import {
  type Language,
  readLanguage as languageOf,
  languages,
  localeOf,
  localized,
  optionalCategories,
  type Policy,
  purposeName,
} from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'

/** A time of the log in words. The page does not know where its visitor is, so it says UTC. */
export const timeInWords = (time: string, language: Language): string =>
  `${new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(time))} UTC`

export const languageInWords = (tag: string, language: Language): string => nameOf('language', tag, language)

export const countryInWords = (code: string, language: Language): string => nameOf('region', code, language)

/** What a category or a service, or the purpose of a box, is called in the policy that named it. */
export const grantInWords = (name: string, policy: Policy | undefined, language: Language, purpose?: string): string => {
  if (purpose !== undefined) return purposeName(purpose, policy, language)
  const category = optionalCategories.find((known) => known === name)
  if (category) return policy?.texts[language]?.[category] ?? texts[language][category]
  const service = policy?.services.find(({ id }) => id === name)
  return service ? localized(service.name, language) : name
}

/** The first of the languages that a browser asks for which our pages have. */
export const readLanguage = (header: string | undefined): Language => readOffered(header, languages) ?? 'en'

/** The first of the languages that a browser asks for which are offered. */
export const readOffered = (header: string | undefined, offered: readonly Language[]): Language | undefined => {
  const wanted = (header ?? '').split(',').map((range) => range.split(';')[0]?.trim() ?? '')
  return wanted.map((tag) => languageOf(tag, offered)).find((language) => language !== undefined)
}

const nameOf = (type: 'language' | 'region', code: string, language: Language): string => {
  try {
    return new Intl.DisplayNames(localeOf(language), { type }).of(code) ?? code
  } catch {
    return code
  }
}
