import { readFileSync } from 'node:fs'
import type { AutoConsentCMPRule } from '@duckduckgo/autoconsent'
import { languages } from '@kakburk/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'
import { addAutoconsent, publishedRules, type Robot } from './robots/autoconsent.ts'
import { type Rule, runRule } from './robots/consent-o-matic.ts'
import { aVisitorWithList } from './robots/filter-list.ts'

const readRule = (name: string) => JSON.parse(readFileSync(new URL(`../docs/robots/${name}.json`, import.meta.url), 'utf8'))
const autoconsentRule: AutoConsentCMPRule = readRule('autoconsent')
const consentOMaticRule: Rule = readRule('consent-o-matic').kakburk

const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US', cookies: [] }
const services = [
  'shop-cart',
  { ...vendor, id: 'chat', name: 'Chat', category: 'preferences', hosts: ['chat.localhost'] },
  { ...vendor, id: 'tracker', name: 'Tracker', category: 'analytics', hosts: ['tracker.localhost'] },
  { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost'] },
]

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ languages, services })
})
afterAll(() => lab.close())

/** A shop of some length in one language, with a tracker that waits. */
const writeShop = (lang: string) => {
  const goods = Array.from({ length: 40 }, (_, n) => `<p>Window ${n}</p>`).join('')
  const buy = '<button id="buy" onclick="this.textContent = \'bought\'">buy</button><a id="further" href="/?further">further</a>'
  lab.write({ lang, body: `${buy}<script src="${lab.tracker('/tracked.js')}"></script>${goods}<div id="end">end</div>` })
}

const state = ({ page }: Visitor) => page.evaluate(() => window.kakburk?.get())
/** Takes everything that the page keeps in the browser away, so that who comes next has never been there. */
const forget = async ({ page, context }: Visitor) => {
  await page.goto('about:blank')
  const session = await context.newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin: lab.address, storageTypes: 'all' })
  await session.detach()
}
const banner = ({ page }: Visitor) => page.locator('#kakburk [data-kakburk=settings]')
const all = (answer: boolean) => ({ preferences: answer, analytics: answer, marketing: answer })

