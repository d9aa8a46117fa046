import { languages } from '@kakburk/shared'
import { expect, it } from 'vitest'
import { mineTexts } from './index.ts'
import { mineTextKeys } from './texts.ts'

const all = languages.flatMap((language) => mineTextKeys.map((key) => ({ language, key, text: mineTexts[language][key] })))

it.each(all)('$key in $language is a plain text', ({ text }) => {
  expect(text).toBe(text.trim())
  expect(text).not.toMatch(/^$|\s\s|[<>{}\t\n]|&[a-z#]/)
})

it.each(languages)('in %s each answer is told from every other', (language) => {
  const { 'accept-all': all, 'reject-all': none, choose, withdraw, once } = mineTexts[language]
  expect(new Set([all, none, choose, withdraw, once]).size).toBe(5)
})
