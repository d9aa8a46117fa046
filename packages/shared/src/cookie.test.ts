import { describe, expect, it } from 'vitest'
import { newestDecision, printDecision, readDecision } from './cookie.ts'
import { type Decision, makeGrants } from './decision.ts'

const services = [
  { id: 'cart', category: 'necessary' },
  { id: 'statistics', category: 'analytics' },
  { id: 'pixel', category: 'marketing' },
  { id: 'films', category: 'marketing' },
]
const question = 'Q'.repeat(22)
const now = 1_800_000_000
const rules = { services, questions: { sv: question }, maxAge: 182 * 86_400 }

const aDecision = (differing: Partial<Decision> = {}): Decision => ({
  policy: `sha256-${'P'.repeat(43)}`,
  question,
  grants: makeGrants(services, { analytics: true }),
  decidedAt: now,
  receipt: '0b1e3c52-7a54-4f0e-9d2b-8c1f6f2f7a11',
  ...differing,
})
const { receipt: _, ...withoutReceipt } = aDecision()

describe('the decision as a cookie', () => {
  it.each([
    ['a category', aDecision()],
    ['a no, which has no receipt', { ...withoutReceipt, grants: makeGrants(services, {}) }],
    ['a service on its own', aDecision({ grants: makeGrants(services, { films: true }) })],
    ['everything', aDecision({ grants: makeGrants(services, { analytics: true, marketing: true }) })],
  ])('comes back as it was written: %s', (_, decision) => {
    expect(readDecision(printDecision(decision, services), rules, now)).toEqual({ ...decision, stands: true })
  })

  it('stays under 400 bytes with 40 services granted one by one', () => {
    const many = Array.from({ length: 80 }, (_, n) => ({ id: `a-service-with-a-long-name-${n}`, category: 'marketing' }))
    const wish = Object.fromEntries(many.filter((_, n) => n % 2).map(({ id }) => [id, true]))
    const decision = aDecision({ grants: makeGrants(many, wish) })
    const text = printDecision(decision, many)
    expect(`kakburk=${text}`.length).toBeLessThan(400)
    expect(readDecision(text, { ...rules, services: many }, now)).toEqual({ ...decision, stands: true })
  })

  it('needs no escaping in a cookie', () => {
    expect(printDecision(aDecision(), services)).toMatch(/^[\w.~-]+$/)
  })

  const text = printDecision(aDecision(), services)
  it.each([
    ['empty', ''],
    ['of another version', text.replace(/^1/, '2')],
    ['cut short', text.slice(0, -1)],
    ['longer', `${text}0`],
    ['of a name that nobody knows', text.replace('analytics', 'analytic')],
    ['of a place beyond the services', text.replace('analytics', '9')],
    ['of a service that is never asked about', text.replace('analytics', '0')],
    ['of an inherited name', text.replace('analytics', 'constructor')],
    ['from the future', printDecision(aDecision({ decidedAt: now + 90_000 }), services)],
    ['older than a decision holds', printDecision(aDecision({ decidedAt: now - 182 * 86_400 }), services)],
  ])('is not believed when it is %s', (_, altered) => {
    expect(readDecision(altered, rules, now)).toBeUndefined()
  })

  it('grants nothing when its question is no longer asked, and says that it changed', () => {
    expect(readDecision(text, { ...rules, questions: { sv: 'R'.repeat(22) } }, now)).toEqual({ ...aDecision(), grants: {}, stands: false })
  })

  it('is the newest valid one of several', () => {
    const older = printDecision(aDecision({ decidedAt: now - 100, grants: makeGrants(services, {}) }), services)
    const cookies = `a=1; kakburk=${older}; kakburk=${text}; kakburk=broken; xkakburk=${older}`
    expect(newestDecision(cookies, rules, now)).toEqual({ ...aDecision(), stands: true })
  })

  it.each([
    ['newer', 100],
    ['older', -100],
  ])('is the one that stands, though one of another policy is %s', (_, apart) => {
    const other = printDecision(aDecision({ decidedAt: now + apart, question: 'R'.repeat(22) }), services)
    for (const cookies of [`kakburk=${other}; kakburk=${text}`, `kakburk=${text}; kakburk=${other}`]) {
      expect(newestDecision(cookies, rules, now)).toEqual({ ...aDecision(), stands: true })
    }
  })
})
