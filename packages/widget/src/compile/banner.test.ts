import { expect, it } from 'vitest'
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
  expect(bodyOf({ texts: { sv: { open: 'Cookieval' } }, services: [vendor('a', 'A Inc')] })).toContain('under Cookieval,')
})
