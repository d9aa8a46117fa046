import { describe, expect, it } from 'vitest'
import { chooseLanguage, direction, type Language, languages, localeOf, readLanguage } from './language.ts'

describe('the language of a tag', () => {
  it.each([
    ['sv-FI', 'sv'],
    ['EN', 'en'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['nb', 'nb'],
    ['pt-BR', 'pt'],
    ['zh', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('is, for %j, %s', (tag, language) => {
    expect(readLanguage(tag, languages)).toBe(language)
  })
  it('is one of those that are offered', () => {
    expect(readLanguage('fi', ['sv', 'en'])).toBeUndefined()
    expect(readLanguage('no', ['sv', 'en'])).toBeUndefined()
  })
})

describe('the language to show', () => {
  it.each([
    ['en-GB', 'en'],
    ['nn', 'nb'],
    ['fr', 'nb'],
    ['', 'nb'],
  ])('is, for %j, %s', (wanted, shown) => {
    expect(chooseLanguage(wanted, ['nb', 'en'])).toBe(shown)
  })
})

it('writes Arabic and Hebrew from right to left, and nothing else', () => {
  expect(languages.filter((language) => direction(language) === 'rtl')).toEqual(['ar', 'he'])
})

it('prints by a locale of each language that Intl knows well', () => {
  const dates = (language: Language) => new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(0)
  expect(dates('en')).toBe('1 January 1970')
  expect(localeOf('pt')).toBe('pt-PT')
  // A locale that it does not know would be printed as that of the machine.
  for (const language of languages) expect(new Intl.DateTimeFormat(localeOf(language)).resolvedOptions().locale).toBe(localeOf(language))
})
