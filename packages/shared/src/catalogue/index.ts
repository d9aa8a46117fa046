import type { Service } from '../service.ts'
import { googleServices } from './google.ts'
import { matomoServices } from './matomo.ts'
import { metaServices } from './meta.ts'
import { microsoftServices } from './microsoft.ts'
import { paymentServices } from './payment.ts'
import { shopServices } from './shop.ts'
import { tiktokServices } from './tiktok.ts'

/** The services we know, by id. Facts only, in our own words. */
export const catalogue: ReadonlyMap<string, Service> = new Map(
  [...shopServices, ...paymentServices, ...googleServices, ...metaServices, ...microsoftServices, ...tiktokServices, ...matomoServices].map(
    (service) => [service.id, service],
  ),
)
