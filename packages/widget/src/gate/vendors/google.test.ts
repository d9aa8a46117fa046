import { catalogue, compileRules, type GoogleConsentType, type Grants, isGranted, type Policy } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { create } from './google.ts'
import { aPage, said } from './testing.ts'

const typesOf = (ids: string[], consentMode = 'basic') =>
  compileRules(
    { site: 'shop', services: ids.map((id) => catalogue.get(id)), lifetimeDays: 182, consentMode } as unknown as Policy,
    'sha256-',
    {},
  ).google

/** The types that Google is told are granted, by what was granted of these services. */
const granted = (ids: string[], grants: Grants) => {
  const page: { dataLayer: { 2?: Record<string, string> }[] } = { dataLayer: [] }
  Object.assign(globalThis, { window: page })
  create(typesOf(ids) ?? ({} as never), (name) => isGranted(catalogue.get(name) ?? { id: name, category: name }, grants), []).change()
  const state = page.dataLayer[0]?.[2] ?? {}
  return Object.keys(state).filter((type) => state[type] === 'granted')
}

describe('the state told to Google', () => {
  it('denies everything but security before a choice', () => {
    expect(granted(['google-analytics', 'google-ads'], {})).toEqual(['security_storage'])
    expect(Object.keys(typesOf(['google-analytics']) ?? {})).toHaveLength(7)
  })
  it('follows the category', () => {
    expect(granted(['google-analytics'], { analytics: true })).toEqual(['analytics_storage', 'security_storage'])
    expect(granted(['google-tag-manager'], { marketing: true, preferences: true })).toEqual([
      'ad_storage',
      'ad_user_data',
      'ad_personalization',
      'functionality_storage',
      'personalization_storage',
      'security_storage',
    ])
  })
  it('follows a service that was granted on its own', () => {
    expect(granted(['google-analytics', 'google-ads'], { analytics: false, 'google-analytics': true })).toEqual([
      'analytics_storage',
      'security_storage',
    ])
  })
  it('does not grant advertising by the name of its category when the service was refused', () => {
    expect(granted(['google-ads', 'facebook-pixel'], { marketing: false, 'facebook-pixel': true })).toEqual(['security_storage'])
  })
  it('is told to nobody when the policy has no Google service or turns Consent Mode off', () => {
    expect(typesOf(['facebook-pixel'])).toBeUndefined()
    expect(typesOf(['google-analytics'], 'off')).toBeUndefined()
  })
})

/** Two of the types, which is enough for the order. */
const types = { analytics_storage: ['counter'], ad_storage: ['marketing'] } as unknown as Record<GoogleConsentType, string[]>
const denied = { analytics_storage: 'denied', ad_storage: 'denied' }
const counting = { ...denied, analytics_storage: 'granted' }
const defaults = [
  ['consent', 'default', { ...denied, wait_for_update: 500 }],
  ['set', 'ads_data_redaction', true],
]
const names = { analytics: false, marketing: false, counter: false, pixel: false }

describe('the data layer', () => {
  it('holds the defaults before anything else, and one update and one event after each change', async () => {
    const { page, open, decide, run } = aPage(create, types)
    open()
    await run(`dataLayer.push({ event: 'gtm.js' })`)
    decide('analytics', 'counter')
    decide()
    expect(said(page.dataLayer)).toEqual([
      ...defaults,
      { event: 'gtm.js' },
      ['consent', 'update', counting],
      { event: 'kakburk_consent', kakburk: { ...names, analytics: true, counter: true } },
      ['consent', 'update', denied],
      { event: 'kakburk_consent', kakburk: names },
    ])
  })
  it('holds the answer as well on later pages, and no event, since nothing has changed', () => {
    const { page, open } = aPage(create, types)
    open('counter')
    expect(said(page.dataLayer)).toEqual([...defaults, ['consent', 'update', counting], { kakburk: { ...names, counter: true } }])
  })
  it('holds commands as `arguments` objects, which alone are commands to Google', () => {
    const { page, open } = aPage(create, types)
    open()
    expect((page.dataLayer as unknown[]).map((entry) => Object.prototype.toString.call(entry))).toEqual([
      '[object Arguments]',
      '[object Arguments]',
    ])
  })
  it.each([
    ['begins it anew', 'dataLayer = []', []],
    ['begins it anew with something in it', `dataLayer = [{ page: 'cart' }]`, [{ page: 'cart' }]],
    ['begins it anew twice', `dataLayer = [1]; dataLayer = [{ page: 'cart' }]`, [{ page: 'cart' }]],
    ['copies it', `dataLayer = [...dataLayer, { page: 'cart' }]`, [{ page: 'cart' }]],
    ['asks for it first', `window.dataLayer = window.dataLayer || []; dataLayer.push({ page: 'cart' })`, [{ page: 'cart' }]],
  ])('holds the defaults first, and once, when the page %s', async (_, code, own) => {
    const { page, open, run } = aPage(create, types)
    open()
    await run(code)
    expect(said(page.dataLayer)).toEqual([...defaults, ...own])
  })
  it('holds everything that was said when the page begins it anew late', async () => {
    const { page, open, decide, run } = aPage(create, types)
    open()
    decide('counter')
    await run(`dataLayer = [{ page: 'cart' }]`)
    expect(said(page.dataLayer)).toEqual([
      ...defaults,
      ['consent', 'update', counting],
      { event: 'kakburk_consent', kakburk: { ...names, counter: true } },
      { page: 'cart' },
    ])
  })
  it('holds everything that was said at the next change when the page defined it anew', () => {
    const { page, open, decide } = aPage(create, types)
    open()
    Object.defineProperty(page, 'dataLayer', { value: [{ page: 'cart' }], writable: true })
    decide('counter')
    expect(said(page.dataLayer).slice(0, 4)).toEqual([...defaults, { page: 'cart' }, ['consent', 'update', counting]])
  })
  it('speaks to a tag that has taken the queue over', async () => {
    const { page, open, decide, run } = aPage(create, types)
    open()
    await run('window.heard = []; dataLayer.push = (said) => heard.push(said)')
    decide('counter')
    expect(said(page.heard)[0]).toEqual(['consent', 'update', counting])
  })
  it.each([['{}'], ['null'], ['"text"'], ['{ push: 1 }']])('may be made %s by the page', async (value) => {
    const { page, open, run, decide } = aPage(create, types)
    open()
    await run(`dataLayer = ${value}`)
    expect(page.dataLayer).toEqual(new Function(`return ${value}`)())
    if (value !== '{ push: 1 }') expect(() => decide('counter')).not.toThrow()
  })
  it('can be deleted', async () => {
    const { page, open, run } = aPage(create, types)
    open()
    await run('delete window.dataLayer')
    expect('dataLayer' in page).toBe(false)
  })
})

it('stops tags of every id when one is running that may not any more, in the page’s own set-up and in a tag manager’s', async () => {
  const { page, open, run, teller } = aPage(create, types)
  open('counter')
  await run(`function gtag() { dataLayer.push(arguments) } gtag('config', 'G-OWN'); window.google_tag_manager = { 'G-MANAGED': {} }`)
  teller.silence?.()
  expect([page['ga-disable-G-OWN'], page['ga-disable-G-MANAGED']]).toEqual([true, true])
})
