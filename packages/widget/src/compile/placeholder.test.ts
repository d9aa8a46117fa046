import { languages } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from '../text/index.ts'
import { makePlaceholder } from './placeholder.ts'
import { aPolicy, aService } from './testing.ts'

const make = (differing: Parameters<typeof aPolicy>[0] = {}, language: 'sv' | 'en' | 'ar' = 'en') => {
  const policy = aPolicy(differing)
  return makePlaceholder(policy, policy.texts[language] ?? texts[language], language)
}

describe('what stands in held frames', () => {
  it('has words for every service and category that is asked about, and for everything', () => {
    expect(Object.keys(make().names)).toEqual(['remember', 'statistics', 'adverts', 'pixel', 'preferences', 'analytics', 'marketing', '*'])
    expect(make().names['*']).toEqual(['preferences, analytics and marketing', 'Accept all'])
  })
  it('names no service that is never held', () => {
    expect(Object.keys(make().services)).toEqual(['remember', 'statistics', 'adverts', 'pixel'])
  })
  it('knows a service by whole hosts and the beginning of paths', () => {
    const services = [
      aService('maps', 'marketing', { hosts: ['maps.example', 'big.example/maps', 'tag.example/js?id=A-', 'tags.example?id=A-'] }),
    ]
    expect(make({ services }).addresses).toEqual([
      ['maps.example/', 'maps'],
      ['big.example/maps', 'maps'],
      ['tag.example/js', 'maps'],
      ['tags.example/', 'maps'],
    ])
  })
  it('takes the owner’s words, with what is known of the shop filled in', () => {
    const { title } = make({ texts: { en: { heldTitle: '{service} at {controller}' } } })
    expect(title).toBe('{service} at Fönsterbutiken AB')
  })
  it.each(languages)('has our own words in %s for a policy that was published without them', (language) => {
    const policy = aPolicy()
    const { heldTitle, heldBody, heldOnce, heldAlways, ...older } = texts[language]
    expect(makePlaceholder(policy, older, language)).toEqual(makePlaceholder(policy, texts[language], language))
  })
  it('offers to show one thing once in every mode but strict, whose net cannot be lifted for it', () => {
    const offers = (blocking: 'marked' | 'automatic' | 'strict') => make({ blocking }).once
    expect([offers('marked'), offers('automatic'), offers('strict')]).toEqual(['Show once', 'Show once', undefined])
  })
  it('has a name from the left by itself in a line from the right, where it would else take the bracket behind it along', () => {
    const services = [
      aService('films', 'marketing', { name: 'Films & Co.' }),
      aService('maps', 'marketing', { name: 'Maps', controller: 'Maps' }),
    ]
    expect(make({ services, languages: ['ar'] }, 'ar').services).toEqual({
      films: ['\u2068Films & Co.\u2069', '\u2068Fönsterbutiken AB\u2069'],
      maps: ['\u2068Maps\u2069'],
    })
    expect(make({ services }).services).toMatchObject({ films: ['Films & Co.', 'Fönsterbutiken AB'] })
  })
  it('wears the shop’s colours', () => {
    expect(make({ look: { button: '#aa0000', buttonText: '#ffffff' } }).css).toContain('--button:#aa0000!important;--button-text:#ffffff')
  })
})

it('has styles that cannot tell one answer from the other', () => {
  const selectors = make().css.match(/[^{};]+(?=\{)/g) ?? []
  expect(
    selectors.filter((selector) => !selector.startsWith('@') && /\[|:(first|last|nth|only|has|is|where)|[+~#]/.test(selector)),
  ).toEqual([])
})
