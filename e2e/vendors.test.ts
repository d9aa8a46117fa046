import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

let lab: Lab
let visitor: Visitor
/** Which vendors' tags were asked for, by their host, oldest first. */
let asked: string[]
/** What the vendors' tags heard when they ran, and after. */
let heard: unknown[]

beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  asked = []
  heard = []
  await visitor.context.exposeFunction('hear', (said: unknown) => void heard.push(said))
  // Nothing leaves this machine: every host but our own is answered here, by a tag that tells us what it hears.
  await visitor.context.route(
    ({ hostname }) => !hostname.endsWith('localhost'),
    (route) => {
      const { hostname, pathname } = new URL(route.request().url())
      asked.push(hostname + pathname)
      return route.fulfill({ contentType: 'text/javascript', body: tags[hostname] ?? '' })
    },
  )
  return () => visitor.context.close()
})

/** Stand-ins for the vendors' tags: each takes over its queue in the way of the real one. */
const tags: Record<string, string> = {
  'www.googletagmanager.com': `(() => {
    const queue = window.dataLayer, plain = (said) => Object.prototype.toString.call(said) === '[object Arguments]' ? [...said] : said
    window.google_tag_manager = { 'G-1': {} }
    queue.forEach((said) => hear(plain(said)))
    const push = queue.push
    queue.push = (...said) => { said.forEach((one) => hear(plain(one))); return push.apply(queue, said) }
  })()`,
  'connect.facebook.net': `(() => {
    fbq.callMethod = (...said) => { hear(said) }
    for (const said of fbq.queue.splice(0)) fbq.callMethod(...said)
  })()`,
  'bat.bing.com': `window.UET = function ({ q }) { this.push = (...said) => { said.forEach((one) => hear(one)) }; this.push(...q) }`,
  'www.clarity.ms': `(() => {
    const { q } = clarity
    window.clarity = (...said) => { hear(said) }
    q.forEach((said) => clarity(...said))
  })()`,
  'analytics.tiktok.com': `(() => {
    for (const said of ttq.splice(0)) hear(said)
    for (const method of ttq.methods) ttq[method] = (...said) => { hear([method, ...said]) }
  })()`,
  'stats.example': `(() => {
    const queue = _paq
    window._paq = { push: (...said) => { said.forEach((one) => hear(one)) } }
    queue.forEach((said) => _paq.push(said))
  })()`,
}

const open = async () => {
  await visitor.page.goto(lab.address)
  await visitor.page.waitForTimeout(250)
}
const grant = async (named: Record<string, boolean>) => {
  await visitor.page.evaluate((wish) => window.kakburk?.set(wish), named)
  await visitor.page.waitForTimeout(400)
}
/** Takes everything back, and waits for the page that is loaded anew. */
const withdraw = async () => {
  const again = visitor.page.waitForEvent('load')
  await visitor.page.evaluate(() => window.kakburk?.withdraw())
  await again
  await visitor.page.waitForTimeout(250)
}
/** A queue of the page by what it is called there, with commands that are `arguments` objects as arrays. */
const queue = (name: string) =>
  visitor.page.evaluate((path) => {
    const found = path.split('.').reduce<unknown>((owner, part) => (owner as Record<string, unknown> | undefined)?.[part], window)
    return (
      found &&
      Array.from(found as ArrayLike<unknown>, (said) =>
        String(said) === '[object Arguments]' ? Array.from(said as ArrayLike<unknown>) : said,
      )
    )
  }, name)

/** Puts the vendor's loader where snippets put it: before the first script of the page. */
const loads = (address: string) =>
  `const tag = document.createElement('script'), first = document.getElementsByTagName('script')[0]; tag.async = true; tag.src = '${address}'; first.parentNode.insertBefore(tag, first);`

