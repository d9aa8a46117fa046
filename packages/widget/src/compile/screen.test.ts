import { catalogue, type Language, languages } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from '../text/index.ts'
import { screenTexts } from '../ui/screen.ts'
import { lifetimeInWords, makeMine, makeScreen } from './screen.ts'
import { aPolicy, aService } from './testing.ts'

describe('a lifetime in words', () => {
  it.each<[string, Record<Language, string>]>([
    ['session', { sv: 'tills webbläsaren stängs', en: 'until the browser closes' }],
    ['until-deleted', { sv: 'tills den tas bort', en: 'until it is deleted' }],
    ['PT1S', { sv: '1 sekund', en: '1 second' }],
    ['PT30S', { sv: '30 sekunder', en: '30 seconds' }],
    ['PT1M', { sv: '1 minut', en: '1 minute' }],
    ['PT30M', { sv: '30 minuter', en: '30 minutes' }],
    ['PT1H', { sv: '1 timme', en: '1 hour' }],
    ['PT2H', { sv: '2 timmar', en: '2 hours' }],
    ['P1D', { sv: '1 dygn', en: '1 day' }],
    ['P400D', { sv: '400 dygn', en: '400 days' }],
    ['P1W', { sv: '1 vecka', en: '1 week' }],
    ['P2W', { sv: '2 veckor', en: '2 weeks' }],
    ['P1M', { sv: '1 månad', en: '1 month' }],
    ['P13M', { sv: '13 månader', en: '13 months' }],
    ['P1Y', { sv: '1 år', en: '1 year' }],
    ['P2Y', { sv: '2 år', en: '2 years' }],
  ])('says %s so that anyone understands it', (lifetime, words) => {
    for (const language of languages) expect(lifetimeInWords(lifetime, texts[language], language)).toBe(words[language])
  })
})

describe('the screen of a policy', () => {
  const screenOf = (differing: Record<string, unknown> = {}, language: Language = 'sv') => {
    const policy = aPolicy(differing)
    const ours = policy.texts[language]
    if (!ours) throw new Error(`the policy is not in ${language}`)
    return makeScreen(policy, ours, language, 'mine.js')
  }
  const serviceOf = (service: Record<string, unknown>, language?: Language) =>
    screenOf({ services: [aService('own', 'analytics', service)] }, language).categories[0]?.services[0]

  it('has the categories in their order, each with its services in the order of the policy', () => {
    const [first, ...rest] = aPolicy().services
    expect(
      screenOf({ services: [...rest, first] }).categories.map(({ id, services }) => [id, services.map((service) => service.id)]),
    ).toEqual([
      ['necessary', ['checkout', 'cart']],
      ['preferences', ['remember']],
      ['analytics', ['statistics']],
      ['marketing', ['adverts', 'pixel']],
    ])
  })
  it('leaves out a category that no service belongs to', () => {
    expect(screenOf({ services: [aService('own', 'marketing')] }).categories.map(({ id }) => id)).toEqual(['marketing'])
  })
  it.each(languages)('names and explains each category in %s', (language) => {
    const { categories } = screenOf({}, language)
    expect(categories.map(({ id, name, about }) => [id, name, about])).toEqual(
      categories.map(({ id }) => [id, texts[language][id], texts[language][`${id}About`]]),
    )
  })
  it.each(languages)('carries the texts that it shows in %s, and no others', (language) => {
    const screen = screenOf({}, language)
    expect(screen.language).toBe({ sv: 'sv', en: 'en-GB' }[language])
    expect(screen.texts).toEqual(Object.fromEntries(screenTexts.map((key) => [key, texts[language][key]])))
  })
  it('uses the words of the owner', () => {
    expect(screenOf({ texts: { sv: { save: 'Spara', marketing: 'Reklam' } } })).toMatchObject({
      texts: { save: 'Spara' },
      categories: [{}, {}, {}, { name: 'Reklam' }],
    })
  })
  it('leads to the privacy page of the shop', () => {
    expect(screenOf().privacyPage).toBe('https://www.shop.example/integritet')
  })
  it('says in the language of the screen what a service is called and what it is for', () => {
    const words = { name: { sv: 'Räknaren', en: 'The counter' }, purpose: { sv: 'Räknar.', en: 'Counts.' } }
    expect(serviceOf(words)).toMatchObject({ name: 'Räknaren', notes: ['Räknar.', expect.anything()] })
    expect(serviceOf(words, 'en')).toMatchObject({ name: 'The counter', notes: ['Counts.', expect.anything()] })
  })
  it('falls back on another language where a purpose is not told in its own', () => {
    expect(serviceOf({ purpose: { en: 'Counts.' } })?.notes[0]).toBe('Counts.')
  })
  it('names the company in charge, which may be the shop', () => {
    expect(serviceOf({ controller: 'Counting Inc.' })?.notes[1]).toBe('Ansvarig: Counting Inc.')
    expect(serviceOf({ controller: 'shop' })?.notes[1]).toBe('Ansvarig: Fönsterbutiken AB')
  })
  it('says in words where the data go, and nothing where they stay in the shop', () => {
    expect(serviceOf({ country: 'US' })?.notes[2]).toBe('Uppgifterna kan nås från: USA')
    expect(serviceOf({ country: 'US' }, 'en')?.notes[2]).toBe('Data can be accessed from: United States')
    expect(serviceOf({})?.notes).toHaveLength(2)
  })
  it('lists cookies and storage keys, each with how long it is kept', () => {
    const own = {
      cookies: [
        { name: '_own', lifetime: 'P2Y' },
        { name: 'THIRD', lifetime: 'session', domain: 'own.example' },
      ],
      storage: [
        { key: 'own-*', area: 'local' },
        { key: 'visit', area: 'session' },
      ],
    }
    expect(serviceOf(own)?.kept).toEqual([
      ['Kaka', '_own', 'sparas 2 år'],
      ['Kaka', 'THIRD', 'sparas tills webbläsaren stängs'],
      ['Lagring i webbläsaren', 'own-*', 'sparas tills den tas bort'],
      ['Lagring i webbläsaren', 'visit', 'sparas tills fliken stängs'],
    ])
  })
  it('says who asks, how to reach them, and who supervises them', () => {
    expect(screenOf().notes).toEqual(['Ansvarig: Fönsterbutiken AB, hej@shop.example'])
    const controller = { ...aPolicy().controller, authority: 'IMY' }
    expect(screenOf({ controller }).notes[1]).toBe('Tillsynsmyndighet: IMY')
  })
  it('can be made of every service that the catalogue knows', () => {
    // A Matomo has no address but the owner's.
    const policy = aPolicy({ services: [...catalogue.keys()].map((use) => (use === 'matomo' ? { use, hosts: ['matomo.example'] } : use)) })
    for (const language of languages) {
      const shown = makeScreen(policy, texts[language], language, 'mine.js').categories.flatMap(({ services }) => services)
      expect(shown.map(({ id }) => id).sort()).toEqual([...catalogue.keys()].sort())
      for (const { id, name, notes } of shown) expect([id, name, ...notes]).not.toContain('')
    }
  })
})

it('calls what the visitor has granted by the names of the policy', () => {
  const { language, names, texts: words } = makeMine(aPolicy({ services: [aService('own', 'analytics')] }), texts.en, 'en')
  expect([language, names.analytics, names.own, words.choose]).toEqual([
    'en-GB',
    texts.en.analytics,
    expect.any(String),
    'You made your own choice',
  ])
})
