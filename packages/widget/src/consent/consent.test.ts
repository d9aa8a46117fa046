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
const consentAfter = (stored?: StoredDecision) => createConsent(rules, 'sv', () => stored)

describe('the consent of a page', () => {
  it('grants the necessary and nothing else before a decision', () => {
    const consent = consentAfter()
    expect(['necessary', 'cart', 'analytics', 'statistics', 'no-such'].filter(consent.isGranted)).toEqual(['necessary', 'cart'])
    expect(consent.state()).toEqual({ decided: false, grants: {} })
    expect(consent.changed).toBe(false)
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
  it('grants nothing by a yes whose question changed, and takes that yes back by a no', () => {
    const consent = consentAfter({ ...yes, grants: {}, stands: false })
    expect(consent.changed).toBe(true)
    expect(consent.isGranted('analytics')).toBe(false)
    expect(consent.state()).toEqual({ decided: false, grants: {} })
    expect(consent.decide({}).draft).toMatchObject({ action: 'withdraw', previous: 'old' })
  })
  it('follows one decision by the next, and a no by nothing', () => {
    const consent = consentAfter()
    const first = consent.decide({ analytics: true }).draft
    const second = consent.decide({}).draft
    const third = consent.decide({ films: true }).draft
    expect([first, second, third].map(({ action }) => action)).toEqual(['choose', 'withdraw', 'choose'])
    expect([first, second, third].map(({ previous }) => previous)).toEqual([null, first.id, null])
    expect(consent.isGranted('films')).toBe(true)
    expect(consent.isGranted('marketing')).toBe(false)
  })
  it('gives the page a copy, which changes nothing', () => {
    const consent = consentAfter()
    Object.assign(consent.state().grants, { analytics: true })
    expect(consent.isGranted('analytics')).toBe(false)
  })
})
