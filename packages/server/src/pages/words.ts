import {
  type Grants,
  type Language,
  readLanguage as languageOf,
  languages,
  localeOf,
  localized,
  optionalCategories,
  type Policy,
  purposeName,
  type Texts,
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
  if (category) return textsOf(policy, language)[category]
  const service = policy?.services.find(({ id }) => id === name)
  return service ? localized(service.name, language) : name
}

/** What was answered, in the order in which a banner asks: the categories, and then what is granted on its own. */
export const inOrder = (grants: Grants): [name: string, granted: boolean][] => {
  const placeOf = (name: string) => [...optionalCategories, name].indexOf(name)
  return Object.entries(grants).sort(([a], [b]) => placeOf(a) - placeOf(b))
}

/** The address of a page, of which the log has the path alone; whole where the site has but one origin. */
export const pageAddress = (path: string, policy: Pick<Policy, 'origins'> | undefined): string => {
  const [origin, other] = policy?.origins ?? []
  return other === undefined ? `${origin ?? ''}${path}` : path
}

/** The texts of a banner; a policy that was published before there was a text does not have it. */
export const textsOf = (policy: Policy | undefined, language: Language): Texts => ({ ...texts[language], ...policy?.texts[language] })

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
