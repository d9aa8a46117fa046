import { isGranted, type RuleService } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { cookieNames, forbiddenNames } from './belongings.ts'

const service = (id: string, category: string, cookies: string[]): RuleService => ({
  id,
  category,
  cookies,
  storage: [{ key: `${id}-key*`, area: 'local' }],
})
const services = [
  service('cart', 'necessary', ['cart', '_galleri']),
  service('statistics', 'analytics', ['_ga', '_ga_*', '_gat*', '_galler*']),
  service('pixel', 'marketing', ['_fbp', '*_fbc']),
]
const granting =
  (grants: Record<string, boolean>) =>
  (name: string): boolean =>
    isGranted(services.find(({ id }) => id === name) ?? { id: name, category: name }, grants)
const forbidden = (names: string[], grants = {}) => forbiddenNames('cookie', names, services, granting(grants))

describe('which cookies must not be', () => {
  it('are those of services without a grant, by name and by pattern', () => {
    expect(forbidden(['cart', '_ga', '_ga_X1', '_gat_gtag_UA', '_fbp', 'x_fbc', '_gab', 'own', ''])).toEqual([
      '_ga',
      '_ga_X1',
      '_gat_gtag_UA',
      '_fbp',
      'x_fbc',
    ])
  })
  it('are not those of a granted service', () => {
    expect(forbidden(['_ga', '_fbp'], { analytics: true })).toEqual(['_fbp'])
  })
  it('are never those that something granted or necessary uses as well', () => {
    expect(forbidden(['_galleri', '_galleri2'])).toEqual(['_galleri2'])
  })
})

describe('which storage keys must not be', () => {
  it('are told apart by the store that they lie in', () => {
    const names = ['statistics-key1', 'cart-key', 'other']
    expect(forbiddenNames('local', names, services, granting({}))).toEqual(['statistics-key1'])
    expect(forbiddenNames('session', names, services, granting({}))).toEqual([])
  })
})

it('reads the names of all cookies', () => {
  expect(cookieNames('a=1; b=x=y; c')).toEqual(['a', 'b', 'c'])
})
