import { catalogue, type RuleService } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { consentState } from './google.ts'

const rule = (id: string): RuleService => {
  const { googleConsent, ...service } = catalogue.get(id) ?? { googleConsent: undefined, id, category: 'marketing', hosts: [], storage: [] }
  return { ...service, cookies: [], ...(googleConsent && { google: googleConsent }) }
}
const granted = (services: string[], grants: Record<string, boolean>) =>
  Object.entries(consentState(services.map(rule), grants))
    .filter(([, value]) => value === 'granted')
    .map(([type]) => type)

describe('the state told to Google', () => {
  it('denies everything but security before a choice', () => {
    expect(granted(['google-analytics', 'google-ads'], {})).toEqual(['security_storage'])
    expect(Object.keys(consentState([], {}))).toHaveLength(7)
  })
  it('follows the category', () => {
    expect(granted(['google-analytics'], { analytics: true })).toEqual(['analytics_storage', 'security_storage'])
    expect(granted([], { marketing: true, preferences: true })).toEqual([
      'ad_storage',
      'ad_user_data',
      'ad_personalization',
      'functionality_storage',
      'personalization_storage',
      'security_storage',
    ])
  })
  it('follows a service that was granted on its own', () => {
    expect(granted(['google-analytics', 'google-ads'], { analytics: false, 'google-analytics': true })).toEqual([
      'analytics_storage',
      'security_storage',
    ])
  })
  it('does not grant advertising by the name of its category when the service was refused', () => {
    expect(granted(['google-ads', 'facebook-pixel'], { marketing: false, 'facebook-pixel': true })).toEqual(['security_storage'])
  })
})
