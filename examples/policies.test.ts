import { askedCategories, parsePolicyFile } from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'
import { describe, expect, it } from 'vitest'
import { policies, siteIds } from './policies.ts'

describe('the policy files of the shops', () => {
  it.each(siteIds)('are valid, and named after their site: %s', (site) => {
    expect(parsePolicyFile(policies()[site], texts).site).toBe(site)
  })

  it('take the port of the shops', () => {
    const { origins, controller } = parsePolicyFile(policies(12345)['window-shop'], texts)
    expect(origins).toEqual(['http://fonster.localhost:12345'])
    expect(controller.privacyPage).toBe('http://fonster.localhost:12345/integritet')
  })

  it('ask for what needs a yes, and for nothing else', () => {
    const asked = (site: (typeof siteIds)[number]) => {
      const policy = parsePolicyFile(policies()[site], texts)
      const services = policy.services.filter(({ category }) => category !== 'necessary').map(({ id }) => id)
      return { categories: askedCategories(policy), services }
    }
    expect(asked('window-shop')).toEqual({ categories: ['preferences', 'analytics'], services: ['remembered-login', 'google-analytics'] })
    expect(asked('platform-shop')).toEqual({
      categories: ['analytics', 'marketing'],
      services: ['google-analytics', 'facebook-pixel', 'klarna-messaging', 'newsletter', 'youtube'],
    })
    expect(asked('app-shop')).toEqual({ categories: ['analytics', 'marketing'], services: ['google-analytics', 'youtube'] })
  })
})
