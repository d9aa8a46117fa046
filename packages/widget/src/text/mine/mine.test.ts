import { languages } from '@kakburk/shared'
import { expect, it } from 'vitest'
import { mineTexts } from './index.ts'
import { mineTextKeys } from './texts.ts'

const all = languages.flatMap((language) => mineTextKeys.map((key) => ({ language, key, text: mineTexts[language][key] })))

it.each(all)('$key in $language is a plain text', ({ text }) => {
  expect(text).toBe(text.trim())
  expect(text).not.toMatch(/^$|\s\s|[<>{}\t\n]|&[a-z#]/)
})

it.each(mineTextKeys)('%s is said in its own words in every language', (key) => {
  expect(new Set(languages.map((language) => mineTexts[language][key])).size).toBe(languages.length)
})
