import { type Language, languages } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { pageTexts } from '../packages/server/src/pages/text/index.ts'
import { catalogueTexts } from '../packages/shared/src/catalogue/text/index.ts'
import { answerTexts } from '../packages/widget/src/text/answer.ts'
import { texts } from '../packages/widget/src/text/index.ts'
import { mineTexts } from '../packages/widget/src/text/mine/index.ts'

/** What each language has beside the letters from a to z, and how it quotes. Those that are not here are not written in Latin letters. */
const writing: Record<Language, { letters: string; quotes: string }> = {
  sv: { letters: 'åäöé', quotes: '””' },
  fi: { letters: 'åäö', quotes: '””' },
  nb: { letters: 'æøåéò', quotes: '«»' },
  da: { letters: 'æøåé', quotes: '»«' },
  et: { letters: 'äöõüšž', quotes: '„“' },
  en: { letters: '', quotes: '‘’' },
  de: { letters: 'äöüß', quotes: '„“' },
  fr: { letters: 'àâæçéèêëîïôœùûüÿ', quotes: '«»' },
  es: { letters: 'áéíñóúü', quotes: '«»' },
  it: { letters: 'àèéìòù', quotes: '«»' },
  pl: { letters: 'ąćęłńóśźż', quotes: '„”' },
  nl: { letters: 'éèëïöü', quotes: '‘’' },
  pt: { letters: 'àáâãçéêíóôõúº', quotes: '“”' },
  lv: { letters: 'āčēģīķļņšūž', quotes: '“”' },
  lt: { letters: 'ąčęėįšųūž', quotes: '„“' },
  is: { letters: 'áðéíóúýþæö', quotes: '„“' },
  ar: { letters: '', quotes: '«»' },
  he: { letters: '', quotes: '””' },
}

/** What stands in Latin letters in every language. */
const names = /Bing|Facebook|GDPR|Instagram|JavaScript|Klarna|Mailchimp|TikTok/g

const flat = (value: object): [key: string, text: string][] =>
  Object.entries(value).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, text]] : flat(text).map(([below, said]): [string, string] => [`${key}.${below}`, said]),
  )

const said = (language: Language): [key: string, text: string][] =>
  flat({
    texts: texts[language],
    answer: answerTexts[language],
    mine: mineTexts[language],
    catalogue: catalogueTexts[language],
    pages: pageTexts[language],
  })

const offending = (language: Language, isWrong: (text: string) => boolean): string[] =>
  said(language).flatMap(([key, text]) => (isWrong(text.replaceAll(/\{\w+\}/g, '0')) ? [`${key}: ${text}`] : []))

describe.each(languages)('all that is said in %s', (language) => {
  const { letters, quotes } = writing[language]
  const isRight: Partial<Record<Language, RegExp>> = { ar: /^[\p{Script=Arabic}\p{M}]$/u, he: /^\p{Script=Hebrew}$/u }
  const ours = isRight[language] ?? new RegExp(`^[a-z${letters}]$`, 'u')

  it('is written in its own letters', () => {
    expect(
      offending(language, (text) => [...text.replaceAll(names, '').toLowerCase()].some((sign) => /\p{L}/u.test(sign) && !ours.test(sign))),
    ).toEqual([])
  })
  it('is quoted in its own way', () => {
    const [open = '', close = ''] = quotes
    const others = [...'"\'„“”‚‘’«»‹›'].filter((mark) => mark !== open && mark !== close && mark !== '’')
    expect(offending(language, (text) => others.some((mark) => text.includes(mark)))).toEqual([])
    for (const [key, text] of said(language)) {
      const quoted = text.replaceAll(/(?<=\p{L})’(?=\p{L})/gu, '')
      if (open !== close) expect([key, quoted.split(open).length], text).toEqual([key, quoted.split(close).length])
    }
  })
  it('has the spaces that it puts before marks, and no others', () => {
    const isWrong = (text: string) =>
      language === 'fr' ? /(?<!\u202f)[:;?!»]|«(?!\u202f)| [.,]/u.test(text) : /[\u00a0\u202f]|\s[.,:;?!،؛؟]/u.test(text)
    expect(offending(language, isWrong)).toEqual([])
  })
  it('is plain: no markup, no stray spaces, no capitals that shout', () => {
    expect(offending(language, (text) => /[<>{}\t\n\u00ad\u200b-\u200f]|\s\s|&[a-z#]/u.test(text))).toEqual([])
    expect(said(language).filter(([, text]) => text.trim() !== text || text === '')).toEqual([])
    expect(offending(language, (text) => /!|\p{Lu}{6,}/u.test(text))).toEqual([])
  })
})

const byKey = new Map<string, [Language, string][]>()
for (const language of languages) {
  for (const [key, text] of said(language)) byKey.set(key, [...(byKey.get(key) ?? []), [language, text]])
}

it('is the same sentence in no two languages', () => {
  const alike = [...byKey].flatMap(([key, texts]) =>
    texts
      .filter(([, text], place) => text.split(' ').length > 6 && texts.some(([, other], at) => at !== place && other === text))
      .map(([language]) => `${key} in ${language}`),
  )
  expect(alike).toEqual([])
})
