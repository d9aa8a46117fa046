import { catalogue, type Grants, type RuleService } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createJudge } from './judge.ts'

const base = 'https://shop.example/products/'
const services: RuleService[] = [...catalogue.values()].map((service) => ({ ...service, cookies: [] }))
const judgeWith = (grants: Grants = {}) => createJudge(services, () => grants)

describe('whose an address is', () => {
  it.each([
    ['https://www.googletagmanager.com/gtag/js?id=G-1', 'google-analytics'],
    ['https://www.googletagmanager.com/gtag/js?l=dataLayer&id=G-1', 'google-analytics'],
    ['https://www.googletagmanager.com/gtag/js?id=AW-1', 'google-ads'],
    ['https://www.googletagmanager.com/gtm.js?id=GTM-1', 'google-tag-manager'],
    ['//region1.google-analytics.com/g/collect', 'google-analytics'],
    ['https://stats.g.doubleclick.net/g/collect', 'google-analytics'],
    ['https://googleads.g.doubleclick.net/pagead/viewthroughconversion', 'google-ads'],
    ['https://connect.facebook.net/sv_SE/fbevents.js', 'facebook-pixel'],
    ['https://www.facebook.com/tr?id=1', 'facebook-pixel'],
    ['https://js.klarna.com/web-sdk/v1/klarna.js', 'klarna-messaging'],
    ['https://js.klarna.com/kco/', 'klarna-checkout'],
    ['HTTPS://WWW.YouTube.com/embed/x', 'youtube'],
  ])('%s is of %s', (address, id) => {
    expect(judgeWith().serviceOf(address, base)?.id).toBe(id)
  })

  it.each([
    ['the shop itself', '/gtag/js?id=G-1'],
    ['a host that only ends alike', 'https://notgoogle-analytics.com/collect'],
    ['a host that starts alike', 'https://google-analytics.com.evil.example/'],
    ['another path of the host', 'https://www.facebook.com/shop'],
    ['an id that only holds the id', 'https://www.googletagmanager.com/gtag/js?xid=G-1'],
    ['no address', 'http://['],
    ['data', 'data:text/javascript,1'],
  ])('nobody declared %s', (_, address) => {
    expect(judgeWith().serviceOf(address, base)).toBeUndefined()
  })
})

describe('the verdict', () => {
  const gtag = 'https://www.googletagmanager.com/gtag/js?id=G-1'

  it('holds a declared service until it is granted', () => {
    expect(judgeWith().judge(null, gtag, base)).toEqual({ name: 'google-analytics', wait: true })
    expect(judgeWith({ analytics: true }).judge(null, gtag, base)).toEqual({ name: 'google-analytics', wait: false })
    expect(judgeWith({ 'google-analytics': true }).judge(null, gtag, base)).toEqual({ name: 'google-analytics', wait: false })
  })
  it('never holds what is necessary', () => {
    expect(judgeWith().judge(null, 'https://checkout.klarna.com/x', base)?.wait).toBe(false)
    expect(judgeWith().judge('necessary', null, base)?.wait).toBe(false)
  })
  it('goes by the mark before the address', () => {
    expect(judgeWith({ analytics: true }).judge('marketing', gtag, base)).toEqual({ name: 'marketing', wait: true })
    expect(judgeWith().judge('necessary', gtag, base)?.wait).toBe(false)
  })
  it('takes a service as a mark', () => {
    expect(judgeWith({ marketing: true }).judge('youtube', null, base)).toEqual({ name: 'youtube', wait: false })
  })
  it.each(['analytcis', '', 'constructor', '__proto__'])('never grants the unknown mark "%s"', (mark) => {
    expect(judgeWith({ analytics: true, marketing: true }).judge(mark, null, base)?.wait).toBe(true)
  })
  it('has nothing to say of the rest', () => {
    expect(judgeWith().judge(null, '/shop.js', base)).toBeUndefined()
    expect(judgeWith().judge(null, null, base)).toBeUndefined()
  })
})
