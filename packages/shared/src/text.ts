import * as v from 'valibot'
import { writtenSchema } from './written.ts'

/**
 * Every text a visitor sees, by name. In braces stand values that are filled in: `{controller}` the shop's name,
 * `{purposes}` the categories asked for as a list, `{count}` how many other companies take part (itself a text: `companies`
 * or `company`), `{open}` the control's own text, `{time}` a date, `{service}` the name of a service, `{category}` that of its category as
 * it stands in a sentence.
 */
export const textKeys = [
  'title',
  'body',
  'bodyAlone',
  'companies',
  'company',
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
  'close',
  'alwaysOn',
  'services',
  'cookie',
  'storage',
  'lifetime',
  'controller',
  'authority',
  'country',
  'session',
  'tab',
  'untilDeleted',
  'decidedAt',
  'notDecided',
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

/** All texts of one language. */
export type Texts = Record<TextKey, string>

/** All texts of one language, as a published policy holds them. */
export const textsSchema = v.strictObject(v.entriesFromList(textKeys, writtenSchema('a text')))

/** The texts that an owner words differently. */
export const textOverridesSchema = v.partial(textsSchema)
