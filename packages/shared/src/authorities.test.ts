import { describe, expect, it } from 'vitest'
import { type Authority, authorities, authorityName, supervisorsIn } from './authorities.ts'
import { isInEea } from './eea.ts'
import type { Language } from './language.ts'

const all: [country: string, authority: Authority][] = Object.entries(authorities).flatMap(([country, { data, storage }]) =>
  [data, ...(storage ? [storage] : [])].map((authority) => [country, authority] as [string, Authority]),
)

describe('the authorities', () => {
  it('are those of the whole European Economic Area, Switzerland and the United Kingdom', () => {
    const countries = Object.keys(authorities)
    expect(countries.filter(isInEea)).toHaveLength(30)
    expect(countries.filter((country) => !isInEea(country))).toEqual(['CH', 'GB'])
  })
  it.each(all)('of %s have a name and an address that can be opened', (_, { names, url }) => {
    expect(names.map(([, name]) => name.trim()).filter((name) => name === '')).toEqual([])
    expect(names.length).toBeGreaterThan(0)
    expect(new URL(url).protocol).toBe('https:')
    expect(url.endsWith('/')).toBe(false)
  })
})

const namesIn = (country: string, language: Language) => supervisorsIn(country).map((authority) => authorityName(authority, language))

it.each<[country: string, language: Language, names: string[]]>([
  ['SE', 'sv', ['Integritetsskyddsmyndigheten (IMY)', 'Post-\u2060\u00a0och telestyrelsen (PTS)']],
  ['SE', 'en', ['Integritetsskyddsmyndigheten (IMY)', 'Post-\u2060\u00a0och telestyrelsen (PTS)']],
  ['FI', 'fi', ['Tietosuojavaltuutetun toimisto', 'Liikenne-\u2060\u00a0ja viestintävirasto Traficom']],
  ['FI', 'sv', ['Dataombudsmannens byrå', 'Transport-\u2060\u00a0och kommunikationsverket Traficom']],
  ['NO', 'da', ['Datatilsynet', 'Nasjonal kommunikasjonsmyndighet (Nkom)']],
  ['EE', 'et', ['Andmekaitse Inspektsioon (AKI)']],
  ['GR', 'en', ['Hellenic Data Protection Authority']],
  ['GR', 'sv', ['Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα (Hellenic Data Protection Authority)']],
  ['US', 'en', []],
  ['constructor', 'en', []],
])('a shop in %s is supervised, in %s, by %j', (country, language, names) => {
  expect(namesIn(country, language)).toEqual(names)
})
