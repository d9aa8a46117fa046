import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'
import { catalogue } from './catalogue/index.ts'
import { makeGrants } from './decision.ts'
import { languages } from './language.ts'
import { printFault } from './parse.ts'
import { parsePolicy } from './policy.ts'
import { parsePolicyFile } from './policy-file.ts'
import { ConsentProblem } from './problem.ts'
import { askedCategories } from './question.ts'
import { aFile, aPolicy, texts } from './testing/policy.ts'

const faultsOf = (file: unknown): string[] => {
  try {
    parsePolicyFile(file, texts)
  } catch (problem) {
    if (problem instanceof ConsentProblem && problem.code === 'policy-invalid') return problem.faults.map(printFault)
    throw problem
  }
  return []
}

describe('a policy file', () => {
  it('is completed from the catalogue and our texts', () => {
    const policy = aPolicy({ texts: { sv: { title: 'Kakor?' } } })
    expect(policy.services.map(({ id }) => id)).toEqual(['shop-cart', 'google-analytics', 'facebook-pixel'])
    expect(policy.texts.sv?.title).toBe('Kakor?')
    expect(policy.texts.sv?.body).toBe('body sv')
    expect(policy).toMatchObject({ v: 1, blocking: 'automatic', consentMode: 'basic', lifetimeDays: 182, look: { radius: 8 } })
    expect(policy).toMatchObject({ doNotTrack: false })
    expect(policy).not.toHaveProperty('essentialHosts')
    expect(policy).not.toHaveProperty('cookieDomain')
    expect(parsePolicy(JSON.parse(canonical(policy)))).toEqual(policy)
  })

  it('carries the words of the catalogue in its own languages alone, so that no other changes its name', () => {
    const [cart, analytics] = aPolicy({ languages: ['fi', 'ar'] }).services
    expect(Object.keys(cart?.name ?? {})).toEqual(['fi', 'ar'])
    expect(Object.keys(analytics?.purpose ?? {})).toEqual(['fi', 'ar'])
  })
  it('keeps the words of an owner in whatever language they are', () => {
    const [cart] = aPolicy({ languages: ['fi'], services: [{ use: 'shop-cart', purpose: { sv: 'Korgen.' } }] }).services
    expect(cart?.purpose).toEqual({ sv: 'Korgen.' })
  })
  it('may have a text for every number, which holds another at least', () => {
    const said = (companies: unknown) => faultsOf(aFile({ texts: { sv: { companies } } }))
    expect(said({ one: 'en till', other: '{count} till' })).toEqual([])
    expect(said({ one: 'en till' })).toEqual(['texts.sv.companies.other: missing'])
    expect(said({ dozen: 'tolv', other: 'x' })).toEqual(['texts.sv.companies.dozen: not known here; remove it or correct its name'])
  })

  it('may say what differs in a service, or describe one whole', () => {
    const own = {
      id: 'chat',
      name: 'Chat',
      category: 'preferences',
      purpose: { sv: 'Chatt' },
      controller: 'Chat AB',
      hosts: ['chat.example'],
      cookies: [{ name: 'chat_*', lifetime: 'P30D' }],
    }
    const policy = aPolicy({ services: [{ use: 'shop-cart', cookies: [{ name: 'varukorg', lifetime: 'P14D' }] }, own] })
    expect(policy.services[0]).toMatchObject({ id: 'shop-cart', category: 'necessary', cookies: [{ name: 'varukorg', lifetime: 'P14D' }] })
    expect(policy.services[1]).toEqual({ ...own, storage: [] })
    expect(askedCategories(policy)).toEqual(['preferences'])
  })

  it.each([
    ['not an object', 7, 'expected an object, got 7'],
    ['without a site', aFile({ site: undefined }), 'site: '],
    ['with a name we do not know', aFile({ sites: 'x' }), 'sites: not known here; remove it or correct its name'],
    ['with a path in an origin', aFile({ origins: ['https://shop.example/'] }), 'origins[0]: expected scheme and host alone'],
    [
      'with an origin for every host',
      aFile({ origins: ['https://*.shop.example'] }),
      'origins[0]: expected one origin without *; list each origin',
    ],
    ['with a list for an object', aFile({ look: [] }), 'look: expected an object, got a list'],
    ['with a list for texts', aFile({ texts: [] }), 'texts: expected an object, got a list'],
    ['with a list for the texts of a language', aFile({ texts: { sv: [] } }), 'texts.sv: expected an object, got a list'],
    ['with an empty text', aFile({ texts: { sv: { title: '' } } }), 'texts.sv.title: expected a text, got an empty text'],
    ['with an empty list', aFile({ services: [] }), 'services: expected at least one service, got an empty list'],
    [
      'with a privacy page that is no address',
      aFile({ controller: { ...aFile().controller, privacyPage: 'https:shop' } }),
      'controller.privacyPage: expected a whole address such as "https://shop.example/privacy", got "https:shop"',
    ],
    [
      'with a blank name',
      aFile({ controller: { ...aFile().controller, name: '  ' } }),
      'controller.name: expected the name of the company, got "  "',
    ],
    [
      'with blanks for a purpose',
      aFile({ services: [{ use: 'shop-cart', purpose: { sv: ' ' } }] }),
      'services[0].purpose.sv: expected a text',
    ],
    [
      'with texts in a language that it does not offer',
      aFile({ languages: ['sv'], texts: { sv: { title: 'Kakor?' }, en: { title: 'Cookies?' } } }),
      'texts.en: expected texts in the languages of the policy alone (sv)',
    ],
    [
      'with a text that few can read',
      aFile({ look: { text: '#777777' } }),
      'look.text: expected a contrast of at least 4.5 to look.background (#ffffff), got 4.4 with #777777',
    ],
    [
      'with buttons that few can read',
      aFile({ look: { button: '#ffd700' } }),
      'look.buttonText: expected a contrast of at least 4.5 to look.button (#ffd700), got 1.4 with #ffffff',
    ],
    [
      'with a cookie pattern that fits our own cookie',
      aFile({
        services: [
          {
            use: 'google-ads',
            cookies: [
              { name: '_gcl_au', lifetime: 'P90D' },
              { name: 'k*', lifetime: 'P1D' },
            ],
          },
        ],
      }),
      'services[0].cookies[1].name: expected a name that does not fit "kakburk", in which the decision itself is kept, got "k*"',
    ],
    [
      'with a storage key that is ours',
      aFile({ services: [{ use: 'google-ads', storage: [{ key: 'kakburk', area: 'local' }] }] }),
      'services[0].storage[0].key: expected a name that does not fit "kakburk"',
    ],
    [
      'with half a character in a text',
      aFile({ texts: { sv: { title: 'Kakor \ud83c' } } }),
      'texts.sv.title: expected Unicode, got half of a character',
    ],
    ['with half a character in a name', aFile({ texts: { '\udf6a': {} } }), 'expected Unicode, got half of a character'],
    ['with http on the open net', aFile({ origins: ['http://shop.example'] }), 'origins[0]: expected https'],
    ['without origins', aFile({ origins: [] }), 'origins: expected at least one origin'],
    ['in a language we do not have', aFile({ languages: ['xx'] }), `languages[0]: expected one of ${languages.join(', ')}, got "xx"`],
    ['with an unknown service', aFile({ services: ['googel'] }), 'services[0]: expected a service of the catalogue (shop-cart,'],
    ['using an unknown service', aFile({ services: [{ use: 'googel' }] }), 'services[0].use: expected a service of the catalogue'],
    [
      'with a lifetime in plain words',
      aFile({ services: [{ use: 'shop-cart', cookies: [{ name: 'a', lifetime: '90 days' }] }] }),
      'services[0].cookies[0].lifetime: expected "session", "until-deleted" or a duration of one unit such as "P90D", "P2Y" or "PT30M", got "90 days"',
    ],
    [
      'with a scheme in a host',
      aFile({ services: [{ use: 'shop-cart', hosts: ['https://x.example'] }] }),
      'services[0].hosts[0]: expected a host',
    ],
    [
      'with a service twice',
      aFile({ services: ['shop-cart', 'google-ads', { use: 'shop-cart', name: 'Other' }] }),
      'services[2]: expected each service once, got "shop-cart" as in services[0]; remove it, or give it an id of its own such as "id": "shop-cart-2"',
    ],
    [
      'with a category that does not exist',
      aFile({ services: [{ use: 'shop-cart', category: 'needed' }] }),
      'services[0].category: expected one of necessary, preferences',
    ],
    [
      'with an id that is a category',
      aFile({ services: [{ ...catalogue.get('shop-cart'), id: 'analytics' }] }),
      'services[0].id: expected an id that is not',
    ],
    [
      'with an id that every object has',
      aFile({ services: [{ ...catalogue.get('shop-cart'), id: 'constructor' }] }),
      'services[0].id: expected an id that JavaScript does not use itself',
    ],
    ['with a text that nothing shows', aFile({ texts: { sv: { headline: 'x' } } }), 'texts.sv.headline: not known here'],
    ['with a colour by name', aFile({ look: { button: 'red' } }), 'look.button: expected a colour such as "#1a2b3c", got "red"'],
    ['with a mode that does not exist', aFile({ blocking: 'all' }), 'blocking: expected "marked", "automatic" or "strict", got "all"'],
    ...['https://cdn.example', 'cdn.example/lib', '*.cdn.example', 'cdn.example:8443', 'CDN.example', ''].map(
      (host): [string, unknown, string] => [
        `with "${host}" for an essential host`,
        aFile({ essentialHosts: ['fonts.example', host] }),
        'essentialHosts[1]: expected a host such as "cdn.shop.example", without scheme, port, path or *',
      ],
    ),
    [
      'with 41 essential hosts',
      aFile({ essentialHosts: Array.from({ length: 41 }, (_, n) => `h${n}.example`) }),
      'essentialHosts: expected at most 40 hosts, got 41',
    ],
    [
      'with an essential host that waits',
      aFile({ essentialHosts: ['connect.facebook.net'] }),
      'essentialHosts[0]: expected a host that no service waits with, got "connect.facebook.net" as in service "facebook-pixel"',
    ],
    ...['.shop.example', 'shop', 'https://shop.example', 'shop.example:443', 'Shop.example', '192.0.2.1', 'shop.example.'].map(
      (cookieDomain): [string, unknown, string] => [
        `with "${cookieDomain}" for the domain of the cookie`,
        aFile({ cookieDomain }),
        'cookieDomain: expected a domain such as "shop.example", in lower case',
      ],
    ),
    [
      'with an origin beside the domain of its cookie',
      aFile({ origins: ['https://www.shop.example', 'https://myshop.example'], cookieDomain: 'shop.example' }),
      'cookieDomain: expected a domain that every origin lies on, got "shop.example" and https://myshop.example',
    ],
    ['with a word for the control', aFile({ control: 'none' }), 'control: expected true or false'],
    ['with a word for yes', aFile({ doNotTrack: 'yes' }), 'doNotTrack: expected true or false, got "yes"'],
    [
      'with a vendor that we cannot tell',
      aFile({ services: [{ use: 'facebook-pixel', vendor: 'meta' }] }),
      'services[0].vendor: expected one of meta-pixel, microsoft-uet',
    ],
    [
      'with a Matomo that stands nowhere',
      aFile({ services: ['matomo'] }),
      'services[0].hosts: expected the address from which matomo is loaded, such as "www.shop.example/matomo" or "matomo.shop.example"',
    ],
    ['with a decision of two years', aFile({ lifetimeDays: 730 }), 'lifetimeDays: expected at most 365 days'],
  ])('is refused with the path when it is %s', (_, file, fault) => {
    expect(faultsOf(JSON.parse(JSON.stringify(file))).join('\n')).toContain(fault)
  })

  it('reports every fault, not the first alone', () => {
    expect(faultsOf(aFile({ languages: [], lifetimeDays: 0, origins: ['x'] }))).toHaveLength(3)
  })

  it.each([
    ['https://shop.example/', 'https://shop.example'],
    ['https://shop.example:443', 'https://shop.example'],
    ['https://Shop.Example', 'https://shop.example'],
    ['https://räksmörgås.se', 'https://xn--rksmrgs-5wao1o.se'],
    ['HTTPS://shop.example/kassa?a=b', 'https://shop.example'],
  ])('says how the origin of %s is written', (origin, written) => {
    expect(faultsOf(aFile({ origins: [origin] }))).toEqual([
      `origins[0]: expected scheme and host alone (write "${written}"), got "${origin}"`,
    ])
    expect(faultsOf(aFile({ origins: [written] }))).toEqual([])
  })

  it('may use a service twice, the second time under an id of its own', () => {
    const second = { use: 'google-analytics', id: 'ga-2', name: 'Google Analytics, webb-tv' }
    const { services } = aPolicy({ services: ['google-analytics', second] })
    expect(services.map(({ id, category }) => [id, category])).toEqual([
      ['google-analytics', 'analytics'],
      ['ga-2', 'analytics'],
    ])
  })

  it('may tell of our own cookie as necessary, and of a vendor whose cookies on its own domain look like it', () => {
    const cookies = [{ name: 'kakburk', lifetime: 'P182D' }]
    const afar = [{ name: 'k*', lifetime: 'P1D', domain: 'ads.example' }]
    expect(
      faultsOf(
        aFile({
          services: [
            { use: 'shop-cart', cookies },
            { use: 'google-ads', cookies: afar },
          ],
        }),
      ),
    ).toEqual([])
  })

  it.each([
    ['shop.example', ['https://shop.example', 'https://www.shop.example', 'https://kassa.eu.shop.example:8443']],
    ['xn--rksmrgs-5wao1o.xn--p1ai', ['https://www.xn--rksmrgs-5wao1o.xn--p1ai']],
    ['shop.localhost', ['http://www.shop.localhost:3000', 'http://shop.localhost']],
  ])('may hold one decision for %s and all below it', (cookieDomain, origins) => {
    expect(aPolicy({ cookieDomain, origins }).cookieDomain).toBe(cookieDomain)
  })

  it('may let a part of a host load whose rest waits, and the whole of one of which a part waits', () => {
    const essentialHosts = ['pay.google-analytics.com', 'facebook.com']
    expect(aPolicy({ essentialHosts }).essentialHosts).toEqual(essentialHosts)
  })

  it('may say where the shop keeps its Matomo, and that it counts without cookies before a yes', () => {
    const matomo = { use: 'matomo', hosts: ['www.shop.example/matomo'], vendor: 'matomo-cookieless' }
    expect(aPolicy({ services: [matomo] }).services[0]).toMatchObject({ id: 'matomo', category: 'analytics', vendor: 'matomo-cookieless' })
  })

  it('has no more services than a receipt can name, one by one', () => {
    const services = (count: number) => Array.from({ length: count }, (_, index) => ({ use: 'youtube', id: `youtube-${index}` }))
    expect(faultsOf(aFile({ services: services(61) }))).toEqual(['services: expected at most 60 services, got 61'])
    const policy = aPolicy({ services: services(60) })
    expect(() => parsePolicy({ ...policy, services: [...policy.services, { ...policy.services[0], id: 'one-more' }] })).toThrow(
      'at most 60',
    )
    const wish = Object.fromEntries(policy.services.map(({ id }, index) => [id, index > 0]))
    expect(Object.keys(makeGrants(policy.services, wish)).length + 2).toBeLessThanOrEqual(64)
  })
})
