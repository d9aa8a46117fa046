import { beforeEach, describe, expect, it } from 'vitest'
import { createConsent } from '../consent/consent.ts'
import type { Load, SiteLanguage } from '../site.ts'
import { drawControl } from './control.ts'
import { createHost } from './host.ts'
import { showBanner } from './showBanner.ts'
import { turn } from './turn.ts'

const words = (language: string): SiteLanguage => ({
  open: `open ${language}`,
  withdraw: '',
  banner: `banner ${language}`,
  preferences: '',
  placeholder: '',
  declaration: '',
  note: '',
})
const languages = { sv: words('sv'), en: words('en') }
const screenOf = (name: string) => ({
  tree: ['div', { class: 'banner' }, name] as [string, Record<string, string>, string],
  css: '',
  note: 'note',
})

const nothing: Load = () => Promise.reject()

/** Resolves every file when it is told to. */
const slowly = () => {
  let go = () => {}
  const ready = new Promise<void>((done) => {
    go = done
  })
  const load = (async (name: string) => {
    await ready
    return { showBanner, screen: screenOf(name) }
  }) as unknown as Load
  return { load, go: () => go() }
}

const setUp = () => {
  const host = createHost('', languages, 'sv')
  host.stay()
  const consent = createConsent({ services: [] }, () => undefined)
  const { load, go } = slowly()
  const banners = () => [...host.root.querySelectorAll('.banner')].map(({ textContent }) => textContent)
  const to = (language: 'sv' | 'en', isWanted = () => true) => turn(host, language, languages[language], load, consent, isWanted)
  return { host, banners, to, go }
}

beforeEach(() => document.querySelector('#kakburk')?.remove())

describe('another language', () => {
  it('is not spoken before the banner is here in it', async () => {
    const { host, banners, to, go } = setUp()
    showBanner(host, screenOf('banner sv'), false, nothing)
    const turned = to('en')
    expect([host.language, banners()]).toEqual(['sv', ['banner sv']])
    go()
    expect(await turned).toBe(true)
    expect([host.language, banners()]).toEqual(['en', ['banner en']])
  })

  it('has a banner that is taken away by what the first one gave', async () => {
    const { host, banners, to, go } = setUp()
    const takeAway = showBanner(host, screenOf('banner sv'), false, nothing)
    go()
    await to('en')
    takeAway()
    expect(banners()).toEqual([])
  })

  it('does not ask again who has answered meanwhile', async () => {
    const { host, banners, to, go } = setUp()
    const takeAway = showBanner(host, screenOf('banner sv'), false, nothing)
    const turned = to('en')
    takeAway()
    drawControl(host, 'open sv')
    go()
    await turned
    expect([banners(), host.root.querySelector('.control')?.textContent]).toEqual([[], 'open en'])
  })

  it('is left out when the page has gone on to the next', async () => {
    const { host, to, go } = setUp()
    go()
    expect(await to('en', () => false)).toBe(false)
    expect(host.language).toBe('sv')
  })

  it('waits for an open dialog', async () => {
    const { host, to, go } = setUp()
    const dialog = document.createElement('dialog')
    host.root.append(dialog)
    go()
    const turned = to('en')
    await new Promise((done) => setTimeout(done, 5))
    expect(host.language).toBe('sv')
    dialog.dispatchEvent(new Event('close'))
    await turned
    expect(host.language).toBe('en')
  })
})
