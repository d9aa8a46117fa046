import * as v from 'valibot'
import type { Language } from './language.ts'
import { writtenSchema } from './written.ts'

/**
 * The forms, beside `other`, in which each language says how many companies there are, by the categories of `Intl.PluralRules`.
 * What is not named here is said by `other`: fractions, millions, and in Polish every number that is not one, since its companies
 * stand in the instrumental, which knows no `few`.
 */
export const pluralForms = {
  sv: ['one'],
  fi: ['one'],
  nb: ['one'],
  da: ['one'],
  et: ['one'],
  en: ['one'],
  de: ['one'],
  fr: ['one'],
  es: ['one'],
  it: ['one'],
  pl: ['one'],
  nl: ['one'],
  pt: ['one'],
  lv: ['zero', 'one'],
  lt: ['one', 'few'],
  is: ['one'],
  ar: ['one', 'two', 'few'],
  he: ['one', 'two'],
} as const satisfies Record<Language, readonly Intl.LDMLPluralRule[]>

const form = writtenSchema('a text')

/** A text for every number: what a language has no form of its own for is said by `other`. */
export const pluralSchema = v.strictObject({
  ...v.entriesFromList(['zero', 'one', 'two', 'few', 'many'], v.optional(form)),
  other: form,
})

export type Plural = v.InferOutput<typeof pluralSchema>

/** A text for every number with all the forms that one language needs. */
export type PluralOf<L extends Language> = Record<(typeof pluralForms)[L][number] | 'other', string>

/** The form of a text that a number takes in a language. */
export const pluralFor = (forms: Plural, count: number, language: Language): string =>
  forms[new Intl.PluralRules(language).select(count)] ?? forms.other
