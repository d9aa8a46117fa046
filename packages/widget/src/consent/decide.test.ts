import type { RuleService } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { makeDecision } from './decide.ts'

const service = (id: string, category: string): RuleService => ({ id, category, cookies: [] })
const services = [service('cart', 'necessary'), service('statistics', 'analytics'), service('pixel', 'marketing')]
const shown = { policy: 'sha256-p', question: 'q', id: 'new', now: new Date('2026-11-20T12:00:00.900Z') }
const all = { analytics: true, marketing: true }
describe('a decision', () => {
  it('carries the receipt of a yes', () => {
    const made = makeDecision(all, services, null, shown)
    expect(made).toEqual({
      draft: { id: 'new', action: 'accept-all', previous: null, policy: 'sha256-p', grants: all },
      decision: { policy: 'sha256-p', question: 'q', grants: all, decidedAt: 1795176000, receipt: 'new' },
    })
  })
  it('leaves no identifier when it is a first no', () => {
    const made = makeDecision({}, services, null, shown)
    expect(made.draft).toMatchObject({ action: 'reject-all', previous: null })
    expect(made.decision).not.toHaveProperty('receipt')
  })
  it('is a withdrawal of the yes before it when nothing is left, and leaves no identifier', () => {
    const made = makeDecision({}, services, 'old', shown)
    expect(made.draft).toMatchObject({ action: 'withdraw', previous: 'old' })
    expect(made.decision).not.toHaveProperty('receipt')
  })
  it('follows the yes before it when something is left', () => {
    expect(makeDecision({ analytics: true }, services, 'old', shown).draft).toMatchObject({ action: 'choose', previous: 'old' })
  })
})
