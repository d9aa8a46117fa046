import { catalogue, compileRules, type Grants, isGranted, type Policy } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { consentState } from './google.ts'

const typesOf = (ids: string[], consentMode = 'basic') =>
  compileRules(
    { site: 'shop', services: ids.map((id) => catalogue.get(id)), lifetimeDays: 182, consentMode } as unknown as Policy,
    'sha256-',
    {},
  ).google

const granted = (ids: string[], grants: Grants) => {
  const state = consentState(typesOf(ids) ?? ({} as never), (name) =>
    isGranted(catalogue.get(name) ?? { id: name, category: name }, grants),
  )
  return Object.keys(state).filter((type) => state[type] === 'granted')
}

describe('the state told to Google', () => {
  it('denies everything but security before a choice', () => {
    expect(granted(['google-analytics', 'google-ads'], {})).toEqual(['security_storage'])
    expect(Object.keys(typesOf(['google-analytics']) ?? {})).toHaveLength(7)
  })
  it('follows the category', () => {
    expect(granted(['google-analytics'], { analytics: true })).toEqual(['analytics_storage', 'security_storage'])
    expect(granted(['google-tag-manager'], { marketing: true, preferences: true })).toEqual([
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
  it('is told to nobody when the policy has no Google service or turns Consent Mode off', () => {
    expect(typesOf(['facebook-pixel'])).toBeUndefined()
    expect(typesOf(['google-analytics'], 'off')).toBeUndefined()
  })
})
