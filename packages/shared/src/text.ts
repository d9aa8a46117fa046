import * as v from 'valibot'
import type { Language } from './language.ts'
import { type PluralOf, pluralSchema } from './plural.ts'
import { writtenSchema } from './written.ts'

/**
 * Every text a visitor sees, by name. In braces stand values that are filled in: `{controller}` the shop's name,
 * `{purposes}` the categories asked for as a list, `{count}` how many other companies take part (itself a text: `companies`),
 * `{open}` the control's own text, `{time}` a date, `{service}` the name of a service, `{category}` that of its category as
 * it stands in a sentence, `{country}` one or more countries, `{authority}` one or more authorities, `{names}` what was deleted,
 * `{site}` the name of the site. What is filled in is never inflected, so the sentences leave it as it is.
 */
export const textKeys = [
  'title',
  'body',
  'bodyAlone',
  'changed',
  'accept',
  'reject',
  'settings',
  'privacyPage',
  'open',
  'unavailable',
  'settingsTitle',
  'settingsBody',
  'save',
  'withdraw',
  'withdrawAsk',
  'close',
  'alwaysOn',
  'services',
  'declaration',
  'name',
  'kind',
  'setBy',
  'purpose',
  'kept',
  'cookie',
  'storage',
  'tabStorage',
  'request',
  'lifetime',
  'controller',
  'authority',
  'anyAuthority',
  'country',
  'outsideEea',
  'readBy',
  'rights',
  'session',
  'tab',
  'untilDeleted',
  'decidedAt',
  'notDecided',
  'updated',
  'saved',
  'withdrawn',
  'deleted',
  'goBack',
  'necessary',
  'necessaryAbout',
  'preferences',
  'preferencesAbout',
  'preferencesList',
  'analytics',
  'analyticsAbout',
  'analyticsList',
  'marketing',
  'marketingAbout',
  'marketingList',
  'heldTitle',
  'heldBody',
  'heldOnce',
  'heldAlways',
] as const

export type TextKey = (typeof textKeys)[number]

/** All texts of one language, as a published policy holds them. `companies` has a form for every number. */
export const textsSchema = v.strictObject({ ...v.entriesFromList(textKeys, writtenSchema('a text')), companies: pluralSchema })

/** All texts of a language. */
export type Texts = v.InferOutput<typeof textsSchema>

/** All texts of one language, with every form that it needs. */
export type TextsOf<L extends Language> = Record<TextKey, string> & { companies: PluralOf<L> }

/** The texts that an owner words differently. */
export const textOverridesSchema = v.partial(textsSchema)