describe('Google', () => {
  const denied = {
    ad_storage: 'denied',
    ad_user_data: 'denied',
    ad_personalization: 'denied',
    analytics_storage: 'denied',
    functionality_storage: 'denied',
    personalization_storage: 'denied',
    security_storage: 'granted',
  }
  const defaults = [
    ['consent', 'default', { ...denied, wait_for_update: 500 }],
    ['set', 'ads_data_redaction', true],
  ]
  const counting = ['consent', 'update', { ...denied, analytics_storage: 'granted' }]
  const all = [
    'consent',
    'update',
    { ...denied, ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted', analytics_storage: 'granted' },
  ]
  const none = ['consent', 'update', denied]
  const no = { analytics: false, 'google-analytics': false, marketing: false, 'google-ads': false, 'google-tag-manager': false }
  const someYes = { ...no, analytics: true, 'google-analytics': true }
  const event = (kakburk: object) => ({ event: 'kakburk_consent', kakburk })

  /** The two ways in which shops load Google's tags, with what each of them puts into the data layer. */
  const ways = [
    {
      way: 'an asynchronous gtag',
      head: `<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
        <script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) } gtag('js', 1); gtag('config', 'G-1')</script>`,
      own: [
        ['js', 1],
        ['config', 'G-1'],
      ],
      yes: { analytics: true },
      update: counting,
      told: someYes,
    },
    {
      way: 'a GTM loader',
      head: `<script>(() => { window.dataLayer = window.dataLayer || []; dataLayer.push({ event: 'gtm.js' }); ${loads('https://www.googletagmanager.com/gtm.js?id=GTM-1')} })()</script>`,
      own: [{ event: 'gtm.js' }],
      yes: { analytics: true, marketing: true },
      update: all,
      told: Object.fromEntries(Object.keys(no).map((name) => [name, true])),
    },
    {
      way: 'a GTM loader behind a data layer that the page begins itself',
      head: `<script>dataLayer = [{ page: 'cart' }]</script>
        <script>(() => { window.dataLayer = window.dataLayer || []; dataLayer.push({ event: 'gtm.js' }); ${loads('https://www.googletagmanager.com/gtm.js?id=GTM-1')} })()</script>`,
      own: [{ page: 'cart' }, { event: 'gtm.js' }],
      yes: { analytics: true, marketing: true },
      update: all,
      told: Object.fromEntries(Object.keys(no).map((name) => [name, true])),
    },
  ]
  const services = ['google-analytics', 'google-ads', 'google-tag-manager']

  describe.each(ways)('by $way', ({ head, own, yes, update, told }) => {
    it('in basic mode is asked for nothing before a yes, and finds the defaults and the answer before all else', async () => {
      lab.publish({ services, consentMode: 'basic' })
      lab.write({ head })
      await open()
      expect(asked).toEqual([])
      expect(await queue('dataLayer')).toEqual([...defaults, ...own])
      await grant(yes)
      await expect.poll(() => asked).toHaveLength(1)
      await expect.poll(() => heard).toEqual([...defaults, ...own, update, event(told)])

      heard = []
      await open()
      await expect.poll(() => heard).toEqual([...defaults, update, { kakburk: told }, ...own])
      expect(visitor.complaints).toEqual([])
    })

    it('in advanced mode runs at once, finds the defaults before all else, and hears each answer', async () => {
      lab.publish({ services, consentMode: 'advanced' })
      lab.write({ head })
      await open()
      await expect.poll(() => asked).toHaveLength(1)
      await expect.poll(() => heard).toEqual([...defaults, ...own])
      await grant(yes)
      await expect.poll(() => heard).toEqual([...defaults, ...own, update, event(told)])
      await expect.poll(() => asked).toHaveLength(1)
    })

    it('hears the withdrawal, is stopped, and finds the no on the page that is loaded anew', async () => {
      lab.publish({ services, consentMode: 'basic' })
      lab.write({ head: `${head}<script>addEventListener('pagehide', () => { sessionStorage.flag = window['ga-disable-G-1'] })</script>` })
      await open()
      await grant(yes)
      heard = []
      asked = []
      await withdraw()
      await expect.poll(() => heard).toEqual([none, event(no)])
      expect(await visitor.page.evaluate(() => sessionStorage.flag)).toBe('true')
      expect(asked).toEqual([])
      expect(await queue('dataLayer')).toEqual([...defaults, none, { kakburk: no }, ...own])
    })
  })

  it('hears of a yes to a part only that part', async () => {
    lab.publish({ services, consentMode: 'advanced' })
    lab.write({ head: ways[1]?.head ?? '' })
    await open()
    heard = []
    await grant({ 'google-analytics': true })
    await expect.poll(() => heard).toEqual([counting, event({ ...no, analytics: true, 'google-analytics': true })])
  })

  it('hears a no as well', async () => {
    lab.publish({ services, consentMode: 'advanced' })
    lab.write({ head: ways[1]?.head ?? '' })
    await open()
    heard = []
    await visitor.page.evaluate(() => window.kakburk?.rejectAll())
    await visitor.page.waitForTimeout(400)
    await expect.poll(() => heard).toEqual([none, event(no)])
  })
})

type Case = {
  name: string
  service: string
  /** What the shop pasted. */
  snippet: string
  /** The page's queue, and what the snippet itself puts into it. */
  queue: string
  own: unknown[]
  /** What we say before any answer, and for each. */
  first: unknown[]
  yes: unknown[]
  no: unknown[]
  /** What we say when a yes is taken back. */
  back: unknown[]
  /** What a later page says first, where it is not the two together. */
  firstYes?: unknown[]
  firstNo?: unknown[]
  /** Differences from the catalogue. */
  differing?: object
  /** The tag obeys what it is told, and is not held. */
  loadsAtOnce?: boolean
}

const matomo = `<script>var _paq = (window._paq = window._paq || []); _paq.push(['trackPageView']); (() => { ${loads('https://stats.example/matomo.js')} })()</script>`

const cases: Case[] = [
  {
    name: 'the Meta pixel',
    service: 'facebook-pixel',
    snippet: `<script>(() => {
      if (window.fbq) return
      const n = (window.fbq = function () { n.callMethod ? n.callMethod.apply(n, arguments) : n.queue.push(arguments) })
      if (!window._fbq) window._fbq = n
      n.push = n; n.loaded = true; n.version = '2.0'; n.queue = []
      ${loads('https://connect.facebook.net/en_US/fbevents.js')}
    })(); fbq('init', '1'); fbq('track', 'PageView')</script>`,
    queue: 'fbq.queue',
    own: [
      ['init', '1'],
      ['track', 'PageView'],
    ],
    first: [['consent', 'revoke']],
    yes: [['consent', 'grant']],
    no: [['consent', 'revoke']],
    back: [['consent', 'revoke']],
    firstYes: [['consent', 'grant']],
    firstNo: [['consent', 'revoke']],
  },
  {
    name: 'Microsoft UET',
    service: 'microsoft-uet',
    snippet: `<script>(() => {
      window.uetq = window.uetq || []
      ${loads('https://bat.bing.com/bat.js')}
      tag.onload = () => { window.uetq = new UET({ ti: '1', q: window.uetq }); window.uetq.push('pageLoad') }
    })()</script>`,
    queue: 'uetq',
    own: [],
    first: ['consent', 'default', { ad_storage: 'denied' }],
    yes: ['consent', 'update', { ad_storage: 'granted' }],
    no: ['consent', 'update', { ad_storage: 'denied' }],
    back: ['consent', 'update', { ad_storage: 'denied' }],
  },
  {
    name: 'Clarity',
    service: 'microsoft-clarity',
    snippet: `<script>(() => {
      window.clarity = window.clarity || function () { (clarity.q = clarity.q || []).push(arguments) }
      ${loads('https://www.clarity.ms/tag/1')}
    })(); clarity('set', 'shop', 'lab')</script>`,
    queue: 'clarity.q',
    own: [['set', 'shop', 'lab']],
    first: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]],
    yes: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'granted' }]],
    no: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]],
    back: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]],
    firstYes: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'granted' }]],
    firstNo: [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]],
  },
  {
    name: 'the TikTok pixel',
    service: 'tiktok-pixel',
    snippet: `<script>(() => {
      window.TiktokAnalyticsObject = 'ttq'
      const ttq = (window.ttq = window.ttq || [])
      ttq.methods = ['page', 'track', 'identify', 'holdConsent', 'revokeConsent', 'grantConsent']
      for (const method of ttq.methods) ttq[method] = (...values) => { ttq.push([method, ...values]) }
      ${loads('https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=1')}
      ttq.page()
    })()</script>`,
    queue: 'ttq',
    own: [['page']],
    first: [['holdConsent']],
    yes: [['grantConsent']],
    no: [['revokeConsent']],
    back: [['revokeConsent']],
  },
  {
    name: 'Matomo',
    service: 'matomo',
    snippet: matomo,
    queue: '_paq',
    own: [['trackPageView']],
    first: [['requireConsent']],
    yes: [['setConsentGiven']],
    no: [],
    back: [['forgetConsentGiven']],
    differing: { hosts: ['stats.example'] },
  },
  {
    name: 'Matomo without cookies',
    service: 'matomo',
    snippet: matomo,
    queue: '_paq',
    own: [['trackPageView']],
    first: [['requireCookieConsent']],
    yes: [['setCookieConsentGiven']],
    no: [],
    back: [['forgetCookieConsentGiven']],
    differing: { hosts: ['stats.example'], vendor: 'matomo-cookieless' },
    loadsAtOnce: true,
  },
]

