import { describe, expect, it } from 'vitest'
import { pluralFor } from './plural.ts'

const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' }

describe('the form for a number', () => {
  it.each([
    ['en', 1, 'one'],
    ['en', 21, 'other'],
    ['lv', 10, 'zero'],
    ['lv', 21, 'one'],
    ['lt', 9, 'few'],
    ['he', 2, 'two'],
    ['ar', 11, 'many'],
  ] as const)('is, in %s of %i, %s', (language, count, form) => {
    expect(pluralFor(forms, count, language)).toBe(form)
  })
  it('is the other one where the language has a form that the text has not', () => {
    expect(pluralFor({ one: 'one', other: 'other' }, 3, 'pl')).toBe('other')
  })
})
