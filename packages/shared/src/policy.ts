import * as v from 'valibot'
import { languages } from './language.ts'
import { lookSchema } from './look.ts'
import { parseWith } from './parse.ts'
import { purposesSchema } from './purpose.ts'
import { countrySchema, domainSchema, idSchema, serviceSchema } from './service.ts'
import { textsSchema } from './text.ts'
import { writtenSchema } from './written.ts'

const pageSchema = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'expected a whole address such as "https://shop.example/privacy"'),
)

const originSchema = v.pipe(
  v.string(),
  v.check(
    (text) => originOf(text) === text,
    ({ input }) => `expected scheme and host alone (${hintFor(input)})`,
  ),
  v.check((text) => !text.includes('*'), 'expected one origin without *; list each origin'),
  v.check(
    (text) => originOf(text) !== text || isSecure(text),
    'expected https (browsers sign receipts on secure pages only; http is for localhost)',
  ),
)

const hostSchema = v.pipe(
  v.string(),
  v.regex(/^([a-z0-9-]+\.)*[a-z0-9-]+$/, 'expected a host such as "cdn.shop.example", without scheme, port, path or *'),
)

const languageSchema = v.picklist(languages, `expected one of ${languages.join(', ')}`)

/** What a policy file and a published policy have in common. */
export const commonEntries = {
  site: idSchema,
  /** The shop's own origins: receipts from any other are refused. */
  origins: v.pipe(v.array(originSchema), v.minLength(1, 'expected at least one origin')),
  controller: v.strictObject({
    name: writtenSchema('the name of the company'),
    contact: writtenSchema('an e-mail address or telephone number'),
    privacyPage: pageSchema,
    /** Where the shop is established, which says whose authority supervises it. */
    country: v.optional(countrySchema),
    /** The supervising authority, where it is not the one of that country that we name. */
    authority: v.optional(writtenSchema('the name of the supervising authority')),
  }),
  languages: v.pipe(
    v.array(languageSchema),
    v.minLength(1, `expected at least one of ${languages.join(', ')}`),
    v.check((list) => new Set(list).size === list.length, 'expected each language once'),
  ),
  /** What waits: what the owner marked; also the declared and the best-known; also every unknown third party. */
  blocking: v.optional(v.picklist(['marked', 'automatic', 'strict'], 'expected "marked", "automatic" or "strict"'), 'automatic'),
  /** Hosts, with their subdomains, that belong to no declared service and that the shop cannot do without. */
  essentialHosts: v.optional(v.pipe(v.array(hostSchema), v.maxLength(40, 'expected at most 40 hosts'))),
  consentMode: v.optional(v.picklist(['basic', 'advanced', 'off'], 'expected "basic", "advanced" or "off"'), 'basic'),
  look: v.optional(lookSchema, {}),
  /** Whether the small control stands on every page. Without it the owner has a link of their own on each. */
  control: v.optional(v.boolean('expected true or false')),
  /** How long a decision holds, yes and no alike. */
  lifetimeDays: v.optional(
    v.pipe(
      v.number(),
      v.integer('expected a whole number of days'),
      v.minValue(1, 'expected at least 1 day'),
      v.maxValue(365, 'expected at most 365 days'),
    ),
    182,
  ),
  /** One decision for this domain and all below it. Absent: one for each host. */
  cookieDomain: v.optional(
    domainSchema('expected a domain such as "shop.example", in lower case, without scheme, port, path and dot in front'),
  ),
  /** What visitors consent to by ticking a box of the shop's own. No part of the question about cookies. */
  purposes: v.optional(purposesSchema),
  /** Whether Do Not Track is obeyed as Global Privacy Control always is. */
  doNotTrack: v.optional(v.boolean('expected true or false'), false),
}

/** A policy's list of services. With the three categories that are asked about, their names fit the 64 that a receipt may grant. */
export const servicesOf = <S extends v.GenericSchema>(serviceSchema: S) =>
  v.pipe(v.array(serviceSchema), v.minLength(1, 'expected at least one service'), v.maxLength(60, 'expected at most 60 services'))

/**
 * What a site asks for, complete in itself: services and texts are written out, so that the name of a published policy
 * fixes every word that a visitor was shown.
 */
const policySchema = v.strictObject({
  v: v.literal(1),
  ...commonEntries,
  texts: v.strictObject(v.entriesFromList(languages, v.optional(textsSchema))),
  services: v.pipe(
    servicesOf(serviceSchema),
    v.check(
      (services) => new Set(services.map(({ id }) => id)).size === services.length,
      'expected each service once; give the second one an id of its own',
    ),
  ),
})

export type Policy = v.InferOutput<typeof policySchema>

/** Reads a published policy. Throws `policy-invalid`. */
export const parsePolicy = (value: unknown): Policy => parseWith(policySchema, value, 'policy-invalid', 'policy')

/** The origin of an address of the web, as browsers write it. */
const originOf = (text: string): string | undefined => (/^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).origin : undefined)

const hintFor = (text: string): string => {
  const origin = originOf(text)
  return origin === undefined ? 'such as "https://www.shop.example"' : `write "${origin}"`
}

const isSecure = (origin: string): boolean => {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || isLocal(hostname)
}

const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]'
