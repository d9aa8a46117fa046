import * as v from 'valibot'
import { catalogue } from './catalogue/index.ts'
import { findUnfairLabels } from './fair-labels.ts'
import { type Language, languages } from './language.ts'
import { completeLook, writtenLookSchema } from './look.ts'
import { parseWith, refuseFaults } from './parse.ts'
import { commonEntries, type Policy, parsePolicy, servicesOf } from './policy.ts'
import { findFaults, findLoneSurrogates } from './policy-faults.ts'
import { type Localized, type Service, serviceSchema } from './service.ts'
import { type Texts, textOverridesSchema } from './text.ts'

const catalogueIdSchema = v.pipe(
  v.string(),
  v.check((id) => catalogue.has(id), `expected a service of the catalogue (${[...catalogue.keys()].join(', ')}) or one described whole`),
)

const overrideSchema = v.strictObject({
  use: catalogueIdSchema,
  ...v.partial(v.omit(serviceSchema, ['storage'])).entries,
  storage: v.optional(serviceSchema.entries.storage.wrapped),
})

/** A service in a policy file: its id in the catalogue, an id with what differs, or the whole description. */
const serviceEntrySchema = v.lazy((entry) => {
  if (typeof entry === 'string') return catalogueIdSchema
  return typeof entry === 'object' && entry !== null && 'use' in entry ? overrideSchema : serviceSchema
}) as v.GenericSchema<unknown, string | v.InferOutput<typeof overrideSchema> | Service>

/** valibot takes a list for an object without members. */
const noList = v.custom<unknown>((value) => !Array.isArray(value), 'expected an object')

/** What an owner writes: the policy file. */
const policyFileSchema = v.strictObject({
  ...commonEntries,
  look: v.optional(v.pipe(noList, writtenLookSchema), {}),
  texts: v.optional(v.pipe(noList, v.strictObject(v.entriesFromList(languages, v.optional(v.pipe(noList, textOverridesSchema))))), {}),
  services: servicesOf(serviceEntrySchema),
})

export type PolicyFile = v.InferOutput<typeof policyFileSchema>

/**
 * Reads a policy file and completes it from the catalogue and from `texts`, our own texts by language.
 * Throws `policy-invalid` with every fault, its path and what is expected.
 */
export const parsePolicyFile = (value: unknown, texts: Record<Language, Texts>): Policy => {
  refuseFaults(findLoneSurrogates(value), 'policy-invalid', 'policy')
  const file = parseWith(policyFileSchema, value, 'policy-invalid', 'policy')
  const services = file.services.map((entry) => completeService(entry, file.languages))
  const shown = file.languages.map((language) => [language, { ...texts[language], ...file.texts[language] } as Texts] as const)
  const unfair = shown.flatMap(([language, words]) => findUnfairLabels(words, `texts.${language}`))
  refuseFaults([...findFaults({ ...file, services }), ...unfair], 'policy-invalid', 'policy')
  return parsePolicy({
    v: 1,
    ...file,
    look: completeLook(file.look),
    texts: Object.fromEntries(shown),
    services,
  })
}

const completeService = (entry: PolicyFile['services'][number], languages: readonly Language[]): Service => {
  if (typeof entry === 'string') return knownService(entry, languages)
  if (!('use' in entry)) return entry
  const { use, ...differing } = entry
  const said = Object.entries(differing).filter(([, value]) => value !== undefined)
  return { ...knownService(use, languages), ...Object.fromEntries(said) }
}

/** A service of the catalogue in the languages of the policy alone: the policy's name must not change with words that nobody is shown. */
const knownService = (id: string, languages: readonly Language[]): Service => {
  const service = catalogue.get(id) as Service
  const shown = (texts: Localized): Localized => Object.fromEntries(languages.map((language) => [language, texts[language]]))
  return { ...service, name: typeof service.name === 'string' ? service.name : shown(service.name), purpose: shown(service.purpose) }
}
