import { nameOf } from './canonical.ts'
import { type OptionalCategory, optionalCategories } from './category.ts'
import { type Language, languages } from './language.ts'
import type { Policy } from './policy.ts'
import type { Localized } from './service.ts'

/** The name of a policy: `sha256-…` of its canonical JSON. */
export const policyName = (policy: Policy): Promise<string> => nameOf(policy)

/**
 * The name of the question that a visitor answers in one language: purposes, services and texts, but not looks. A decision
 * holds as long as the question that it answered is still asked, in whichever language it was answered.
 */
export const questionName = (policy: Policy, language: Language): Promise<string> =>
  nameOf({
    v: policy.v,
    site: policy.site,
    controller: policy.controller,
    lifetimeDays: policy.lifetimeDays,
    services: policy.services.map((service) => ({
      ...service,
      name: localized(service.name, language),
      purpose: localized(service.purpose, language),
    })),
    texts: policy.texts[language] ?? null,
  })

/** The names of the questions that a policy asks, by language. */
export const questionNames = async (policy: Policy): Promise<Partial<Record<Language, string>>> =>
  Object.fromEntries(await Promise.all(policy.languages.map(async (language) => [language, await questionName(policy, language)])))

/** The categories that a policy asks about: those that a service of it belongs to. */
export const askedCategories = (policy: Pick<Policy, 'services'>): OptionalCategory[] =>
  optionalCategories.filter((category) => policy.services.some((service) => service.category === category))

/** What a purpose is called in a language. */
export const purposeName = (id: string, policy: Pick<Policy, 'purposes'> | undefined, language: Language): string =>
  localized(policy?.purposes?.find((purpose) => purpose.id === id)?.name ?? id, language)

/** A text in the wanted language, else in English, else in the first language that has it. */
export const localized = (texts: string | Localized, language: Language): string => {
  if (typeof texts === 'string') return texts
  const found = [language, 'en' as const, ...languages].find((other) => texts[other] !== undefined)
  return (found && texts[found]) ?? ''
}
