import { type Grants, isGranted, makeGrants } from '@kakburk/shared'
import { effect } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { createChoice } from './choice.ts'

const categories = [
  { id: 'necessary', services: [{ id: 'cart' }] },
  { id: 'analytics', services: [{ id: 'statistics' }] },
  { id: 'marketing', services: [{ id: 'pixel' }, { id: 'films' }] },
]
const aChoice = (grants: Grants = {}) => createChoice(categories, grants)

describe('a choice', () => {
  it('starts with everything off when nothing is granted', () => {
    const choice = aChoice()
    expect(choice.wish.value).toEqual({ statistics: false, pixel: false, films: false })
    expect(['analytics', 'marketing'].map(choice.stateOf)).toEqual([false, false])
  })
  it('starts from what is granted, by category and by service', () => {
    const choice = aChoice({ analytics: true, marketing: false, films: true })
    expect(choice.wish.value).toEqual({ statistics: true, pixel: false, films: true })
    expect(['analytics', 'marketing'].map(choice.stateOf)).toEqual([true, 'mixed'])
  })
  it('believes no grant but true', () => {
    expect(aChoice({ marketing: false, pixel: false }).wish.value).toMatchObject({ pixel: false, films: false })
    expect(aChoice({ other: true }).wish.value).toEqual({ statistics: false, pixel: false, films: false })
  })
  it('asks nothing about what is necessary, whatever is turned', () => {
    const choice = aChoice({ necessary: true })
    choice.toggleCategory('necessary')
    choice.toggleService('cart')
    expect(choice.wish.value).not.toHaveProperty('cart')
  })
  it('turns one service on and off, and no other', () => {
    const choice = aChoice()
    choice.toggleService('pixel')
    expect(choice.wish.value).toEqual({ statistics: false, pixel: true, films: false })
    expect([choice.isOn('pixel'), choice.isOn('films'), choice.stateOf('marketing')]).toEqual([true, false, 'mixed'])
    choice.toggleService('pixel')
    expect([choice.isOn('pixel'), choice.stateOf('marketing')]).toEqual([false, false])
  })
  it('has a category on as soon as all its services are', () => {
    const choice = aChoice({ films: true })
    choice.toggleService('pixel')
    expect(choice.stateOf('marketing')).toBe(true)
  })
  it.each<[string, Grants, boolean]>([
    ['off', {}, true],
    ['partly on', { films: true }, true],
    ['on', { marketing: true }, false],
  ])('turns a category that is %s as a whole', (_, grants, to) => {
    const choice = aChoice({ ...grants, analytics: true })
    choice.toggleCategory('marketing')
    expect(choice.wish.value).toEqual({ statistics: true, pixel: to, films: to })
  })
  it('changes nothing for a category that it does not know', () => {
    const choice = aChoice({ analytics: true })
    choice.toggleCategory('other')
    expect(choice.stateOf('other')).toBe(false)
    expect(choice.wish.value).toEqual({ statistics: true, pixel: false, films: false })
  })
  it('leaves the grants that it started from alone', () => {
    const grants = Object.freeze({ marketing: true })
    aChoice(grants).toggleCategory('marketing')
    expect(grants).toEqual({ marketing: true })
  })
  it('tells whoever reads it of every change', () => {
    const choice = aChoice()
    const seen: unknown[] = []
    const stop = effect(() => void seen.push(choice.stateOf('marketing')))
    choice.toggleService('pixel')
    choice.toggleCategory('marketing')
    stop()
    choice.toggleCategory('marketing')
    expect(seen).toEqual([false, 'mixed', true])
  })
  it('makes a wish that, granted, is the choice that it starts from the next time', () => {
    const services = categories.flatMap(({ id, services }) => services.map((service) => ({ id: service.id, category: id })))
    const choice = aChoice({ analytics: true, films: true })
    const grants = makeGrants(services, choice.wish.value)
    expect(grants).toEqual({ analytics: true, marketing: false, films: true })
    expect(aChoice(grants).wish.value).toEqual(choice.wish.value)
    expect(services.filter((service) => isGranted(service, grants)).map(({ id }) => id)).toEqual(['cart', 'statistics', 'films'])
  })
})
