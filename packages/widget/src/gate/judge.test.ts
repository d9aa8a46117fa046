import { catalogue, compileRules, type Policy } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createJudge, serviceOf } from './judge.ts'

const base = 'https://shop.example/products/'
const everyService = { site: 'shop', services: [...catalogue.values()], lifetimeDays: 182 } as unknown as Policy
const { hosts = [] } = compileRules(everyService, 'sha256-', {})
const judgeWith = (...granted: string[]) => createJudge(hosts, (name) => granted.includes(name))

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
    expect(serviceOf(hosts, address, base)).toBe(id)
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
    expect(serviceOf(hosts, address, base)).toBeUndefined()
  })
})

describe('the verdict', () => {
  const gtag = 'https://www.googletagmanager.com/gtag/js?id=G-1'

  it('holds a declared service until it is granted', () => {
    expect(judgeWith()(null, gtag, base)).toEqual({ name: 'google-analytics', wait: true })
    expect(judgeWith('google-analytics')(null, gtag, base)).toEqual({ name: 'google-analytics', wait: false })
  })
  it('goes by the mark before the address', () => {
    expect(judgeWith('google-analytics')('marketing', gtag, base)).toEqual({ name: 'marketing', wait: true })
    expect(judgeWith('necessary')('necessary', gtag, base)).toEqual({ name: 'necessary', wait: false })
  })
  it('takes an empty mark for a mistake, and holds', () => {
    expect(judgeWith()('', gtag, base)).toEqual({ name: '', wait: true })
  })
  it('has nothing to say of the rest', () => {
    expect(judgeWith()(null, '/shop.js', base)).toBeUndefined()
    expect(judgeWith()(null, null, base)).toBeUndefined()
  })
})
