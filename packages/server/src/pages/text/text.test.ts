import { languages } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { pageTexts } from './index.ts'
import { pageTextKeys } from './texts.ts'

/** What is filled in, and where. */
const filled: Record<string, string[]> = { title: ['{controller}'], contact: ['{contact}', '{controller}'] }

const all = languages.flatMap((language) => pageTextKeys.map((key) => ({ language, key, text: pageTexts[language][key] })))

it.each(all)('$key in $language is a plain text that is filled in where we fill in', ({ key, text }) => {
  expect((text.match(/\{[^}]*\}/g) ?? []).sort()).toEqual(filled[key] ?? [])
  expect(text).toBe(text.trim())
  expect(text).not.toMatch(/^$|\s\s|[<>\t\n]|&[a-z#]/)
})

describe.each(languages)('in %s', (language) => {
  it('there are no texts that no page uses', () => {
    expect(Object.keys(pageTexts[language]).sort()).toEqual([...pageTextKeys].sort())
  })
})
