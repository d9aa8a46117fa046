import { languages, type TextKey, textKeys } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from './index.ts'

/** What is filled in, and where: by `bannerTexts` on the first layer, by the preferences for the time, by the gate in the place of what is held. */
const filled: Partial<Record<TextKey, string[]>> = {
  body: ['{controller}', '{count}', '{open}', '{purposes}'],
  bodyAlone: ['{controller}', '{open}', '{purposes}'],
  companies: ['{count}'],
  decidedAt: ['{time}'],
  heldTitle: ['{service}'],
  heldBody: ['{category}', '{service}'],
  heldAlways: ['{service}'],
}

/** Texts that may well be the same word in two languages: none so far. */
const alike: TextKey[] = []

const all = languages.flatMap((language) => textKeys.map((key) => ({ language, key, text: texts[language][key] })))

describe.each(all)('$key in $language', ({ key, text }) => {
  it('is filled in where we fill in, once each, and nowhere else', () => {
    expect((text.match(/\{[^}]*\}/g) ?? []).sort()).toEqual(filled[key] ?? [])
    expect(text.replaceAll(/\{[a-z]+\}/g, '')).not.toMatch(/[{}]/)
  })
  it('is a text without stray spaces', () => {
    expect(text).not.toBe('')
    expect(text).toBe(text.trim())
    expect(text).not.toMatch(/\s\s|[\t\n\u00ad\u200b]/)
    expect(text).not.toMatch(/ [.,:;?!]/)
  })
  it('is text and not markup', () => {
    expect(text).not.toMatch(/[<>]|&[a-z]+;|&#/)
  })
})

it.each(textKeys)('%s is said in its own words in every language', (key) => {
  const said = languages.map((language) => texts[language][key])
  expect(new Set(said).size).toBe(alike.includes(key) ? 1 : languages.length)
})

it('has every text in every language, and no others', () => {
  expect(Object.keys(texts).sort()).toEqual([...languages].sort())
  for (const language of languages) expect(Object.keys(texts[language]).sort()).toEqual([...textKeys].sort())
})

describe.each(languages)('in the place of what is held, in %s', (language) => {
  const { heldTitle, heldOnce, heldAlways } = texts[language]

  it('once and always are told apart by more than their length', () => {
    expect(heldAlways).not.toContain(heldOnce)
  })
  it('always is said of the one service that is named above', () => {
    const from = heldTitle.slice(heldTitle.indexOf(' '))
    expect(heldAlways.endsWith(from)).toBe(true)
    expect(from).toContain('{service}')
  })
})

describe.each(languages)('the first layer in %s', (language) => {
  const { body, bodyAlone, accept, reject, title, settings } = texts[language]

  it('says the same with other companies as without, but for them', () => {
    expect(body.slice(body.indexOf('{purposes}'))).toBe(bodyAlone.slice(bodyAlone.indexOf('{purposes}')))
  })
  it('says where to find the control that changes the answer, by its name', () => {
    expect(body).toContain(' {open},')
  })
  it('words yes and no alike: one verb for all, without praise or blame', () => {
    const [yes, no] = [accept, reject].map((text) => text.split(' '))
    expect([yes?.length, no?.length]).toEqual([2, 2])
    expect(yes?.[1]).toBe(no?.[1])
  })
  it('neither presses nor shouts', () => {
    for (const text of [title, body, accept, reject, settings]) expect(text).not.toMatch(/!|[A-ZÅÄÖ]{3,}/)
  })
})
