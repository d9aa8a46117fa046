import { languages, pluralFor, pluralForms, type TextKey, textKeys } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from './index.ts'

/** What is filled in, and where: by `bannerTexts` on the first layer, by the compiler on the second, by the page for times and names, by the gate in the place of what is held. */
const filled: Partial<Record<TextKey, string[]>> = {
  body: ['{controller}', '{count}', '{open}', '{purposes}'],
  bodyAlone: ['{controller}', '{open}', '{purposes}'],
  country: ['{country}'],
  outsideEea: ['{country}'],
  rights: ['{authority}'],
  decidedAt: ['{time}'],
  updated: ['{time}'],
  deleted: ['{names}'],
  goBack: ['{site}'],
  heldTitle: ['{service}'],
  heldBody: ['{category}', '{service}'],
  heldAlways: ['{service}'],
}

const placeholders = (text: string) => text.match(/\{[^}]*\}/g) ?? []

const all = languages.flatMap((language) => textKeys.map((key) => ({ language, key, text: texts[language][key] })))

it.each(all)('$key in $language is filled in where we fill in, once each, and nowhere else', ({ key, text }) => {
  expect(placeholders(text).sort()).toEqual(filled[key] ?? [])
})

it('has every text in every language, and no others', () => {
  expect(Object.keys(texts).sort()).toEqual([...languages].sort())
  for (const language of languages) expect(Object.keys(texts[language]).sort()).toEqual([...textKeys, 'companies'].sort())
})

describe.each(languages)('how many companies there are, in %s', (language) => {
  const { companies } = texts[language]

  it('has the forms that the language needs, and no others', () => {
    expect(Object.keys(companies)).toEqual([...pluralForms[language], 'other'])
    expect(new Set(Object.values(companies)).size).toBe(Object.keys(companies).length)
  })
  it('has a form for every number that takes another in this language', () => {
    const rules = new Intl.PluralRules(language)
    const categories = new Set(Array.from({ length: 59 }, (_, count) => rules.select(count + 1)))
    // The instrumental knows two numbers alone; eleven companies and a hundred have one spelling.
    const shared = { pl: ['few', 'many'], ar: ['many'] }[language as string] ?? []
    expect([...categories].filter((category) => category !== 'other' && !shared.includes(category)).sort()).toEqual(
      [...pluralForms[language]].sort(),
    )
  })
  it.each([1, 2, 3, 5, 10, 11, 20, 21, 22, 59])('says %i', (count) => {
    const said = pluralFor(companies, count, language)
    // One and two may be words; whatever stands for more than one number says which.
    expect(placeholders(said)).toEqual(count > 2 || said.includes('{') ? ['{count}'] : [])
  })
})

describe.each(languages)('in the place of what is held, in %s', (language) => {
  const { heldOnce, heldAlways } = texts[language]

  it('once and always are told apart by more than their length', () => {
    expect(heldAlways).not.toContain(heldOnce)
    expect(heldOnce).not.toContain(heldAlways)
  })
})

describe.each(languages)('the first layer in %s', (language) => {
  const { body, bodyAlone, accept, reject } = texts[language]

  it('says the same with other companies as without, but for them', () => {
    expect(body.slice(body.indexOf('{purposes}'))).toBe(bodyAlone.slice(bodyAlone.indexOf('{purposes}')))
  })
  it('names the control that changes the answer as it is named, and not where it stands', () => {
    expect(body).toMatch(/\p{Pi}?\p{Pf}?[\u201e]?\u202f?\{open\}\u202f?[\p{Pi}\p{Pf}]/u)
  })
  it('words yes and no alike: as many words, one verb, the same all, about as long', () => {
    const [yes, no] = [accept, reject].map((text) => text.split(' '))
    expect([yes?.length, no?.length]).toEqual([2, 2])
    // All is the word that they share, but for its ending: in Icelandic, allar and öllum.
    const stem = (word: string) => word.toLowerCase().replace(/^[aö]/, '').slice(0, 2)
    expect(yes?.filter((word) => no?.some((other) => stem(other) === stem(word))).length).toBeGreaterThan(0)
    const lengths = [accept, reject].map(({ length }) => length)
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThanOrEqual(1.5)
  })
})