describe.each(cases)('$name', (vendor) => {
  const { service, snippet, own, first, yes, no } = vendor
  const { firstYes = [...first, ...yes], firstNo = [...first, ...no] } = vendor
  const other = { id: 'other', name: 'Other', category: 'preferences', purpose: { sv: 'Prov' }, controller: 'shop', hosts: [], cookies: [] }
  const publish = (blocking: string) => lab.publish({ services: [{ use: service, ...vendor.differing }, other], blocking })
  /** What of a tag that is told of it later follows the tag's own. */
  const pageLoad = service === 'microsoft-uet' ? ['pageLoad'] : []

  if (vendor.loadsAtOnce) {
    it('runs at once, is told no before all else, and hears every answer', async () => {
      publish('automatic')
      lab.write({ head: snippet })
      await open()
      await expect.poll(() => heard).toEqual([...first, ...own])
      await grant({ other: true })
      await grant({ [service]: true })
      await expect.poll(() => heard).toEqual([...first, ...own, ...yes])

      heard = []
      await open()
      await expect.poll(() => heard).toEqual([...firstYes, ...own])
      await grant({ [service]: false })
      await expect.poll(() => heard).toEqual([...firstYes, ...own, ...vendor.back])
    })
  } else {
    it('waits, is told no before all else, and runs with every answer in order', async () => {
      publish('automatic')
      lab.write({ head: snippet })
      await open()
      expect(await queue(vendor.queue)).toEqual([...first, ...own])
      await grant({ other: true })
      expect([asked, heard]).toEqual([[], []])
      await grant({ [service]: true })
      await expect.poll(() => asked).toHaveLength(1)
      await expect.poll(() => heard).toEqual([...first, ...own, ...no, ...yes, ...pageLoad])
      expect(visitor.complaints).toEqual([])
    })

    it('is told yes before all else on the next page, hears the withdrawal there, and is told no on the page that is loaded anew', async () => {
      publish('automatic')
      lab.write({ head: snippet })
      await open()
      await grant({ [service]: true })
      heard = []
      await open()
      await expect.poll(() => heard).toEqual([...firstYes, ...own, ...pageLoad])

      heard = []
      asked = []
      await withdraw()
      await expect.poll(() => heard).toEqual(vendor.back)
      expect(asked).toEqual([])
      expect(await queue(vendor.queue)).toEqual([...firstNo, ...own])
    })
  }

  it('is told no before all else where nothing holds its tag', async () => {
    publish('marked')
    lab.write({ head: snippet })
    await open()
    await expect.poll(() => asked).toHaveLength(1)
    await expect.poll(() => heard).toEqual([...first, ...own, ...pageLoad])
    await grant({ [service]: true })
    await expect.poll(() => heard).toEqual([...first, ...own, ...pageLoad, ...yes])
  })
})

