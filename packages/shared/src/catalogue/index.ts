import type { Service } from '../service.ts'
import { googleServices } from './google.ts'
import { metaServices } from './meta.ts'
import { paymentServices } from './payment.ts'
import { shopServices } from './shop.ts'

/** The services we know, by id. Facts only, in our own words. */
export const catalogue: ReadonlyMap<string, Service> = new Map(
  [...shopServices, ...paymentServices, ...googleServices, ...metaServices].map((service) => [service.id, service]),
)
