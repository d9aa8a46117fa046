import { direction, type Language } from './language.ts'

/**
 * A value within a line of a language, whatever it is written in: from the left in a line from the right, it would else take the comma or
 * the full stop behind it along (https://www.w3.org/TR/i18n-html-tech-bidi/).
 */
export const isolated = (value: string, language: Language): string => (direction(language) === 'rtl' ? `\u2068${value}\u2069` : value)

/** What stands between the values of a list that no word joins. */
export const commaOf = (language: string): string => (language === 'ar' ? '، ' : ', ')

/** Values one after another on a line, with the comma of the language. */
export const listed = (values: readonly string[], language: Language): string =>
  values.map((value) => isolated(value, language)).join(commaOf(language))
