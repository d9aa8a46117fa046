import { categories, type Language, localized, optionalCategories, type Policy, type Service, type Texts } from '@kakburk/shared'
import { mineTexts } from '../text/mine/index.ts'
import { type Screen, type ScreenService, screenTexts } from '../ui/screen.ts'
import type { MineScreen } from '../ui/showMine.ts'

/** What the preferences show of a policy in one language, in words. `mine` is the file that shows the visitor's own choices. */
export const makeScreen = (policy: Policy, texts: Texts, language: Language, mine: string): Screen => ({
  language: localeOf(language),
  texts: Object.fromEntries(screenTexts.map((key) => [key, texts[key]])) as Screen['texts'],
  mine: { title: mineTexts[language].title, unavailable: mineTexts[language].unavailable, file: mine },
  privacyPage: policy.controller.privacyPage,
  notes: [
    `${texts.controller}: ${policy.controller.name}, ${policy.controller.contact}`,
    ...(policy.controller.authority ? [`${texts.authority}: ${policy.controller.authority}`] : []),
  ],
  categories: categories
    .map((id) => ({
      id,
      name: texts[id],
      about: texts[`${id}About`],
      services: policy.services.filter(({ category }) => category === id).map((service) => makeService(service, policy, texts, language)),
    }))
    .filter(({ services }) => services.length > 0),
})

/** What the visitor's own choices show in one language. */
export const makeMine = (policy: Policy, texts: Texts, language: Language): MineScreen => ({
  language: localeOf(language),
  texts: mineTexts[language],
  names: {
    ...Object.fromEntries(optionalCategories.map((id) => [id, texts[id]])),
    ...Object.fromEntries(policy.services.map(({ id, name }) => [id, localized(name, language)])),
  },
})

/** The English is British, and so are its dates. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language)

const makeService = (service: Service, policy: Policy, texts: Texts, language: Language): ScreenService => {
  const kept = (kind: string, name: string, lifetime: string): ScreenService['kept'][number] => [
    kind,
    name,
    `${texts.lifetime} ${lifetime}`,
  ]
  return {
    id: service.id,
    name: localized(service.name, language),
    notes: [
      localized(service.purpose, language),
      `${texts.controller}: ${service.controller === 'shop' ? policy.controller.name : service.controller}`,
      ...(service.country ? [`${texts.country}: ${countryInWords(service.country, language)}`] : []),
    ],
    kept: [
      ...service.cookies.map(({ name, lifetime }) => kept(texts.cookie, name, lifetimeInWords(lifetime, texts, language))),
      ...service.storage.map(({ key, area }) => kept(texts.storage, key, area === 'session' ? texts.tab : texts.untilDeleted)),
    ],
  }
}

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
