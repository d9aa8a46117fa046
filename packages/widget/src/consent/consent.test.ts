import type { Rules, StoredDecision } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createConsent } from './consent.ts'

const rules: Rules = {
  site: 'shop',
  policy: 'sha256-new',
  questions: { sv: 'q' },
  maxAge: 1000,
  services: [
    { id: 'cart', category: 'necessary' },
    { id: 'statistics', category: 'analytics' },
    { id: 'films', category: 'marketing' },
    { id: 'pixel', category: 'marketing' },
  ],
}
const all = { analytics: true, marketing: true }
const yes: StoredDecision = { policy: 'sha256-old', question: 'q', decidedAt: 1, stands: true, grants: all, receipt: 'old' }
const consentAfter = (stored?: StoredDecision) => createConsent(rules, () => stored)

describe('the consent of a page', () => {
  it('grants the necessary and nothing else before a decision', () => {
    const consent = consentAfter()
    expect(['necessary', 'cart', 'analytics', 'statistics', 'no-such'].filter(consent.isGranted)).toEqual(['necessary', 'cart'])
    expect(consent.state()).toEqual({ decided: false, grants: {} })
    expect(consent.changed()).toBe(false)
  })
  it('starts from what was stored', () => {
    const consent = consentAfter(yes)
    expect(consent.isGranted('pixel')).toBe(true)
    expect(consent.state()).toEqual({
      decided: true,
      grants: all,
      policy: 'sha256-old',
      decidedAt: '1970-01-01T00:00:01.000Z',
      receipt: 'old',
    })
  })
  it('grants nothing by a yes whose question changed, and remembers the receipt of that yes', () => {
    const consent = consentAfter({ ...yes, grants: {}, stands: false })
    expect(consent.changed()).toBe(true)
    expect(consent.isGranted('analytics')).toBe(false)
    expect(consent.state()).toEqual({ decided: false, grants: {} })
    expect(consent.receipt()).toBe('old')
  })
  it('takes over what was decided, here or in another tab', () => {
    const consent = consentAfter()
    consent.adopt({ ...yes, grants: { analytics: false, marketing: false, films: true } })
    expect(['films', 'marketing', 'statistics'].filter(consent.isGranted)).toEqual(['films'])
    expect(consent.receipt()).toBe('old')
    consent.adopt(undefined)
    expect(consent.isGranted('films')).toBe(false)
    expect(consent.receipt()).toBeNull()
  })
  it('grants everything only when each service is granted', () => {
    expect(consentAfter(yes).isGranted('*')).toBe(true)
    expect(consentAfter({ ...yes, grants: { analytics: true, marketing: false, films: true } }).isGranted('*')).toBe(false)
    expect(consentAfter({ ...yes, grants: { analytics: true, marketing: false, films: true, pixel: true } }).isGranted('*')).toBe(true)
  })
  it('gives the page a copy, which changes nothing', () => {
    const consent = consentAfter()
    Object.assign(consent.state().grants, { analytics: true })
    expect(consent.isGranted('analytics')).toBe(false)
  })
})