describe('the robot of DuckDuckGo', () => {
  const meet = async (action: 'optOut' | 'optIn', rules: readonly AutoConsentCMPRule[], path = '/'): Promise<[Visitor, Robot]> => {
    const visitor = await aVisitor(lab.browser)
    const robot = await addAutoconsent(visitor.page, action, rules)
    await visitor.page.goto(lab.address + path)
    return [visitor, robot]
  }
  const saidOf = ({ said }: Robot, type: string) => said.filter((message) => message.type === type)

  it.each(languages)('says no by our rule, among all rules of others, in %s', async (language) => {
    writeShop(language)
    const [visitor, robot] = await meet('optOut', [...publishedRules, autoconsentRule])
    await expect.poll(() => saidOf(robot, 'autoconsentDone'), { timeout: 20_000 }).toMatchObject([{ cmp: 'kakburk', totalClicks: 1 }])
    expect(saidOf(robot, 'optOutResult')).toMatchObject([{ cmp: 'kakburk', result: true, scheduleSelfTest: true }])
    await expect.poll(async () => (await state(visitor))?.grants).toEqual(all(false))
    await robot.tell({ type: 'selfTest' })
    await expect.poll(() => saidOf(robot, 'selfTestResult')).toMatchObject([{ cmp: 'kakburk', result: true }])
    expect(await visitor.page.locator('#kakburk').getAttribute('lang')).toBe(language)
    expect(await banner(visitor).count()).toBe(0)
    expect((await stored(visitor)).cookies).toEqual(['kakburk'])
    expect(lab.asked).toEqual([])
    expect(visitor.complaints).toEqual([])
    await visitor.context.close()
  })

  it.each(languages)('says yes by our rule in %s', async (language) => {
    writeShop(language)
    const [visitor, robot] = await meet('optIn', [autoconsentRule])
    await expect.poll(() => saidOf(robot, 'optInResult'), { timeout: 20_000 }).toMatchObject([{ cmp: 'kakburk', result: true }])
    await expect.poll(async () => (await state(visitor))?.grants).toEqual(all(true))
    await expect.poll(() => lab.asked).toContain('/tracked.js')
    // What the rule holds to be a no is none.
    await robot.tell({ type: 'selfTest' })
    await expect.poll(() => saidOf(robot, 'selfTestResult')).toMatchObject([{ result: false }])
    await visitor.context.close()
  })

  it('waits for a banner that comes late', async () => {
    writeShop('sv')
    const visitor = await aVisitor(lab.browser)
    await visitor.page.route('**/banner.*', (route) => setTimeout(() => route.continue(), 2_000))
    const robot = await addAutoconsent(visitor.page, 'optOut', [autoconsentRule])
    await visitor.page.goto(lab.address)
    await expect.poll(() => saidOf(robot, 'optOutResult'), { timeout: 20_000 }).toMatchObject([{ cmp: 'kakburk', result: true }])
    await expect.poll(() => state(visitor)).toMatchObject({ decided: true, grants: all(false) })
    await visitor.context.close()
  })

  // Most of it is waiting, so that several wait at once.
  const groups = [0, 6, 12].map((first) => languages.slice(first, first + 6))
  it.each(groups.map((group) => [group.join(', '), group] as const))(
    'does not find the banner by its own rules and guesses in %s, which is why there is a rule of ours',
    async (_, group) => {
      writeShop('sv')
      await Promise.all(
        group.map(async (language) => {
          const [visitor, robot] = await meet('optOut', publishedRules, `/?lang=${language}`)
          await banner(visitor).waitFor()
          expect(await visitor.page.locator('#kakburk').getAttribute('lang')).toBe(language)
          const looks = async () => {
            // It looks again only when something on the page has changed.
            await visitor.page.evaluate(() => document.body.append(document.createElement('i')))
            return Math.max(0, ...robot.said.map((message) => (message.type === 'report' ? message.state.findCmpAttempts : 0)))
          }
          // Every second time it guesses, too.
          await expect.poll(looks, { timeout: 45_000, interval: 250 }).toBeGreaterThan(5)
          expect(saidOf(robot, 'cmpDetected')).toEqual([])
          expect(await state(visitor)).toMatchObject({ decided: false })
          await visitor.context.close()
        }),
      )
    },
  )

  it('leaves a visitor alone who has answered and opens the preferences', async () => {
    writeShop('sv')
    const visitor = await aVisitor(lab.browser)
    await visitor.page.goto(lab.address)
    await visitor.page.locator('#kakburk [data-kakburk=accept]').click()
    await expect.poll(async () => (await state(visitor))?.decided).toBe(true)
    const robot = await addAutoconsent(visitor.page, 'optOut', [autoconsentRule])
    await visitor.page.goto(lab.address)
    await visitor.page.locator('#kakburk [data-kakburk=open]').click()
    await visitor.page.locator('#kakburk dialog [data-kakburk=withdraw]').waitFor()
    await expect.poll(() => saidOf(robot, 'cmpDetected')).toMatchObject([{ cmp: 'kakburk' }])
    // As long as it waits for a banner.
    await visitor.page.waitForTimeout(6_000)
    expect(saidOf(robot, 'popupFound')).toEqual([])
    expect((await state(visitor))?.grants).toEqual(all(true))
    await visitor.context.close()
  })
})

