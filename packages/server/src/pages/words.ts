import { type Language, languages, localized, optionalCategories, type Policy } from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'

/** A time of the log in words. The page does not know where its visitor is, so it says UTC. */
export const timeInWords = (time: string, language: Language): string =>
  `${new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(time))} UTC`

export const languageInWords = (tag: string, language: Language): string => nameOf('language', tag, language)

export const countryInWords = (code: string, language: Language): string => nameOf('region', code, language)

/** What a category or a service is called in the policy that named it. */
export const grantInWords = (name: string, policy: Policy | undefined, language: Language): string => {
  const category = optionalCategories.find((known) => known === name)
  if (category) return policy?.texts[language]?.[category] ?? texts[language][category]
  const service = policy?.services.find(({ id }) => id === name)
  return service ? localized(service.name, language) : name
}

/** The first of the languages that a browser asks for which our pages have. */
export const readLanguage = (header: string | undefined): Language => {
  const wanted = (header ?? '').split(',').map((range) => range.trim().split(/[-;]/)[0]?.toLowerCase())
  return wanted.flatMap((primary) => languages.filter((language) => language === primary))[0] ?? 'en'
}

/** The English is British, and so are its dates. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language)

const nameOf = (type: 'language' | 'region', code: string, language: Language): string => {
  try {
    return new Intl.DisplayNames(localeOf(language), { type }).of(code) ?? code
  } catch {
    return code
  }
}
