import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue/index.ts'
import { createJudge } from './judge.ts'
import { trackers } from './trackers.ts'

const all = [...trackers.analytics, ...trackers.marketing]
const hosts = Object.fromEntries(Object.entries(trackers).map(([name, addresses]) => [name, addresses.join(' ')]))
const { judge } = createJudge({ hosts }, 'www.shop.example')
const namesOf = (address: string) => judge(null, [`https://${address}`], 'https://www.shop.example/').map(({ name }) => name)

describe('the list of the best-known trackers', () => {
  it('is written as the hosts of services are, each once', () => {
    expect(new Set(all).size).toBe(all.length)
    for (const host of all) expect(host).toMatch(/^([a-z0-9-]+\.)+[a-z]+(\/[^\s?#*]*)?(\?[^\s#*]+)?$/)
  })

  it.each([
    ['www.google-analytics.com/analytics.js', 'analytics'],
    ['region1.google-analytics.com/g/collect?v=2', 'analytics'],
    ['www.googletagmanager.com/gtag/js?id=G-ABC', 'analytics'],
    ['www.googletagmanager.com/gtag/js?id=AW-1', 'marketing'],
    ['www.googletagmanager.com/gtm.js?id=GTM-X', 'marketing'],
    ['googleads.g.doubleclick.net/pagead/id', 'marketing'],
    ['pagead2.googlesyndication.com/pagead/js/adsbygoogle.js', 'marketing'],
    ['www.google.com/pagead/1p-user-list/1/', 'marketing'],
    ['connect.facebook.net/sv_SE/fbevents.js', 'marketing'],
    ['www.facebook.com/tr?id=1&ev=PageView&noscript=1', 'marketing'],
    ['www.clarity.ms/tag/abc', 'analytics'],
    ['bat.bing.com/bat.js', 'marketing'],
    ['analytics.tiktok.com/i18n/pixel/events.js', 'marketing'],
    ['script.hotjar.com/modules.js', 'analytics'],
    ['px.ads.linkedin.com/collect', 'marketing'],
    ['s.pinimg.com/ct/core.js', 'marketing'],
    ['static.ads-twitter.com/uwt.js', 'marketing'],
    ['track.adform.net/serving/scripts/trackpoint/', 'marketing'],
    ['shop.matomo.cloud/matomo.php', 'analytics'],
  ])('has %s wait for %s', (address, category) => {
    expect(namesOf(address)).toEqual([category])
  })

  it.each([
    'checkout.klarna.com/kcc',
    'x.klarnacdn.net/kp/lib/v1/api.js',
    'ecom.payex.com/checkout/core/client/paymentmenu',
    'js.stripe.com/v3/',
    'www.paypal.com/sdk/js',
    'www.google.com/recaptcha/api.js',
    'www.recaptcha.net/recaptcha/api.js',
    'www.gstatic.com/recaptcha/releases/x.js',
    'js.hcaptcha.com/1/api.js',
    'challenges.cloudflare.com/turnstile/v0/api.js',
    'accounts.google.com/gsi/client',
    'appleid.cdn-apple.com/appleauth/static/jsapi/appleid/1/en_US/appleid.auth.js',
    'www.facebook.com/v21.0/dialog/oauth',
    'www.youtube.com/embed/x',
    'maps.googleapis.com/maps/api/js',
    'fonts.googleapis.com/css2',
    'cdn.jsdelivr.net/npm/htmx.org',
    'cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.min.js',
    'i.pinimg.com/564x/a.jpg',
    't.co/abc',
    'cdn.shopify.com/s/files/1/theme.js',
    'www.shop.example/tr',
  ])('leaves %s alone', (address) => {
    expect(namesOf(address)).toEqual([])
  })

  it('meets no address of a necessary service of the catalogue, wider or narrower', () => {
    const necessary = [...catalogue.values()].filter(({ category }) => category === 'necessary').flatMap(({ hosts }) => hosts)
    expect(necessary).not.toHaveLength(0)
    const hostOf = (address: string) => `.${address.split(/[/?]/)[0]}`
    for (const tracker of all.map(hostOf)) {
      for (const host of necessary.map(hostOf)) expect([tracker.endsWith(host), host.endsWith(tracker)]).toEqual([false, false])
    }
  })
})
