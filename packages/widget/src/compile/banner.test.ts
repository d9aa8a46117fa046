import type { Language } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from '../text/index.ts'
import { bannerTexts } from './banner.ts'
import { aPolicy, aService } from './testing.ts'

const bodyOf = (differing: Parameters<typeof aPolicy>[0]) => {
  const policy = aPolicy(differing)
  return bannerTexts(policy, policy.texts.sv ?? texts.sv, 'sv').body
}
const vendor = (id: string, controller: string) => aService(id, 'marketing', { controller })

it('names the shop, what is asked and how many others take part', () => {
  const body = bodyOf({ services: [vendor('a', 'A Inc'), vendor('b', 'B Inc'), vendor('c', 'B Inc')] })
  expect(body).toContain('2 andra företag')
  expect(body).toContain('för marknadsföring.')
  expect(bodyOf({ services: [vendor('a', 'A Inc')] })).toContain('ett annat företag')
})

it('does not count the shop itself, by name or by word', () => {
  const { name } = aPolicy().controller
  expect(bodyOf({ services: [vendor('a', name), vendor('b', 'shop')] })).not.toContain('företag')
})

it('takes the owner’s words as they are', () => {
  const controller = { ...aPolicy().controller, name: "Pris$'Hallen {count}" }
  expect(bodyOf({ controller, services: [vendor('a', 'A Inc')] })).toMatch(/^Pris\$'Hallen \{count\} och ett annat företag/)
})

it('names the control as the owner names it', () => {
  expect(bodyOf({ texts: { sv: { open: 'Cookieval' } }, services: [vendor('a', 'A Inc')] })).toContain('under ”Cookieval” på varje sida')
})

describe('the number of companies', () => {
  const saidOf = (language: Language, count: number) => {
    const services = Array.from({ length: count }, (_, place) => vendor(`vendor-${place}`, `Vendor ${place}`))
    const policy = aPolicy({ languages: [language], services })
    return bannerTexts(policy, texts[language], language).body
  }

  it.each<[Language, number, string]>([
    ['pl', 1, 'AB wraz z jedną inną firmą chce'],
    ['pl', 5, 'AB wraz z 5 innymi firmami chce'],
    ['lt', 1, 'AB ir 1 kita įmonė nori'],
    ['lt', 3, 'AB ir 3 kitos įmonės nori'],
    ['lt', 12, 'AB ir 12 kitų įmonių nori'],
    ['lt', 21, 'AB ir 21 kita įmonė nori'],
    ['lv', 10, 'AB un 10 citu uzņēmumu vēlas'],
    ['lv', 21, 'AB un 21 cits uzņēmums vēlas'],
    ['is', 31, 'AB og 31 annað fyrirtæki vilja'],
    ['he', 2, 'AB\u2069 ועוד שתי חברות, רוצים'],
    ['ar', 2, 'AB\u2069 وشركتان أخريان، موافقتك'],
    ['ar', 7, 'AB\u2069 و7 شركات أخرى، موافقتك'],
    ['ar', 11, 'AB\u2069 و11 شركة أخرى، موافقتك'],
  ])('is said in %s of %i as the language counts', (language, count, said) => {
    expect(saidOf(language, count)).toContain(said)
  })
})
