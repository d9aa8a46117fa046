import type { Language } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from '../text/index.ts'
import { lifetimeInWords } from './words.ts'

describe('a lifetime in words', () => {
  it.each<[string, { sv: string; en: string }]>([
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
    for (const language of ['sv', 'en'] as const) expect(lifetimeInWords(lifetime, texts[language], language)).toBe(words[language])
  })
  it.each<[Language, string, string]>([
    ['fi', '2 vuotta', 'selaimen sulkemiseen asti'],
    ['et', '2 aastat', 'kuni brauseri sulgemiseni'],
    ['pl', '2 lata', 'do zamknięcia przeglądarki'],
    ['lt', '2 metai', 'iki naršyklės uždarymo'],
    ['pt', '2 anos', 'até o navegador ser fechado'],
    ['ar', 'سنتان', 'حتى إغلاق المتصفّح'],
  ])('is said in %s as %s and %s', (language, years, session) => {
    expect(lifetimeInWords('P2Y', texts[language], language)).toBe(years)
    expect(lifetimeInWords('session', texts[language], language)).toBe(session)
  })
})
