import { catalogue, type Language, languages } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from '../text/index.ts'
import { screenTexts } from '../ui/screen.ts'
import { makeDeclaration } from './declaration.ts'
import { declarationTree } from './declarationTree.ts'
import { makeMine, makeScreen } from './screen.ts'
import { aPolicy, aService } from './testing.ts'

describe('the screen of a policy', () => {
  const screenOf = (differing: Record<string, unknown> = {}, language: Language = 'sv') => {
    const policy = aPolicy({ languages: [...new Set(['sv', 'en', language])], ...differing })
    const ours = policy.texts[language]
    if (!ours) throw new Error(`the policy is not in ${language}`)
    return makeScreen(policy, ours, language, 'mine.js')
  }
  const serviceOf = (service: Record<string, unknown>, language?: Language) =>
    screenOf({ services: [aService('own', 'analytics', service)] }, language).categories[1]?.services[0]

  it('has the categories in their order, each with its services in the order of the policy', () => {
    const [first, ...rest] = aPolicy().services
    expect(
      screenOf({ services: [...rest, first] }).categories.map(({ id, services }) => [id, services.map((service) => service.id)]),
    ).toEqual([
      ['necessary', ['kakburk', 'checkout', 'cart']],
      ['preferences', ['remember']],
      ['analytics', ['statistics']],
      ['marketing', ['adverts', 'pixel']],
    ])
  })
  it('leaves out a category that no service belongs to; the answer itself is always necessary', () => {
    expect(screenOf({ services: [aService('own', 'marketing')] }).categories.map(({ id }) => id)).toEqual(['necessary', 'marketing'])
  })
  it.each(languages)('names and explains each category in %s', (language) => {
    const { categories } = screenOf({}, language)
    expect(categories.map(({ id, name, about }) => [id, name, about])).toEqual(
      categories.map(({ id }) => [id, texts[language][id], texts[language][`${id}About`]]),
    )
  })
  it.each(languages)('carries the texts that it shows in %s, and no others', (language) => {
    const screen = screenOf({}, language)
    expect(screen.language).toBe({ en: 'en-GB', pt: 'pt-PT' }[language as string] ?? language)
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
    expect(serviceOf({ controller: 'Counting Inc.' })?.notes[1]).toBe('Leverantör: Counting Inc.')
    expect(serviceOf({ controller: 'shop' })?.notes[1]).toBe('Leverantör: Fönsterbutiken AB')
  })
  it('says in words where the data go, and nothing where they stay in the shop', () => {
    expect(serviceOf({ country: 'SE' })?.notes[2]).toBe('Uppgifterna kan nås från: Sverige')
    expect(serviceOf({})?.notes).toHaveLength(2)
  })
  it('says so when they can be accessed from outside the European Economic Area', () => {
    expect(serviceOf({ country: 'US' })?.notes[2]).toBe('Uppgifterna kan nås från länder utanför EES: USA')
    expect(serviceOf({ country: 'US' }, 'en')?.notes[2]).toBe('Data can be accessed from outside the EEA: United States')
    expect(serviceOf({ country: 'NO' }, 'en')?.notes[2]).toBe('Data can be accessed from: Norway')
  })
  it('lists cookies and storage keys, each with who sets it and how long it is kept', () => {
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
      ['_own', 'Kaka', 'Leverantör: Fönsterbutiken AB', 'sparas 2 år'],
      ['THIRD', 'Kaka', 'Leverantör: Fönsterbutiken AB (own.example)', 'sparas tills webbläsaren stängs'],
      ['own-*', 'Lokal lagring', 'Leverantör: Fönsterbutiken AB', 'sparas tills den tas bort'],
      ['visit', 'Sessionslagring', 'Leverantör: Fönsterbutiken AB', 'sparas tills fliken stängs'],
    ])
  })
  it('lists what is asked for, which is not kept', () => {
    expect(serviceOf({ controller: 'Pixel Ltd', hosts: ['pixel.example/tr'] })?.kept).toEqual([
      ['pixel.example/tr', 'Anrop', 'Leverantör: Pixel Ltd'],
    ])
  })
  it('names whoever else can read what is stored', () => {
    expect(serviceOf({ controller: 'Counting Ltd', readBy: ['Counting Inc.', 'Data LLC'] })?.notes).toEqual([
      'Varför own',
      'Leverantör: Counting Ltd',
      'Läses också av: Counting Inc., Data LLC',
    ])
  })
  it('says who asks and how to reach them, and tells the visitor their rights', () => {
    expect(screenOf().notes).toEqual([
      'Personuppgiftsansvarig: Fönsterbutiken AB, hej@shop.example',
      texts.sv.rights.replace('{authority}', texts.sv.anyAuthority),
    ])
  })
  it('knows to whom a visitor can complain by the country of the shop, unless the owner says it', () => {
    const rightsIn = (controller: object) => screenOf({ controller: { ...aPolicy().controller, ...controller } }).notes[1]
    expect(rightsIn({ country: 'FI' })).toContain('Dataombudsmannens byrå och Transport-\u2060\u00a0och kommunikationsverket Traficom.')
    expect(rightsIn({ country: 'FI', authority: 'IMY' })).toBe(texts.sv.rights.replace('{authority}', 'IMY'))
    expect(rightsIn({ country: 'US' })).toContain(texts.sv.anyAuthority)
  })
  it('writes the colon of each language', () => {
    expect(screenOf({}, 'fr').notes[0]).toBe('Responsable du traitement\u202f: Fönsterbutiken AB, hej@shop.example')
  })
  it('has a service’s name by itself in a heading from the right, whose number would else go to its other end', () => {
    const policy = aPolicy({ languages: ['ar'], services: [aService('films', 'marketing', { name: '3 Films (Co.)' })] })
    const [, marketing] = makeScreen(policy, texts.ar, 'ar', 'mine.js').categories
    expect(marketing?.services[0]?.name).toBe('\u20683 Films (Co.)\u2069')
    const declared = JSON.stringify(declarationTree(makeDeclaration(policy, 'sha256-p', 'ar'), texts.ar))
    expect(declared).toContain('"\u20683 Films (Co.)\u2069"')
  })
  it('can be made of every service that the catalogue knows', () => {
    // A Matomo has no address but the owner's.
    const policy = aPolicy({
      languages: [...languages],
      services: [...catalogue.keys()].map((use) => (use === 'matomo' ? { use, hosts: ['matomo.example'] } : use)),
    })
    for (const language of languages) {
      const shown = makeScreen(policy, texts[language], language, 'mine.js').categories.flatMap(({ services }) => services)
      expect(shown.map(({ id }) => id).sort()).toEqual(['kakburk', ...catalogue.keys()].sort())
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
