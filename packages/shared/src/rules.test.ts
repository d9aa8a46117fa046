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
  it('split addresses and put the longest first', () => {
    expect(rulesOf({ services: ['google-analytics'] }).hosts).toEqual([
      ['www.googletagmanager.com', '/gtag/destination', 'id=G-', 'google-analytics'],
      ['www.googletagmanager.com', '/gtag/js', 'id=G-', 'google-analytics'],
      ['stats.g.doubleclick.net', '', '', 'google-analytics'],
      ['google-analytics.com', '', '', 'google-analytics'],
      ['analytics.google.com', '', '', 'google-analytics'],
    ])
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
    expect(hosts?.filter(([, , , id]) => id === 'own' || id === 'klarna-checkout')).toEqual([
      ['pay.google-analytics.com', '', '', 'own'],
      ['js.klarna.com', '', '', 'klarna-checkout'],
    ])
  })
  it('do not hold Google in advanced mode, and hold everyone else', () => {
    expect(rulesOf({ consentMode: 'advanced' }).hosts?.map(([host]) => host)).toEqual(['connect.facebook.net', 'www.facebook.com'])
  })
  it('know no addresses when only marks count', () => {
    expect(rulesOf({ blocking: 'marked' })).not.toHaveProperty('hosts')
  })
})
