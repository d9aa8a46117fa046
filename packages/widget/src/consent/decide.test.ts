import type { RuleService } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { makeDecision } from './decide.ts'

const service = (id: string, category: string): RuleService => ({ id, category, cookies: [] })
const services = [service('cart', 'necessary'), service('statistics', 'analytics'), service('pixel', 'marketing')]
const shown = { policy: 'sha256-p', question: 'q', id: 'new', now: new Date('2026-11-20T12:00:00.900Z') }
const all = { analytics: true, marketing: true }
const stored = { policy: 'sha256-p', question: 'q', decidedAt: 1, stands: true }
const undecided = undefined
const yes = { ...stored, grants: all, receipt: 'old' }
const no = { ...stored, grants: {} }

describe('a decision', () => {
  it('carries the receipt of a yes', () => {
    const made = makeDecision(all, services, undecided, shown)
    expect(made).toEqual({
      draft: { id: 'new', action: 'accept-all', previous: null, policy: 'sha256-p', grants: all },
      decision: { policy: 'sha256-p', question: 'q', grants: all, decidedAt: 1795176000, receipt: 'new' },
    })
  })
  it('leaves no identifier when it is a first no', () => {
    const made = makeDecision({}, services, undecided, shown)
    expect(made.draft).toMatchObject({ action: 'reject-all', previous: null })
    expect(made.decision).not.toHaveProperty('receipt')
  })
  it('is a withdrawal of the yes before it when nothing is left, and leaves no identifier', () => {
    const made = makeDecision({}, services, yes, shown)
    expect(made.draft).toMatchObject({ action: 'withdraw', previous: 'old' })
    expect(made.decision).not.toHaveProperty('receipt')
  })
  it('follows the yes before it when something is left', () => {
    expect(makeDecision({ analytics: true }, services, yes, shown).draft).toMatchObject({ action: 'choose', previous: 'old' })
  })
  it('is another no after a no', () => {
    expect(makeDecision({}, services, no, shown).draft).toMatchObject({ action: 'reject-all', previous: null })
  })
  it('withdraws a yes whose question changed', () => {
    const changed = { ...yes, grants: {}, stands: false }
    expect(makeDecision({}, services, changed, shown).draft).toMatchObject({ action: 'withdraw', previous: 'old' })
  })
})
