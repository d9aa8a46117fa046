import { describe, expect, it } from 'vitest'
import { parsePolicyFile } from './policy-file.ts'
import { policyName, questionName } from './question.ts'
import { aFile, aPolicy, texts } from './testing/policy.ts'

describe('the names of a policy', () => {
  it('are a hash of its canonical JSON, whatever the order of the file', async () => {
    const name = await policyName(aPolicy())
    expect(name).toMatch(/^sha256-[\w-]{43}$/)
    expect(await policyName(parsePolicyFile(Object.fromEntries(Object.entries(aFile()).reverse()), texts))).toBe(name)
  })

  it('change with a colour, while the question stays', async () => {
    const other = aPolicy({ look: { button: '#aa0000' } })
    expect(await policyName(other)).not.toBe(await policyName(aPolicy()))
    expect(await questionName(other, 'sv')).toBe(await questionName(aPolicy(), 'sv'))
  })

  it.each([
    ['the mode', { blocking: 'strict' }],
    ['an essential host', { essentialHosts: ['cdn.example'] }],
    ['the domain of the cookie', { cookieDomain: 'shop.example' }],
    ['Do Not Track', { doNotTrack: true }],
  ])('change with %s, while the question stays', async (_, differing) => {
    expect(await policyName(aPolicy(differing))).not.toBe(await policyName(aPolicy()))
    expect(await questionName(aPolicy(differing), 'sv')).toBe(await questionName(aPolicy(), 'sv'))
  })

  it.each([
    ['services', { services: ['shop-cart', 'google-analytics'] }],
    ['a purpose', { services: ['shop-cart', { use: 'google-analytics', purpose: { sv: 'Annat' } }, 'facebook-pixel'] }],
    ['a category', { services: ['shop-cart', { use: 'google-analytics', category: 'marketing' }, 'facebook-pixel'] }],
    ['texts', { texts: { sv: { body: 'Annat' } } }],
    ['the controller', { controller: { ...aFile().controller, name: 'Annan AB' } }],
  ])('ask again when %s changed', async (_, differing) => {
    expect(await questionName(aPolicy(differing), 'sv')).not.toBe(await questionName(aPolicy(), 'sv'))
  })

  it('do not ask in Swedish again when the English words changed', async () => {
    const other = aPolicy({ texts: { en: { body: 'Other' } } })
    expect(await questionName(other, 'sv')).toBe(await questionName(aPolicy(), 'sv'))
    expect(await questionName(other, 'en')).not.toBe(await questionName(aPolicy(), 'en'))
  })
})
