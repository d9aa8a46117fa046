import * as v from 'valibot'
import { categories } from './category.ts'
import { languages } from './language.ts'
import { writtenSchema } from './written.ts'

/** Ids are used in the cookie, in marks on the page and in the log: short, lower case, and never the name of a category. */
export const idSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens, starting with a letter, at most 40'),
)

const serviceIdSchema = v.pipe(
  idSchema,
  v.check((id) => !(categories as readonly string[]).includes(id), 'expected an id that is not the name of a category'),
  // Grants are looked up by id in plain objects, which answer to a few names by birth.
  v.check((id) => !(id in {}), 'expected an id that JavaScript does not use itself'),
)

const namePattern = (what: string) =>
  v.pipe(v.string(), v.regex(/^[^\s;,=*]+\*?$|^\*[^\s;,=*]+$/, `expected ${what} such as "_ga" or "_ga_*", with at most one * at an end`))

/** How long something stays: until the browser closes, until someone deletes it, or an ISO 8601 duration of one unit. */
export const lifetimeSchema = v.pipe(
  v.string(),
  v.regex(
    /^(session|until-deleted|P[1-9]\d*[DWMY]|PT[1-9]\d*[HMS])$/,
    'expected "session", "until-deleted" or a duration of one unit such as "P90D", "P2Y" or "PT30M"',
  ),
)

export const localizedSchema = v.pipe(
  v.strictObject(v.entriesFromList(languages, v.optional(writtenSchema('a text')))),
  v.check((texts) => Object.keys(texts).length > 0, `expected a text in at least one of ${languages.join(', ')}`),
)

export type Localized = v.InferOutput<typeof localizedSchema>

/** A country, ISO 3166-1 alpha-2. */
export const countrySchema = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'expected a country code of two capitals such as "US"'))

const nameSchema = writtenSchema('a name')

/** A domain as cookies name it: in ASCII and lower case, with a dot inside and none in front. */
export const domainSchema = (expected: string) => v.pipe(v.string(), v.regex(/^([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/, expected))

export const cookieSchema = v.strictObject({
  name: namePattern('a cookie name'),
  lifetime: lifetimeSchema,
  /** The vendor's own domain, for a cookie that is not the shop's; the page cannot delete such a cookie. */
  domain: v.optional(domainSchema('expected a domain such as "facebook.com"')),
})

export const storageSchema = v.strictObject({
  key: namePattern('a storage key'),
  area: v.picklist(['local', 'session'], 'expected "local" or "session"'),
})

/** The consent types of Google Consent Mode v2. */
export const googleConsentTypes = [
  'ad_storage',
  'ad_user_data',
  'ad_personalization',
  'analytics_storage',
  'functionality_storage',
  'personalization_storage',
  'security_storage',
] as const

export type GoogleConsentType = (typeof googleConsentTypes)[number]

/** Vendors with a consent call of their own; `matomo-cookieless` is a Matomo that loads before a yes and keeps nothing until then. */
export const vendors = ['meta-pixel', 'microsoft-uet', 'microsoft-clarity', 'tiktok-pixel', 'matomo', 'matomo-cookieless'] as const

export type Vendor = (typeof vendors)[number]

/** One vendor's service: what it is for, what it sets and loads, and how it is told yes and no. */
export const serviceSchema = v.strictObject({
  id: serviceIdSchema,
  /** A vendor's own name, or a word in each language. */
  name: v.lazy((name) => (typeof name === 'object' ? localizedSchema : nameSchema)) as v.GenericSchema<string | Localized>,
  category: v.picklist(categories, `expected one of ${categories.join(', ')}`),
  /** What it is for, in the visitor's words. */
  purpose: localizedSchema,
  /** Who decides over the data: the company's name, or "shop" for the site's own controller. */
  controller: writtenSchema('the company that sets the cookies, or "shop"'),
  /** Where the data go, ISO 3166-1 alpha-2. Absent for the shop's own. */
  country: v.optional(countrySchema),
  /** Who else has access to what is stored and read, beside the controller. */
  readBy: v.optional(v.pipe(v.array(writtenSchema('the name of a company')), v.minLength(1, 'expected a company, or no "readBy" at all'))),
  /**
   * Addresses of the service: a host, which stands for its subdomains too; then how the path starts; then how one
   * parameter of the query starts: `google-analytics.com`, `www.googletagmanager.com/gtag/js?id=G-`.
   */
  hosts: v.array(
    v.pipe(
      v.string(),
      v.regex(
        /^([a-z0-9-]+\.)*[a-z0-9-]+(\/[^\s?#*]*)?(\?[^\s#*]+)?$/,
        'expected a host with an optional path such as "www.facebook.com/tr", without scheme, port or *',
      ),
    ),
  ),
  cookies: v.array(cookieSchema),
  storage: v.optional(v.array(storageSchema), []),
  /** The Consent Mode types that follow this service instead of its category. Even an empty list says that it obeys Consent Mode. */
  googleConsent: v.optional(v.array(v.picklist(googleConsentTypes, `expected one of ${googleConsentTypes.join(', ')}`))),
  /** Whose call tells the service yes and no; absent for Google's, and for services that are told nothing. */
  vendor: v.optional(v.picklist(vendors, `expected one of ${vendors.join(', ')}`)),
})

export type Service = v.InferOutput<typeof serviceSchema>
export type Cookie = v.InferOutput<typeof cookieSchema>
export type StorageKey = v.InferOutput<typeof storageSchema>
