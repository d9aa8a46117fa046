import { describe, expect, it } from 'vitest'
import { compileRules } from './rules.ts'
import { aPolicy } from './testing/policy.ts'

describe('compiled rules', () => {
  const question = `sha256-${'q'.repeat(43)}`
  const rulesOf = (differing: Record<string, unknown>) => compileRules(aPolicy(differing), 'sha256-x', { sv: question })

  it('hold what the gate needs and no more', () => {
    expect(rulesOf({ services: ['shop-cart', 'google-ads'] })).toMatchObject({
      site: 'shop',
      policy: 'sha256-x',
      questions: { sv: 'q'.repeat(22) },
      maxAge: 15_724_800,
      services: [
        { id: 'shop-cart', category: 'necessary' },
        { id: 'google-ads', category: 'marketing', cookies: ['_gcl_*', '_gac_*'], storage: [{ key: '_gcl_ls', area: 'local' }] },
      ],
    })
  })
  it('know each service by its addresses, and the best-known trackers by their category', () => {
    const { hosts } = rulesOf({ services: ['google-analytics'] })
    expect(hosts?.['google-analytics']?.split(' ')).toEqual([
      'www.googletagmanager.com/gtag/js?id=G-',
      'www.googletagmanager.com/gtag/destination?id=G-',
      'google-analytics.com',
      'analytics.google.com',
      'stats.g.doubleclick.net',
    ])
    expect(hosts?.marketing?.split(' ')).toContain('connect.facebook.net')
    // What the policy declares is not named once more.
    expect(hosts?.analytics?.split(' ')).not.toContain('google-analytics.com')
  })
  it('leave out what is necessary, but where a rule of another would take it along', () => {
    const own = { name: 'Own', category: 'necessary', purpose: { sv: 'x' }, controller: 'shop' }
    const cookies = ['_ga_shop', 'cart', '_gat'].map((name) => ({ name, lifetime: 'session' }))
    const shop = {
      ...own,
      id: 'own',
      hosts: ['pay.google-analytics.com', 'shop.example'],
      cookies,
      storage: [{ key: '_ga_x', area: 'local' }],
    }
    const { services, hosts } = rulesOf({ services: [shop, 'google-analytics', 'klarna-checkout', 'klarna-messaging'] })
    expect(services[0]).toEqual({
      id: 'own',
      category: 'necessary',
      cookies: ['_ga_shop', '_gat'],
      storage: [{ key: '_ga_x', area: 'local' }],
    })
    expect(hosts?.necessary?.split(' ')).toEqual(['pay.google-analytics.com', 'js.klarna.com'])
  })
  it('let go of what the owner declares essential below a tracker', () => {
    expect(rulesOf({ essentialHosts: ['fonts.example', 'tags.clarity.ms'] }).hosts?.necessary).toBe('tags.clarity.ms')
  })
  it('name everything that is let go in strict mode, where the unknown waits', () => {
    const { strict, hosts } = rulesOf({ blocking: 'strict', services: ['shop-cart', 'klarna-checkout'], essentialHosts: ['fonts.example'] })
    expect(strict).toBe(true)
    expect(hosts?.necessary?.split(' ')).toEqual(expect.arrayContaining(['js.klarna.com', 'fonts.example', 'www.shop.example']))
  })
  it('do not hold Google in advanced mode, and hold everyone else', () => {
    const { hosts } = rulesOf({ consentMode: 'advanced', services: ['google-analytics', 'facebook-pixel'] })
    expect(hosts?.['facebook-pixel']).toBe('connect.facebook.net www.facebook.com/tr')
    expect(hosts?.['google-analytics']).toBeUndefined()
    expect(hosts?.analytics?.split(' ')).not.toContain('google-analytics.com')
  })
  it('do not hold what counts without cookies until it is told otherwise', () => {
    const matomo = { use: 'matomo', hosts: ['stats.shop.example'], vendor: 'matomo-cookieless' }
    const { hosts, vendors } = rulesOf({ services: [matomo] })
    expect(hosts?.matomo).toBeUndefined()
    expect(vendors).toEqual([['matomo-cookieless', ['matomo']]])
  })
  it('know no addresses when only marks count', () => {
    expect(rulesOf({ blocking: 'marked' })).not.toHaveProperty('hosts')
  })
  it('know the domain of the cookie and the signals that are obeyed, when the policy names them', () => {
    expect(rulesOf({ cookieDomain: 'shop.example', doNotTrack: true })).toMatchObject({ domain: 'shop.example', dnt: true })
    expect(rulesOf({})).not.toHaveProperty('dnt')
  })
})
