import { describe, expect, it } from 'vitest'
import { expiredForms } from './clean.ts'

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
