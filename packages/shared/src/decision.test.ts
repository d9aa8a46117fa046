import { describe, expect, it } from 'vitest'
import { type Action, actionOf, changeWish, hasOneTimeKey, isGranted, isOneService, makeGrants } from './decision.ts'

const services = [
  { id: 'cart', category: 'necessary' },
  { id: 'statistics', category: 'analytics' },
  { id: 'pixel', category: 'marketing' },
  { id: 'films', category: 'marketing' },
]
const nothing = { analytics: false, marketing: false }
const all = { analytics: true, marketing: true }

describe('what a wish comes to', () => {
  it.each([
    ['nothing said is nothing granted', {}, nothing],
    ['a category is granted as a whole', { analytics: true }, { analytics: true, marketing: false }],
    ['with one service refused, the others are granted one by one', { marketing: true, pixel: false }, { ...nothing, films: true }],
    ['a service alone', { films: true }, { ...nothing, films: true }],
    ['every service of a category is the category', { films: true, pixel: true }, { analytics: false, marketing: true }],
    ['a category that nobody asked about is not granted', { preferences: true }, nothing],
    ['a name that nobody knows is not granted', { 'no-such': true }, nothing],
    ['what is necessary is neither asked nor written down', { necessary: false, cart: false }, nothing],
  ])('%s', (_, wish, grants) => {
    expect(makeGrants(services, wish)).toEqual(grants)
  })

  it('takes true for a yes and nothing else', () => {
    expect(makeGrants(services, { analytics: 'true' as unknown as boolean })).toEqual(nothing)
  })
})

describe('what is granted', () => {
  it('always lets the necessary run', () => {
    expect(isGranted({ id: 'cart', category: 'necessary' }, {})).toBe(true)
  })
  it('holds what nobody was asked about', () => {
    expect(isGranted({ id: 'chat', category: 'preferences' }, all)).toBe(false)
  })
  it('lets a service run that was granted on its own, and not its neighbour', () => {
    const grants = { ...nothing, films: true }
    expect(isGranted({ id: 'films', category: 'marketing' }, grants)).toBe(true)
    expect(isGranted({ id: 'pixel', category: 'marketing' }, grants)).toBe(false)
  })
})

describe('a change of mind', () => {
  const changed = (grants: Record<string, boolean>, change: Record<string, boolean>) =>
    makeGrants(services, changeWish(services, grants, change))
  it('leaves alone what it does not name', () => {
    expect(changed({ analytics: true, marketing: false }, { films: true })).toEqual({ analytics: true, marketing: false, films: true })
    expect(changed(all, { analytics: false })).toEqual({ analytics: false, marketing: true })
  })
  it('turns a whole category on, whatever its services were', () => {
    expect(changed({ ...nothing, films: true }, { marketing: true })).toEqual({ analytics: false, marketing: true })
  })
  it('lets a service differ from the category that is named with it', () => {
    expect(changed(nothing, { marketing: true, pixel: false })).toEqual({ ...nothing, films: true })
  })
})

describe('what a choice amounts to', () => {
  it.each([
    ['accept-all', all, false],
    ['accept-all', all, true],
    ['reject-all', nothing, false],
    ['choose', { analytics: true, marketing: false }, true],
    ['choose', { ...nothing, films: true }, false],
    ['withdraw', nothing, true],
  ] as const)('%s', (action, grants, followsYes) => {
    expect(actionOf(grants, followsYes)).toBe(action)
  })
})

describe('what is let through once', () => {
  it.each([
    ['a service that can be refused', { films: true }, true],
    ['nothing', {}, false],
    ['a service that is refused', { films: false }, false],
    ['two services', { films: true, pixel: true }, false],
    ['a service, with a word on a category', { marketing: false, films: true }, false],
    ['a category', { marketing: true }, false],
    ['what is necessary', { cart: true }, false],
    ['a name that nobody knows', { 'no-such': true }, false],
  ])('is one service: %s', (_, grants, is) => {
    expect(isOneService(services, grants)).toBe(is)
  })
})

describe('a key for one receipt alone', () => {
  const previous = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'

  it.each<[Action, Record<string, boolean>, string | null, boolean]>([
    ['reject-all', nothing, null, true],
    ['once', { films: true }, null, true],
    ['accept-all', all, null, false],
    ['choose', { ...nothing, films: true }, null, false],
    ['withdraw', nothing, previous, false],
  ])('is that of %s with %j after %s: %s', (action, grants, previous, is) => {
    expect(hasOneTimeKey({ action, grants, previous })).toBe(is)
  })
})
