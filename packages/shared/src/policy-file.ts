import * as v from 'valibot'
import { catalogue } from './catalogue/index.ts'
import { type Language, languages } from './language.ts'
import { parseWith, refuseFaults } from './parse.ts'
import { commonEntries, type Policy, parsePolicy, servicesOf } from './policy.ts'
import { findFaults, findLoneSurrogates } from './policy-faults.ts'
import { type Service, serviceSchema } from './service.ts'
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
  look: v.optional(v.pipe(noList, commonEntries.look.wrapped), {}),
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
  const services = file.services.map(completeService)
  refuseFaults(findFaults({ ...file, services }), 'policy-invalid', 'policy')
  return parsePolicy({
    v: 1,
    ...file,
    texts: Object.fromEntries(file.languages.map((language) => [language, { ...texts[language], ...file.texts[language] }])),
    services,
  })
}

const completeService = (entry: PolicyFile['services'][number]): Service => {
  if (typeof entry === 'string') return catalogue.get(entry) as Service
  if (!('use' in entry)) return entry
  const { use, ...differing } = entry
  const said = Object.entries(differing).filter(([, value]) => value !== undefined)
  return { ...(catalogue.get(use) as Service), ...Object.fromEntries(said) }
}
