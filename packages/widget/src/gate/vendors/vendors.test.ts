import { afterEach, describe, expect, it, vi } from 'vitest'
import { create as createClarity } from './clarity.ts'
import { create as createMatomo } from './matomo.ts'
import { create as createCookieless } from './matomo-cookieless.ts'
import { create as createMeta } from './meta.ts'
import { aPage, said } from './testing.ts'
import { create as createTikTok } from './tiktok.ts'
import { create as createUet } from './uet.ts'

afterEach(() => vi.useRealTimers())

const services = ['counter', 'pixel']

/** Scripts of the page that wait, by their text. */
const waiting = (...texts: string[]) =>
  Object.assign(globalThis, { document: { querySelectorAll: () => texts.map((textContent) => ({ textContent })) } })

describe('the Meta pixel', () => {
  // What its snippet does, as far as it matters: it does nothing where there is a function, and begins its queue when it has made one.
  const snippet = `(() => {
    if (window.fbq) return
    const n = (window.fbq = function () { n.callMethod ? n.callMethod.apply(n, arguments) : n.queue.push(arguments) })
    n.push = n; n.loaded = true; n.version = '2.0'; n.queue = []
    window.loads = (window.loads ?? 0) + 1
  })(); fbq('init', '1'); fbq('track', 'PageView');`
  const queueOf = (page: Record<string, unknown>) => said((page.fbq as { queue: unknown[] }).queue)
  const calls = [
    ['init', '1'],
    ['track', 'PageView'],
  ]

  it('is told no before all else, and then each answer', async () => {
    waiting()
    const { page, open, run, decide } = aPage(createMeta, services)
    open()
    await run(snippet)
    decide('counter')
    decide('counter', 'pixel')
    decide()
    expect(queueOf(page)).toEqual([['consent', 'revoke'], ...calls, ['consent', 'revoke'], ['consent', 'grant'], ['consent', 'revoke']])
    expect(page.loads).toBe(1)
  })
  it('is told yes before all else on later pages', async () => {
    waiting()
    const { page, open, run } = aPage(createMeta, services)
    open(...services)
    await run(snippet)
    expect(queueOf(page)).toEqual([['consent', 'grant'], ...calls])
  })
  it('finds properties as it left them', async () => {
    waiting()
    const { page, open, run } = aPage(createMeta, services)
    open()
    expect([page.fbq, Object.keys(page)]).toEqual([undefined, []])
    await run(snippet)
    const plain = { writable: true, enumerable: true, configurable: true }
    expect(Object.getOwnPropertyDescriptor(page, 'fbq')).toMatchObject(plain)
    expect(Object.getOwnPropertyDescriptor(page.fbq, 'queue')).toMatchObject(plain)
  })
  it('has its queue led when it was there before us', () => {
    const queue: unknown[] = [['init', '1']]
    const { open } = aPage(createMeta, services, { fbq: Object.assign(() => {}, { queue }) })
    open()
    expect(queue).toEqual([
      ['consent', 'revoke'],
      ['init', '1'],
    ])
  })
  it.each([['null'], ['0'], ['{ queue: 1 }'], ['Object.freeze(() => {})']])('may be made %s by the page', async (value) => {
    waiting()
    const { open, run, page } = aPage(createMeta, services)
    open()
    await run(`window.fbq = ${value}`)
    expect('fbq' in page).toBe(true)
  })
  it('has a stand-in only while its snippet waits, which does not stop the snippet and loses no call', async () => {
    vi.useFakeTimers()
    waiting('other', `"https://connect.facebook.net/en_US/fbevents.js"`)
    const { page, open, run, decide } = aPage(createMeta, services)
    open()
    await run(`fbq('track', 'ViewContent')`)
    decide(...services)
    waiting('other')
    await run(snippet)
    vi.runAllTimers()
    expect(page.loads).toBe(1)
    expect(queueOf(page)).toEqual([['consent', 'grant'], ...calls, ['track', 'ViewContent']])
    waiting()
    const other = aPage(createMeta, services)
    other.open()
    expect(other.page.fbq).toBeUndefined()
  })
})

describe('Microsoft UET', () => {
  const denied = ['consent', 'default', { ad_storage: 'denied' }]
  const update = (ad_storage: string) => ['consent', 'update', { ad_storage }]

  it('is told no before all else, and then each answer', async () => {
    const { page, open, run, decide } = aPage(createUet, services)
    open()
    expect(page.uetq).toBeUndefined()
    await run('window.uetq = window.uetq || []; uetq.push("event", "a", {})')
    decide(...services)
    decide('counter')
    expect(page.uetq).toEqual([...denied, 'event', 'a', {}, ...update('granted'), ...update('denied')])
  })
  it('is told the answer behind the default on later pages, also by a page that begins the queue anew', async () => {
    const { page, open, run } = aPage(createUet, services)
    open(...services)
    await run('window.uetq = []')
    expect(page.uetq).toEqual([...denied, ...update('granted')])
  })
  it('hears later answers when it runs', async () => {
    const { page, open, run, decide } = aPage(createUet, services)
    open()
    await run('window.uetq = window.uetq || []; uetq.push("event")')
    await run('window.heard = []; window.uetq = { push: (...said) => heard.push(said) }')
    decide(...services)
    expect(page.heard).toEqual([update('granted')])
  })
})

