import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'
import { catalogue } from './catalogue/index.ts'
import { languages } from './language.ts'
import { printFault } from './parse.ts'
import { askedCategories, parsePolicy, parsePolicyFile, policyName, questionName } from './policy.ts'
import { ConsentProblem } from './problem.ts'
import { compileRules } from './rules.ts'
import { type Texts, textKeys } from './text.ts'

const someTexts = (mark: string) => Object.fromEntries(textKeys.map((key) => [key, `${key} ${mark}`])) as Texts
const texts = { sv: someTexts('sv'), en: someTexts('en') }

const aFile = (differing: Record<string, unknown> = {}) => ({
  site: 'shop',
  origins: ['https://www.shop.example'],
  controller: { name: 'Shop AB', contact: 'hej@shop.example', privacyPage: 'https://www.shop.example/integritet' },
  languages: ['sv', 'en'],
  services: ['shop-cart', 'google-analytics', 'facebook-pixel'],
  ...differing,
})
const aPolicy = (differing: Record<string, unknown> = {}) => parsePolicyFile(aFile(differing), texts)

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
    expect(parsePolicy(JSON.parse(canonical(policy)))).toEqual(policy)
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
    ['with http on the open net', aFile({ origins: ['http://shop.example'] }), 'origins[0]: expected https'],
    ['without origins', aFile({ origins: [] }), 'origins: expected at least one origin'],
    ['in a language we do not have', aFile({ languages: ['xx'] }), 'languages[0]: expected one of sv, en, got "xx"'],
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
    ['with a service twice', aFile({ services: ['shop-cart', 'shop-cart'] }), 'services: expected each service once'],
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
    ['with a decision of two years', aFile({ lifetimeDays: 730 }), 'lifetimeDays: expected at most 365 days'],
  ])('is refused with the path when it is %s', (_, file, fault) => {
    expect(faultsOf(JSON.parse(JSON.stringify(file))).join('\n')).toContain(fault)
  })

  it('reports every fault, not the first alone', () => {
    expect(faultsOf(aFile({ languages: [], lifetimeDays: 0, origins: ['x'] }))).toHaveLength(4)
  })
})

describe('the names of a policy', () => {
  it('are a hash of its canonical JSON, whatever the order of the file', async () => {
    const name = await policyName(aPolicy())
    expect(name).toMatch(/^sha256-[\w-]{43}$/)
    expect(await policyName(parsePolicyFile(Object.fromEntries(Object.entries(aFile()).reverse()), texts))).toBe(name)
  })

  it('change with a colour, while the question stays', async () => {
    const other = aPolicy({ look: { button: '#aa0000' } })
    expect(await policyName(other)).not.toBe(await policyName(aPolicy()))
    expect(await questionName(other, 'sv')).toBe(await questionName(aPolicy(), 'sv'))
  })

  it.each([
    ['services', { services: ['shop-cart', 'google-analytics'] }],
    ['a purpose', { services: ['shop-cart', { use: 'google-analytics', purpose: { sv: 'Annat' } }, 'facebook-pixel'] }],
    ['a category', { services: ['shop-cart', { use: 'google-analytics', category: 'marketing' }, 'facebook-pixel'] }],
    ['texts', { texts: { sv: { body: 'Annat' } } }],
    ['the controller', { controller: { ...aFile().controller, name: 'Annan AB' } }],
  ])('ask again when %s changed', async (_, differing) => {
    expect(await questionName(aPolicy(differing), 'sv')).not.toBe(await questionName(aPolicy(), 'sv'))
  })

  it('do not ask in Swedish again when the English words changed', async () => {
    const other = aPolicy({ texts: { en: { body: 'Other' } } })
    expect(await questionName(other, 'sv')).toBe(await questionName(aPolicy(), 'sv'))
    expect(await questionName(other, 'en')).not.toBe(await questionName(aPolicy(), 'en'))
  })
})

describe('the catalogue', () => {
  it('is a policy that its own schema accepts', () => {
    expect(() => aPolicy({ services: [...catalogue.keys()] })).not.toThrow()
  })
  it.each([...catalogue.values()].map((service) => [service.id, service] as const))(
    'tells what %s is for in every language',
    (_, service) => {
      for (const language of languages) expect(service.purpose[language]).toBeTruthy()
    },
  )
  it('calls no analytics, advertising or remembered login necessary', () => {
    const necessary = [...catalogue.values()].filter(({ category }) => category === 'necessary').map(({ id }) => id)
    expect(necessary).toEqual(['shop-cart', 'shop-session', 'login-session', 'csrf-token', 'klarna-checkout', 'swedbank-pay'])
  })
})

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
