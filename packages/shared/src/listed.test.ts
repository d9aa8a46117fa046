import { expect, it } from 'vitest'
import type { Language } from './language.ts'
import { listed } from './listed.ts'

it.each<[Language, string]>([
  ['sv', 'Nät AB, hej@nat.example'],
  ['he', '\u2068Nät AB\u2069, \u2068hej@nat.example\u2069'],
  ['ar', '\u2068Nät AB\u2069، \u2068hej@nat.example\u2069'],
])('in %s has the comma of the language, and each value by itself where the line is from the right', (language, line) => {
  expect(listed(['Nät AB', 'hej@nat.example'], language)).toBe(line)
})
