import type { RuleService } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { doomed, expiredForms } from './clean.ts'

const service = (id: string, category: string, cookies: string[]): RuleService => ({ id, category, cookies })
const services = [
  service('cart', 'necessary', ['cart', '_galleri']),
  service('statistics', 'analytics', ['_ga', '_ga_*', '_gat*', '_galler*']),
  service('pixel', 'marketing', ['_fbp', '*_fbc']),
]
const doomedWith = (names: string[], grants = {}) => doomed(names, services, grants, ({ cookies = [] }) => cookies)

describe('which cookies are deleted', () => {
  it('are those of services without a grant, by name and by pattern', () => {
    expect(doomedWith(['cart', '_ga', '_ga_X1', '_gat_gtag_UA', '_fbp', 'x_fbc', '_gab', 'own', ''])).toEqual([
      '_ga',
      '_ga_X1',
      '_gat_gtag_UA',
      '_fbp',
      'x_fbc',
    ])
  })
  it('are not those of a granted service', () => {
    expect(doomedWith(['_ga', '_fbp'], { analytics: true })).toEqual(['_fbp'])
  })
  it('are never those that something granted or necessary uses as well', () => {
    expect(doomedWith(['_galleri', '_galleri2'])).toEqual(['_galleri2'])
  })
})

describe('the forms in which a cookie is deleted', () => {
  const forms = expiredForms('_ga', { hostname: 'www.shop.example', pathname: '/a/b.html' })
  it.each([
    '_ga=; Max-Age=0; Path=/',
    '_ga=; Max-Age=0; Path=/; Domain=www.shop.example',
    '_ga=; Max-Age=0; Path=/; Domain=shop.example',
    '_ga=; Max-Age=0; Path=/a; Domain=shop.example',
    '_ga=; Max-Age=0; Path=/a/; Secure',
    '_ga=; Max-Age=0; Path=/a/b.html',
    '_ga=; Max-Age=0; Path=/; Domain=shop.example; Secure; Partitioned',
  ])('hold %s', (form) => {
    expect(forms).toContain(form)
  })
  it('are each there once', () => {
    expect(new Set(forms).size).toBe(forms.length)
  })
})
