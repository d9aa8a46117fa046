import { categories, type Language, localized, type Policy, type Service, type Texts } from '@kakburk/shared'
import { type Screen, type ScreenService, screenTexts } from '../ui/screen.ts'

/** What the preferences show of a policy in one language, in words. */
export const makeScreen = (policy: Policy, texts: Texts, language: Language): Screen => ({
  // The English is British, and so are its dates.
  language: language === 'en' ? 'en-GB' : language,
  texts: Object.fromEntries(screenTexts.map((key) => [key, texts[key]])) as Screen['texts'],
  privacyPage: policy.controller.privacyPage,
  categories: categories
    .map((id) => ({
      id,
      name: texts[id],
      about: texts[`${id}About`],
      services: policy.services.filter(({ category }) => category === id).map((service) => makeService(service, policy, texts, language)),
    }))
    .filter(({ services }) => services.length > 0),
})

const makeService = (service: Service, policy: Policy, texts: Texts, language: Language): ScreenService => ({
  id: service.id,
  name: localized(service.name, language),
  purpose: localized(service.purpose, language),
  controller: service.controller === 'shop' ? policy.controller.name : service.controller,
  ...(service.country && { country: countryInWords(service.country, language) }),
  cookies: [
    ...service.cookies.map(({ name, lifetime }) => ({
      name,
      lifetime: lifetimeInWords(lifetime, texts, language),
      kind: 'cookie' as const,
    })),
    ...service.storage.map(({ key, area }) => ({
      name: key,
      lifetime: area === 'session' ? texts.tab : texts.untilDeleted,
      kind: 'storage' as const,
    })),
  ],
})

const countryInWords = (code: string, language: Language): string => new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code

const units = { Y: 'year', M: 'month', W: 'week', D: 'day', TH: 'hour', TM: 'minute', TS: 'second' } as const

/** `P2Y` as "2 år" or "2 years". */
export const lifetimeInWords = (lifetime: string, texts: Pick<Texts, 'session' | 'untilDeleted'>, language: Language): string => {
  if (lifetime === 'session') return texts.session
  const [, time = '', count = '', letter = ''] = /^P(T?)(\d+)([A-Z])$/.exec(lifetime) ?? []
  const unit = units[`${time}${letter}` as keyof typeof units]
  if (!unit) return texts.untilDeleted
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(count))
}
