import { fill } from '../fill.ts'
import { languages } from '../language.ts'
import type { Localized, Service } from '../service.ts'
import { embeddedServices } from './embeds.ts'
import type { Facts } from './facts.ts'
import { googleServices } from './google.ts'
import { matomoServices } from './matomo.ts'
import { metaServices } from './meta.ts'
import { microsoftServices } from './microsoft.ts'
import { paymentServices } from './payment.ts'
import { shopServices } from './shop.ts'
import { catalogueTexts } from './text/index.ts'
import type { CatalogueTexts } from './text/texts.ts'
import { tiktokServices } from './tiktok.ts'

const inEveryLanguage = (say: (texts: CatalogueTexts) => string): Localized =>
  Object.fromEntries(languages.map((language) => [language, say(catalogueTexts[language])]))

const described = (facts: Facts): Service => ({
  ...facts,
  name: facts.name ?? inEveryLanguage(({ names }) => names[facts.id]),
  purpose: inEveryLanguage(({ purposes }) => fill(purposes[facts.purpose], { name: facts.name ?? '' })),
})

/** The services we know, by id. Facts only, in our own words. */
export const catalogue: ReadonlyMap<string, Service> = new Map(
  [
    ...shopServices,
    ...paymentServices,
    ...googleServices,
    ...embeddedServices,
    ...metaServices,
    ...microsoftServices,
    ...tiktokServices,
    ...matomoServices,
  ].map((facts) => [facts.id, described(facts)]),
)
