import {
  type Authority,
  authorityName,
  type Category,
  categories,
  fill,
  isInEea,
  isolated,
  type Language,
  localeOf,
  localized,
  type Policy,
  type Service,
  supervisorsIn,
  type Texts,
} from '@kakburk/shared'
import { answerTexts } from '../text/answer.ts'
import { countryInWords, lifetimeInWords } from './words.ts'

/** Everything that a policy lets be stored, read and asked for, by whom, for what and for how long, in the words of one language. */
export type Declaration = {
  site: string
  /** Name of the policy that says so. */
  policy: string
  language: Language
  title: string
  controller: { name: string; contact: string; privacyPage: string }
  /** Who supervises the shop, as far as it is known. */
  authorities: { name: string; url?: string }[]
  rights: string
  categories: DeclaredCategory[]
}

export type DeclaredCategory = { id: Category; name: string; about: string; services: DeclaredService[] }

export type DeclaredService = {
  id: string
  name: string
  purpose: string
  /** The company that decides over the data. */
  controller: string
  /** Who else has access. */
  readBy: string[]
  country?: { code: string; name: string; inEea: boolean }
  items: DeclaredItem[]
}

/** A cookie, a key of storage, or an address that is asked for. */
export type DeclaredItem = {
  kind: 'cookie' | 'storage' | 'tabStorage' | 'database' | 'request'
  name: string
  /** What this one is for, where it is not all that its service is for. */
  purpose?: string
  setBy: string
  /** As the policy has it, and in words. A request leaves nothing that is kept. */
  lifetime?: string
  kept?: string
}

/** Declares what a published policy says, in one of its languages. `name` is the policy's own name. */
export const makeDeclaration = (policy: Policy, name: string, language: Language): Declaration => {
  const texts = policy.texts[language] as Texts
  const { name: company, contact, privacyPage } = policy.controller
  return {
    site: policy.site,
    policy: name,
    language,
    title: texts.declaration,
    controller: { name: company, contact, privacyPage },
    authorities: authoritiesOf(policy, language),
    rights: rightsOf(policy, texts, language),
    categories: declareCategories(policy, texts, language),
  }
}

/** The rights of a visitor, with the authority that they can complain to. */
export const rightsOf = (policy: Policy, texts: Texts, language: Language): string => {
  const names = authoritiesOf(policy, language).map(({ name }) => isolated(name, language))
  const authority = names[0] === undefined ? texts.anyAuthority : new Intl.ListFormat(localeOf(language)).format(names)
  return fill(texts.rights, { authority })
}

/** The categories of a policy that have a service, each with what its services do. What we keep ourselves stands first. */
export const declareCategories = (policy: Policy, texts: Texts, language: Language): DeclaredCategory[] => {
  return categories
    .map((id) => ({
      id,
      name: texts[id],
      about: texts[`${id}About`],
      services: [
        ...(id === 'necessary' ? [ownAnswer(policy, texts, language)] : []),
        ...policy.services.filter(({ category }) => category === id).map((service) => declareService(service, policy, texts, language)),
      ],
    }))
    .filter(({ services }) => services.length > 0)
}

const declareService = (service: Service, policy: Policy, texts: Texts, language: Language): DeclaredService => {
  const controller = service.controller === 'shop' ? policy.controller.name : service.controller
  const { country } = service
  const item = (kind: DeclaredItem['kind'], name: string, lifetime: string, domain?: string): DeclaredItem => ({
    kind,
    name,
    setBy: domain === undefined ? controller : `${controller} (${domain})`,
    lifetime,
    kept: lifetimeInWords(lifetime, texts, language),
  })
  return {
    id: service.id,
    name: localized(service.name, language),
    purpose: localized(service.purpose, language),
    controller,
    readBy: service.readBy ?? [],
    ...(country && { country: { code: country, name: countryInWords(country, language), inEea: isInEea(country) } }),
    items: [
      ...service.cookies.map(({ name, lifetime, domain }) => item('cookie', name, lifetime, domain)),
      ...service.storage.map(({ key, area }) =>
        area === 'session' ? item('tabStorage', key, 'tab') : item('storage', key, 'until-deleted'),
      ),
      ...service.hosts.map((name): DeclaredItem => ({ kind: 'request', name, setBy: controller })),
    ],
  }
}

/** What we keep in the browser ourselves, which no policy lists. The databases and the keys are those of `receipt/` and `storage/`. */
const ownAnswer = ({ controller: shop, lifetimeDays, purposes }: Policy, texts: Texts, language: Language): DeclaredService => {
  const { name, answer, receipts, forms } = answerTexts[language]
  const controller = shop.name
  const item = (kind: DeclaredItem['kind'], name: string, purpose: string, lifetime: string): DeclaredItem => ({
    kind,
    name,
    purpose,
    setBy: controller,
    lifetime,
    kept: lifetimeInWords(lifetime, texts, language),
  })
  const kept = (kind: 'storage' | 'database', name: string) => item(kind, name, receipts, 'until-deleted')
  return {
    id: 'kakburk',
    name,
    purpose: [answer, receipts, forms].join(' '),
    controller,
    readBy: [],
    items: [
      item('cookie', 'kakburk', answer, `P${lifetimeDays}D`),
      ...['kakburkReceipts', 'kakburk-*'].map((key) => kept('storage', key)),
      kept('database', 'kakburk'),
      ...(purposes?.[0] ? [kept('storage', 'kakburkPurposes'), kept('database', 'kakburk-*')] : []),
      item('tabStorage', 'kakburkForms', forms, 'tab'),
    ],
  }
}

/** Whom the owner names, else whom the shop's country has. */
const authoritiesOf = ({ controller: { authority, country } }: Policy, language: Language): Declaration['authorities'] => {
  if (authority !== undefined) return [{ name: authority }]
  const found: Authority[] = country === undefined ? [] : supervisorsIn(country)
  return found.map((one) => ({ name: authorityName(one, language), url: one.url }))
}
