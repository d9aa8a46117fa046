import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTerminal } from '../testing/command.ts'
import { policyId } from '../testing/shop.ts'

it('says what a policy asks for', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { code, stdout, stderr } = await kakburk('policy', 'check', writePolicy())
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout.split('\n')).toEqual([
    `No faults. Site window-shop, policy ${policyId}`,
    'Origins: https://shop.example, http://localhost:3000',
    'Languages: sv, en',
    'Services, necessary: shop-cart',
    'Services, analytics: google-analytics',
    'Services, marketing: facebook-pixel, youtube',
    'Visitors will be asked about analytics, marketing.',
    'Fair by its colours and texts; not measured, since no browser was found; KAKBURK_BROWSER names one.',
    '',
  ])
})

it('says when visitors will be asked nothing', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { stdout } = await kakburk('policy', 'check', writePolicy({ services: ['shop-cart'] }))
  expect(stdout).toContain('Visitors will be asked nothing')
})

it('refuses answers whose words do not weigh the same, and colours that cannot be told apart', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const unfair = writePolicy({ texts: { sv: { reject: 'x' } }, look: { button: '#fafafa', buttonText: '#111111' } })
  for (const command of [
    ['policy', 'check'],
    ['site', 'add'],
  ]) {
    const { code, stdout, stderr } = await kakburk(...command, unfair)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('kakburk: texts.sv.reject: expected a word of at least 2 letters')
    expect(stderr).toContain('kakburk: look.button: expected a contrast of at least 3 to look.background (#ffffff), got 1 with #fafafa')
  }
})

it('says which browser it did not find, or could not start', async () => {
  const missing = createTerminal({ env: { KAKBURK_BROWSER: '/nowhere/chromium' } })
  expect(await missing.kakburk('policy', 'check', missing.writePolicy())).toEqual({
    code: 1,
    stdout: '',
    stderr: 'kakburk: KAKBURK_BROWSER: there is no /nowhere/chromium; name a Chromium, Chrome or Edge, or "none"\n',
  })
  const broken = createTerminal({ env: { KAKBURK_BROWSER: process.execPath } })
  const { code, stdout } = await broken.kakburk('policy', 'check', broken.writePolicy())
  expect([code, stdout]).toEqual([0, expect.stringContaining(`not measured, since ${process.execPath} could not measure it`)])
})

it('names every fault on a line of its own, with its path', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { code, stderr } = await kakburk('policy', 'check', writePolicy({ origins: ['shop.example'], services: ['shop-cart', 'no-such'] }))
  expect(stderr).toMatch(/^kakburk: origins\[0\]: [^\n]+\nkakburk: services\[1\]: [^\n]+\n$/)
  expect(code).toBe(1)
})

it('prints JSON for machines, with faults and without', async () => {
  const { kakburk, writePolicy } = createTerminal()
  expect(JSON.parse((await kakburk('policy', 'check', writePolicy(), '--json')).stdout)).toMatchObject({
    site: 'window-shop',
    policy: policyId,
    services: { necessary: ['shop-cart'], analytics: ['google-analytics'], marketing: ['facebook-pixel', 'youtube'] },
    asked: ['analytics', 'marketing'],
    notes: [],
    fairness: { why: expect.stringContaining('no browser was found') },
  })
  const faulty = await kakburk('policy', 'check', writePolicy({ site: 'Shop' }), '--json')
  expect(JSON.parse(faulty.stdout)).toEqual({ faults: [{ path: 'site', message: expect.stringContaining('"Shop"') }] })
  expect(faulty.code).toBe(1)
})

it('reads a file that begins with a byte order mark', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const file = writePolicy()
  writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8')}`)
  expect((await kakburk('policy', 'check', file)).code).toBe(0)
})

it('refuses a file that is not UTF-8, whose å would become something else', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const file = writePolicy()
  writeFileSync(file, readFileSync(file, 'utf8'), 'latin1')
  expect(await kakburk('policy', 'check', file)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'kakburk: expected UTF-8; save the file as UTF-8\n',
  })
})

it('refuses names that stand twice, of which one would count for nothing', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const file = writePolicy()
  const text = readFileSync(file, 'utf8').replace('"contact":', '"name":"Annan AB","contact":').replace(/}$/, ',"site":"other"}')
  writeFileSync(file, text)
  expect((await kakburk('policy', 'check', file)).stderr).toBe(
    'kakburk: controller.name: stands twice; remove one of the two\nkakburk: site: stands twice; remove one of the two\n',
  )
})

