import type { RuleService } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { makeDecision, readConsent } from './consent.ts'

const service = (id: string, category: string): RuleService => ({ id, category, hosts: [], cookies: [], storage: [] })
const services = [service('cart', 'necessary'), service('statistics', 'analytics'), service('pixel', 'marketing')]
const shown = { policy: 'sha256-p', question: 'q', id: 'new', now: new Date('2026-11-20T12:00:00.900Z') }
const undecided = readConsent(undefined)
const all = { analytics: true, marketing: true }
const yes = readConsent({ decision: { policy: 'sha256-p', question: 'q', grants: all, decidedAt: 1, receipt: 'old' } })
const no = readConsent({ decision: { policy: 'sha256-p', question: 'q', grants: {}, decidedAt: 1 } })

describe('what holds on a page', () => {
  it('is nothing before a decision', () => {
    expect(undecided).toEqual({ decided: false, changed: false, grants: {} })
  })
  it('is nothing when the question changed, but the receipt is remembered', () => {
    expect(readConsent({ changed: true, receipt: 'old', grants: all })).toEqual({
      decided: false,
      changed: true,
      grants: {},
      receipt: 'old',
    })
  })
})

describe('a decision', () => {
  it('carries the receipt of a yes', () => {
    const made = makeDecision(all, services, undecided, shown)
    expect(made).toEqual({
      id: 'new',
      action: 'accept-all',
      previous: null,
      decision: { policy: 'sha256-p', question: 'q', grants: all, decidedAt: 1795176000, receipt: 'new' },
    })
  })
  it('leaves no identifier when it is a first no', () => {
    const made = makeDecision({}, services, undecided, shown)
    expect(made).toMatchObject({ action: 'reject-all', previous: null })
    expect(made.decision).not.toHaveProperty('receipt')
  })
  it('is a withdrawal of the yes before it when nothing is left, and leaves no identifier', () => {
    const made = makeDecision({}, services, yes, shown)
    expect(made).toMatchObject({ action: 'withdraw', previous: 'old' })
    expect(made.decision).not.toHaveProperty('receipt')
  })
  it('follows the yes before it when something is left', () => {
    expect(makeDecision({ analytics: true }, services, yes, shown)).toMatchObject({ action: 'choose', previous: 'old' })
  })
  it('is another no after a no', () => {
    expect(makeDecision({}, services, no, shown)).toMatchObject({ action: 'reject-all', previous: null })
  })
  it('withdraws a yes whose question changed', () => {
    const changed = readConsent({ changed: true, receipt: 'old', grants: all })
    expect(makeDecision({}, services, changed, shown)).toMatchObject({ action: 'withdraw', previous: 'old' })
  })
})