describe('Clarity', () => {
  const snippet =
    'window.clarity = window.clarity || function () { (clarity.q = clarity.q || []).push(arguments) }; clarity("set", "a", "b")'
  const told = (ad_Storage: string, analytics_Storage: string) => ['consentv2', { ad_Storage, analytics_Storage }]
  const queueOf = (page: Record<string, unknown>) => said((page.clarity as { q: unknown[] }).q)

  it('is told no before all else, and then each answer, with a capital S and small values', async () => {
    const { page, open, run, decide } = aPage(createClarity, ['counter'])
    open()
    await run(snippet)
    decide('counter')
    decide('counter', 'marketing')
    decide('marketing')
    expect(queueOf(page)).toEqual([
      told('denied', 'denied'),
      ['set', 'a', 'b'],
      told('denied', 'granted'),
      told('granted', 'granted'),
      told('denied', 'denied'),
    ])
  })
  it('is told the answer before all else on later pages', async () => {
    const { page, open, run } = aPage(createClarity, ['counter'])
    open('counter')
    await run(snippet)
    expect(queueOf(page)).toEqual([told('denied', 'granted'), ['set', 'a', 'b']])
  })
})

describe('the TikTok pixel', () => {
  const snippet = (methods: string) => `(() => {
    const ttq = (window.ttq = window.ttq || [])
    for (const method of '${methods}'.split(' ')) ttq[method] = (...values) => ttq.push([method, ...values])
  })(); ttq.page()`
  const all = 'page track holdConsent grantConsent revokeConsent'

  it.each([all, 'page track'])('is told to hold before all else, and then each answer, with the methods %s', async (methods) => {
    const { page, open, run, decide } = aPage(createTikTok, services)
    open()
    await run(snippet(methods))
    decide(...services)
    decide()
    expect([...(page.ttq as unknown[])]).toEqual([['holdConsent'], ['page'], ['grantConsent'], ['revokeConsent']])
  })
  it('is told the answer behind the hold on later pages', async () => {
    const { page, open, run } = aPage(createTikTok, services)
    open(...services)
    await run(snippet(all))
    expect([...(page.ttq as unknown[])]).toEqual([['holdConsent'], ['grantConsent'], ['page']])
  })
  it('hears later answers when it runs', async () => {
    const { page, open, run, decide } = aPage(createTikTok, services)
    open()
    await run(snippet(all))
    await run('window.heard = []; ttq.grantConsent = () => heard.push("yes"); ttq.revokeConsent = () => heard.push("no")')
    decide(...services)
    decide('pixel')
    expect(page.heard).toEqual(['yes', 'no'])
  })
})

describe.each([
  ['Matomo', createMatomo, ['requireConsent', 'setConsentGiven', 'forgetConsentGiven']],
  ['Matomo without cookies', createCookieless, ['requireCookieConsent', 'setCookieConsentGiven', 'forgetCookieConsentGiven']],
] as const)('%s', (_, create, [ask, grant, forget]) => {
  const snippet = `window._paq = window._paq || []; _paq.push(['trackPageView'])`

  it('is told to ask before all else, and then each answer', async () => {
    const { page, open, run, decide } = aPage(create, services)
    open()
    await run(snippet)
    decide(...services)
    decide('pixel')
    expect(page._paq).toEqual([[ask], ['trackPageView'], [grant], [forget]])
  })
  it('is told the answer on every page', async () => {
    const { page, open, run } = aPage(create, services)
    open(...services)
    await run(snippet)
    expect(page._paq).toEqual([[ask], [grant], ['trackPageView']])
  })
  it('is not told to forget what it was never told, since it keeps a cookie for that', async () => {
    const { page, open, run, decide } = aPage(create, services)
    open()
    await run(snippet)
    decide('pixel')
    expect(page._paq).toEqual([[ask], ['trackPageView']])
  })
  it('is loaded by a page that does so only while its queue is empty', async () => {
    const { page, open, run } = aPage(create, services)
    open()
    await run(`window._paq = window._paq || []; if (_paq.length === 0) { window.loads = 1; ${snippet} }`)
    expect([page.loads, page._paq]).toEqual([1, [[ask], ['trackPageView']]])
  })
})