it('prints no character of a file that would move the cursor or turn the line around', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { stderr } = await kakburk('policy', 'check', writePolicy({ '\u001b[2Jsite\u202e': 1 }))
  expect(stderr).toBe('kakburk: \\u{1b}[2Jsite\\u{202e}: not known here; remove it or correct its name\n')
})

it('refuses half a character with its place', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { stderr } = await kakburk('policy', 'check', writePolicy({ texts: { sv: { title: '\ud83c' } } }))
  expect(stderr).toMatch(/^kakburk: texts.sv.title: expected Unicode[^\n]+\n$/)
})

describe('the domain of the cookie', () => {
  const origins = ['https://www.shop.co.uk', 'https://shop.co.uk']

  it.each([
    ['co.uk', origins, 'write "shop.co.uk"'],
    ['github.io', ['https://shop.github.io'], 'write "shop.github.io"'],
    ['github.io', ['https://shop.github.io', 'https://other.github.io'], 'leave it out'],
  ])('%s is refused as a public suffix, with what to do', async (cookieDomain, origins, todo) => {
    const { kakburk, writePolicy } = createTerminal()
    const { code, stderr } = await kakburk('policy', 'check', writePolicy({ cookieDomain, origins }))
    expect([code, stderr]).toEqual([
      1,
      `kakburk: cookieDomain: expected a domain that is the shop's alone, got the public suffix "${cookieDomain}", for which no browser takes a cookie; ${todo}\n`,
    ])
    const added = await kakburk('site', 'add', writePolicy({ cookieDomain, origins }))
    expect([added.code, added.stdout]).toEqual([1, ''])
  })

  it.each(['shop.co.uk', 'www.shop.co.uk'])('%s is taken', async (cookieDomain) => {
    const { kakburk, writePolicy } = createTerminal()
    expect((await kakburk('policy', 'check', writePolicy({ cookieDomain, origins: ['https://www.shop.co.uk'] }))).code).toBe(0)
  })
})

describe('the notes', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['are none on what goes without saying', {}, []],
    [
      'say what loads before a yes in advanced mode',
      { consentMode: 'advanced' },
      ['google-analytics loads before a yes and reports without cookies, since consentMode is "advanced"'],
    ],
    [
      'say what counts before a yes without cookies',
      { services: [{ use: 'matomo', hosts: ['shop.example/matomo'], vendor: 'matomo-cookieless' }] },
      ['matomo loads before a yes and counts without cookies, since its vendor is "matomo-cookieless"'],
    ],
    [
      'say what strict mode lets through',
      { blocking: 'strict', services: ['swedbank-pay', 'youtube'], origins: ['https://shop.example'] },
      [
        `blocking is "strict": before a yes nothing loads but from the page's own host and from payex.com, swedbankpay.com, shop.example; what else the shop cannot do without belongs in essentialHosts`,
      ],
    ],
    [
      'say that essential hosts need a mode in which something else waits',
      { blocking: 'marked', essentialHosts: ['cdn.example'] },
      ['essentialHosts count for nothing, since blocking is "marked" and only marked things wait'],
    ],
    [
      'name what waits at an essential host',
      { essentialHosts: ['facebook.net'] },
      ['essentialHosts has facebook.net, and connect.facebook.net waits for facebook-pixel: name only the part of it that is essential'],
    ],
    [
      'name a best-known tracker that is called essential',
      { essentialHosts: ['hotjar.com'] },
      ['essentialHosts has hotjar.com, and hotjar.com waits for analytics: name only the part of it that is essential'],
    ],
    [
      'tell of one answer for several hosts of a domain',
      { origins: ['https://www.shop.co.uk', 'https://kassa.shop.co.uk'] },
      ['each of www.shop.co.uk, kassa.shop.co.uk asks for itself; with "cookieDomain": "shop.co.uk" one answer holds for all of them'],
    ],
    [
      'ask for links of one’s own where the control does not stand',
      { control: false },
      [
        'control is false: every page needs a link or button of your own that opens the preferences, `<a href="#kakburk">` or `<button data-kakburk="open">`; a page without one shows the control',
      ],
    ],
  ])('%s', async (_, differing, notes) => {
    const { kakburk, writePolicy } = createTerminal()
    const file = writePolicy(differing)
    expect(JSON.parse((await kakburk('policy', 'check', file, '--json')).stdout)).toMatchObject({ notes })
    const { stdout } = await kakburk('policy', 'check', file)
    expect(stdout.split('\n').filter((line) => line.startsWith('Note: '))).toEqual(notes.map((note) => `Note: ${note}.`))
  })
})
