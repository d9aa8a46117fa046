import { catalogue, compileRules, type Policy } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { createJudge, serviceOf } from './judge.ts'

const base = 'https://shop.example/products/'
const everyService = { site: 'shop', services: [...catalogue.values()], lifetimeDays: 182 } as unknown as Policy
const { hosts = [] } = compileRules(everyService, 'sha256-', {})

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

describe('whose a thing is', () => {
  const judge = createJudge(hosts)
  const gtag = 'https://www.googletagmanager.com/gtag/js?id=G-1'

  it('is told by its address', () => {
    expect(judge(null, gtag, base)).toBe('google-analytics')
  })
  it('is told by the mark before the address, whatever the mark says', () => {
    expect(judge('marketing', gtag, base)).toBe('marketing')
    expect(judge('analytcis', gtag, base)).toBe('analytcis')
    expect(judge('', gtag, base)).toBe('')
    expect(judge('youtube', null, base)).toBe('youtube')
  })
  it('is not known of the rest', () => {
    expect(judge(null, '/shop.js', base)).toBeUndefined()
    expect(judge(null, null, base)).toBeUndefined()
  })
})
