import * as v from 'valibot'
import { nameOf } from './canonical.ts'
import { catalogue } from './catalogue/index.ts'
import { type OptionalCategory, optionalCategories } from './category.ts'
import { type Language, languages } from './language.ts'
import { parseWith } from './parse.ts'
import { idSchema, type Localized, type Service, serviceSchema } from './service.ts'
import { type Texts, textOverridesSchema, textsSchema } from './text.ts'

const urlSchema = v.pipe(
  v.string(),
  v.check((text) => /^https?:$/.test(urlOf(text)?.protocol ?? ''), 'expected a whole address such as "https://shop.example/privacy"'),
)

const originSchema = v.pipe(
  v.string(),
  v.check((text) => urlOf(text)?.origin === text, 'expected scheme and host alone, such as "https://www.shop.example"'),
  v.check(
    (text) => urlOf(text)?.protocol === 'https:' || isLocal(urlOf(text)?.hostname ?? ''),
    'expected https (browsers sign receipts on secure pages only; http is for localhost)',
  ),
)

const colourSchema = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'expected a colour such as "#1a2b3c"'))

/** Looks: tokens alone. Accept and reject share one pair of colours, so that no theme can set them apart. */
const lookSchema = v.strictObject({
  background: v.optional(colourSchema, '#ffffff'),
  text: v.optional(colourSchema, '#1c1c1c'),
  button: v.optional(colourSchema, '#1c1c1c'),
  buttonText: v.optional(colourSchema, '#ffffff'),
  /** Corner radius in CSS pixels. */
  radius: v.optional(
    v.pipe(
      v.number(),
      v.integer('expected a whole number of pixels'),
      v.minValue(0, 'expected 0 or more'),
      v.maxValue(32, 'expected 32 or less'),
    ),
    8,
  ),
})

const languageSchema = v.picklist(languages, `expected one of ${languages.join(', ')}`)

const common = {
  site: idSchema,
  /** The shop's own origins: receipts from any other are refused. */
  origins: v.pipe(v.array(originSchema), v.minLength(1, 'expected at least one origin')),
  controller: v.strictObject({
    name: v.pipe(v.string(), v.minLength(1, 'expected the name of the company')),
    contact: v.pipe(v.string(), v.minLength(1, 'expected an e-mail address or telephone number')),
    privacyPage: urlSchema,
    authority: v.optional(v.pipe(v.string(), v.minLength(1, 'expected the name of the supervising authority'))),
  }),
  languages: v.pipe(
    v.array(languageSchema),
    v.minLength(1, `expected at least one of ${languages.join(', ')}`),
    v.check((list) => new Set(list).size === list.length, 'expected each language once'),
  ),
  blocking: v.optional(v.picklist(['marked', 'automatic'], 'expected "marked" or "automatic"'), 'automatic'),
  consentMode: v.optional(v.picklist(['basic', 'advanced', 'off'], 'expected "basic", "advanced" or "off"'), 'basic'),
  look: v.optional(lookSchema, {}),
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
}

const catalogueIdSchema = v.pipe(
  v.string(),
  v.check((id) => catalogue.has(id), `expected a service of the catalogue (${[...catalogue.keys()].join(', ')}) or one described whole`),
)

const overrideSchema = v.strictObject({
  use: catalogueIdSchema,
  ...v.partial(v.omit(serviceSchema, ['id', 'storage'])).entries,
  storage: v.optional(serviceSchema.entries.storage.wrapped),
})

/** A service in a policy file: its id in the catalogue, an id with what differs, or the whole description. */
const serviceEntrySchema = v.lazy((entry) => {
  if (typeof entry === 'string') return catalogueIdSchema
  return typeof entry === 'object' && entry !== null && 'use' in entry ? overrideSchema : serviceSchema
}) as v.GenericSchema<unknown, string | v.InferOutput<typeof overrideSchema> | Service>

/** What an owner writes: the policy file. */
const policyFileSchema = v.strictObject({
  ...common,
  texts: v.optional(v.strictObject(v.entriesFromList(languages, v.optional(textOverridesSchema))), {}),
  services: v.pipe(v.array(serviceEntrySchema), v.minLength(1, 'expected at least one service')),
})

export type PolicyFile = v.InferOutput<typeof policyFileSchema>

/**
 * What a site asks for, complete in itself: services and texts are written out, so that the name of a published policy
 * fixes every word that a visitor was shown.
 */
const policySchema = v.strictObject({
  v: v.literal(1),
  ...common,
  texts: v.strictObject(v.entriesFromList(languages, v.optional(textsSchema))),
  services: v.pipe(
    v.array(serviceSchema),
    v.minLength(1, 'expected at least one service'),
    v.check(
      (services) => new Set(services.map(({ id }) => id)).size === services.length,
      'expected each service once; give the second one an id of its own',
    ),
  ),
})

export type Policy = v.InferOutput<typeof policySchema>
export type Look = v.InferOutput<typeof lookSchema>

/**
 * Reads a policy file and completes it from the catalogue and from `texts`, our own texts by language.
 * Throws `policy-invalid` with every fault, its path and what is expected.
 */
export const parsePolicyFile = (value: unknown, texts: Record<Language, Texts>): Policy => {
  const file = parseWith(policyFileSchema, value, 'policy-invalid', 'policy')
  return parsePolicy({
    v: 1,
    ...file,
    texts: Object.fromEntries(file.languages.map((language) => [language, { ...texts[language], ...file.texts[language] }])),
    services: file.services.map(completeService),
  })
}

/** Reads a published policy. Throws `policy-invalid`. */
export const parsePolicy = (value: unknown): Policy => parseWith(policySchema, value, 'policy-invalid', 'policy')

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

/** The categories that a policy asks about: those that a service of it belongs to. */
export const askedCategories = (policy: Pick<Policy, 'services'>): OptionalCategory[] =>
  optionalCategories.filter((category) => policy.services.some((service) => service.category === category))

/** A text in the wanted language, else in any that there is. */
export const localized = (texts: string | Localized, language: Language): string =>
  typeof texts === 'string' ? texts : (texts[language] ?? Object.values(texts).find((text) => text !== undefined) ?? '')

const completeService = (entry: PolicyFile['services'][number]): unknown => {
  if (typeof entry === 'string') return catalogue.get(entry)
  if (!('use' in entry)) return entry
  const { use, ...differing } = entry
  return { ...catalogue.get(use), ...differing }
}

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]'