describe('a Meta pixel whose snippet the owner has marked', () => {
  const snippet = cases[0]?.snippet.replace('<script>', '<script type="text/plain" data-consent="marketing">') ?? ''
  const shop = `<script>fbq('track', 'ViewContent')</script>`

  it('may be called by the shop before it runs, and misses nothing', async () => {
    lab.publish({ services: ['facebook-pixel'] })
    lab.write({ head: snippet, body: shop })
    await open()
    expect(asked).toEqual([])
    await grant({ marketing: true })
    await expect
      .poll(() => heard)
      .toEqual([
        ['consent', 'grant'],
        ['init', '1'],
        ['track', 'PageView'],
        ['track', 'ViewContent'],
      ])
    expect(visitor.complaints).toEqual([])
  })
  it('is not there for the shop when there is no snippet at all', async () => {
    lab.publish({ services: ['facebook-pixel'] })
    lab.write({ body: '<script>window.seen = typeof fbq</script>' })
    await open()
    expect(await visitor.page.evaluate(() => (window as { seen?: string }).seen)).toBe('undefined')
  })
})

it('tells nobody whom the policy does not name', async () => {
  lab.publish({ services: ['shop-cart', 'youtube'], consentMode: 'off' })
  lab.write({})
  await open()
  await visitor.page.evaluate(() => window.kakburk?.acceptAll())
  await visitor.page.waitForTimeout(250)
  expect(
    await visitor.page.evaluate(() => ['dataLayer', 'fbq', 'uetq', 'clarity', 'ttq', '_paq'].filter((name) => Object.hasOwn(window, name))),
  ).toEqual([])
})
