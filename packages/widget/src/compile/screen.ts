import {
  isolated,
  type Language,
  labelled,
  listed,
  localeOf,
  localized,
  optionalCategories,
  type Policy,
  purposeName,
  type Texts,
} from '@kakburk/shared'
import { mineTexts } from '../text/mine/index.ts'
import { type Screen, type ScreenService, screenTexts } from '../ui/screen.ts'
import type { MineScreen } from '../ui/showMine.ts'
import { type DeclaredService, declareCategories, rightsOf } from './declaration.ts'
import { accessInWords, kindInWords } from './declarationTree.ts'

/** What the preferences show of a policy in one language, in words. `mine` is the file that shows the visitor's own choices. */
export const makeScreen = (policy: Policy, texts: Texts, language: Language, mine: string): Screen => ({
  language: localeOf(language),
  texts: Object.fromEntries(screenTexts.map((key) => [key, texts[key]])) as Screen['texts'],
  mine: {
    title: mineTexts[language].title,
    unavailable: mineTexts[language].unavailable,
    file: mine,
    ...(policy.purposes?.[0] && { always: true }),
  },
  privacyPage: policy.controller.privacyPage,
  notes: [
    labelled(texts.controller, listed([policy.controller.name, policy.controller.contact], language), language),
    rightsOf(policy, texts, language),
  ],
  categories: declareCategories(policy, texts, language).map(({ services, ...category }) => ({
    ...category,
    services: services.map((service) => makeService(service, texts, language)),
  })),
})

/** What the visitor's own choices show in one language. `said` is for policies with purposes: what a receipt from there says. */
export const makeMine = (policy: Policy, texts: Texts, language: Language, said?: MineScreen['said']): MineScreen => ({
  language: localeOf(language),
  texts: mineTexts[language],
  names: {
    ...Object.fromEntries(optionalCategories.map((id) => [id, texts[id]])),
    ...Object.fromEntries(policy.services.map(({ id, name }) => [id, isolated(localized(name, language), language)])),
  },
  ...(policy.purposes?.[0] && {
    purposes: Object.fromEntries(policy.purposes.map(({ id }) => [id, purposeName(id, policy, language)])),
  }),
  ...(said && { said }),
})

const makeService = (service: DeclaredService, texts: Texts, language: Language): ScreenService => ({
  id: service.id,
  name: isolated(service.name, language),
  notes: [
    service.purpose,
    labelled(texts.setBy, isolated(service.controller, language), language),
    ...accessInWords(service, texts, language),
  ],
  kept: service.items.map(({ kind, name, setBy, kept }) => [
    name,
    kindInWords(kind, texts),
    labelled(texts.setBy, isolated(setBy, language), language),
    ...(kept === undefined ? [] : [`${texts.lifetime} ${kept}`]),
  ]),
})