describe('the rule for Consent-O-Matic', () => {
  const wishes = [
    ['nothing', {}, all(false)],
    ['preferences and functionality', { A: true }, { ...all(false), preferences: true }],
    ['performance and analytics', { B: true }, { ...all(false), analytics: true }],
    ['advertisements', { D: true, E: true, F: true, X: true }, { ...all(false), marketing: true }],
    ['all but advertisements', { A: true, B: true, D: true }, { ...all(true), marketing: false }],
    ['everything', { A: true, B: true, D: true, E: true, F: true, X: true }, all(true)],
  ] as const

  it.each(languages)('answers in %s as the visitor wishes, for each of the categories', async (language) => {
    writeShop(language)
    const visitor = await aVisitor(lab.browser)
    for (const [what, purposes, grants] of wishes) {
      await visitor.page.goto(lab.address)
      expect(await state(visitor), what).toMatchObject({ decided: false, grants: {} })
      expect(await runRule(visitor.page, consentOMaticRule, purposes), what).toBe(true)
      await expect.poll(() => state(visitor), { message: what }).toMatchObject({ decided: true, grants })
      expect(await visitor.page.locator('#kakburk').getAttribute('lang')).toBe(language)
      expect(await banner(visitor).count()).toBe(0)
      expect(visitor.complaints).toEqual([])
      await forget(visitor)
    }
    await visitor.context.close()
  })

  it('does nothing for a visitor who has answered, preferences open or not', async () => {
    writeShop('sv')
    const visitor = await aVisitor(lab.browser)
    await visitor.page.goto(lab.address)
    await visitor.page.locator('#kakburk [data-kakburk=accept]').click()
    await visitor.page.locator('#kakburk [data-kakburk=open]').click()
    await visitor.page.locator('#kakburk dialog').waitFor()
    expect(await runRule(visitor.page, consentOMaticRule, {})).toBe(false)
    expect((await state(visitor))?.grants).toEqual(all(true))
    await visitor.context.close()
  })
})

describe('a filter list', () => {
  const takesOut = () => {
    new MutationObserver(() => document.querySelector('#kakburk')?.remove()).observe(document, { childList: true, subtree: true })
  }
  const addsStyle = () => {
    const style = Object.assign(document.createElement('style'), { textContent: '#kakburk { display: none !important }' })
    new MutationObserver((_, observer) => {
      if (!document.head) return
      observer.disconnect()
      document.head.append(style)
    }).observe(document, { childList: true, subtree: true })
  }
  const addsStyleLate = () => {
    const style = Object.assign(document.createElement('style'), { textContent: '#kakburk { display: none !important }' })
    addEventListener('load', () => document.head.append(style))
  }
  const withScript = (script: () => void) => async () => {
    const visitor = await aVisitor(lab.browser)
    await visitor.page.addInitScript(script)
    return visitor
  }
  const blockers = {
    'hides the banner in a style sheet of the user': () => aVisitorWithList('#kakburk'),
    'hides the banner in a style sheet that it adds to the page': withScript(addsStyle),
    'hides the banner so once the page has loaded': withScript(addsStyleLate),
    'takes the banner out of the page': withScript(takesOut),
  }

  it.each(Object.entries(blockers))('that %s leaves everything refused and the page as it is', async (_name, meet) => {
    writeShop('sv')
    const visitor = await meet()
    const { page } = visitor
    for (const path of ['/', '/?further']) {
      await page.goto(lab.address + path, { waitUntil: 'networkidle' })
      await page.waitForTimeout(1_000)
      expect(await page.locator('#kakburk').isVisible()).toBe(false)
      expect(await banner(visitor).isVisible()).toBe(false)
      expect(await state(visitor)).toMatchObject({ decided: false, grants: {} })
      await page.locator('#buy').click()
      expect(await page.locator('#buy').textContent()).toBe('bought')
      await page.locator('#end').scrollIntoViewIfNeeded()
      await page.locator('#end').click()
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0)
      // Nothing of ours lies over the page where the banner would be.
      expect(await page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight - 60)?.id)).not.toBe('kakburk')
    }
    await page.locator('#further').click()
    await page.waitForURL('**/?further')
    expect(lab.asked).toEqual([])
    expect(await stored(visitor)).toEqual({ cookies: [], storage: [], databases: [] })
    expect(visitor.requests.filter((request) => request.startsWith('POST'))).toEqual([])
    expect(visitor.complaints).toEqual([])
    await visitor.context.close()
  })
})
