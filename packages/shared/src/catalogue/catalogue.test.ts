import { describe, expect, it } from 'vitest'
import { languages } from '../language.ts'
import { vendors } from '../service.ts'
import { aPolicy } from '../testing/policy.ts'
import { catalogue } from './index.ts'
import { namedServices } from './text/texts.ts'

describe('the catalogue', () => {
  it('is a policy that its own schema accepts', () => {
    const services = [...catalogue.keys()].map((use) => (use === 'matomo' ? { use, hosts: ['www.shop.example/matomo'] } : use))
    expect(() => aPolicy({ services })).not.toThrow()
  })
  it.each([...catalogue.values()].map((service) => [service.id, service] as const))(
    'tells what %s is for in every language',
    (_, service) => {
      for (const language of languages) expect(service.purpose[language]).toMatch(/^[^{}]+$/)
    },
  )
  it('says whose videos they are', () => {
    expect(catalogue.get('youtube')?.purpose.sv).toBe('Visar filmer från YouTube på sidan.')
    expect(catalogue.get('vimeo')?.purpose.sv).toBe('Visar filmer från Vimeo på sidan.')
  })
  it('calls what has no name of its own by a word of each language', () => {
    const named = [...catalogue.values()].flatMap(({ id, name }) => (typeof name === 'string' ? [] : [[id, Object.keys(name)]]))
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(namedServices.map((id) => [id, [...languages]])))
  })
  it('names every vendor that can be told, but for a way of using one', () => {
    const told = [...catalogue.values()].flatMap(({ vendor }) => vendor ?? [])
    expect([...told, 'matomo-cookieless'].sort()).toEqual([...vendors].sort())
  })
  it('calls no analytics, advertising or remembered login necessary', () => {
    const necessary = [...catalogue.values()].filter(({ category }) => category === 'necessary').map(({ id }) => id)
    expect(necessary).toEqual(['shop-cart', 'shop-session', 'login-session', 'csrf-token', 'klarna-checkout', 'swedbank-pay'])
  })
})
