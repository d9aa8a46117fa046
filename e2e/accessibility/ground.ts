import { languages } from '@kakburk/shared'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { aVisitor } from '../browser.ts'
import { type Lab, startLab } from '../lab.ts'

const vendor = { purpose: { sv: 'Prov', en: 'Test' }, controller: 'Vendor Inc', country: 'US' }
const services = [
  'shop-cart',
  {
    ...vendor,
    id: 'tracker',
    name: 'Tracker',
    category: 'analytics',
    hosts: ['tracker.localhost'],
    cookies: [{ name: '_tr*', lifetime: 'P2Y' }],
    storage: [{ key: '_tr_key', area: 'local' }],
  },
  { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost/tr'], cookies: [] },
]

type Visit = { language?: string; inner?: string } & Parameters<typeof aVisitor>[1]

export type Ground = {
  lab: Lab
  page: Page
  /** A new visitor opens the page, and has the banner before them. */
  visit(options?: Visit): Promise<void>
  /** What is ours on the page. */
  ours(selector: string): Locator
  publish(differing?: object): void
  press(...keys: string[]): Promise<void>
  openPreferences(): Promise<void>
  openDetails(): Promise<unknown>
  /** Says yes, and opens what the visitor has decided. */
  openMine(): Promise<void>
  /** Takes back a yes, given now if there is none, under which a cookie and a key of storage were written, and waits until that is told. */
  withdraw(): Promise<void>
  /** What has the focus: of ours by its hook or class, of the page by its id or text. */
  focused(): Promise<string | undefined>
}

const links = Array.from({ length: 40 }, (_, n) => `<p><a href="#p${n}">Link ${n}</a></p>`).join('')

/** A page without faults of its own, in every language, longer than any screen, with a held frame and a place for the declaration. */
export const onGround = (differing: object = {}): Ground => {
  let lab: Lab
  let page: Page
  const whole = { languages: [...languages], services, ...differing }
  beforeAll(async () => {
    lab = await startLab(whole)
  })
  afterAll(() => lab.close())
  afterEach(() => page?.context().close())

  const ours = (selector: string) => page.locator('#kakburk').locator(selector)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const openPreferences = async () => {
    await ours('[data-kakburk=settings]:visible, [data-kakburk=open]:visible').first().click()
    await ours('dialog').waitFor()
  }

  return {
    get lab() {
      return lab
    },
    get page() {
      return page
    },
    async visit({ language = 'sv', inner = links, ...options } = {}) {
      await page?.context().close()
      page = (await aVisitor(lab.browser, options)).page
      const body = `<main><h2>Shop</h2><label>Search <input id="search"></label><iframe id="held" title="Film" style="width:100%;max-width:500px;height:320px" data-consent="tracker" data-src="${lab.tracker('/film')}"></iframe>${inner}</main>`
      lab.write({
        head: '<meta name="viewport" content="width=device-width">',
        body: `${body}<footer><a id="last" href="#last">Last</a></footer>`,
        lang: language,
      })
      await page.goto(lab.address)
      await ours('.banner').waitFor()
    },
    ours,
    publish: (changed = {}) => void lab.publish({ ...whole, ...changed }),
    press,
    openPreferences,
    openDetails: () => ours('details').evaluateAll((all) => all.map((details) => Object.assign(details, { open: true }))),
    async openMine() {
      await ours('[data-kakburk=accept]:visible').first().click()
      await openPreferences()
      await ours('.mine summary').click()
      await ours('.mine [data-kakburk=receipt]').first().waitFor()
    },
    async withdraw() {
      if (await ours('.banner').isVisible()) await ours('[data-kakburk=accept]').click()
      await page.evaluate(() => {
        document.cookie = '_tr_visitor=1; path=/'
        localStorage.setItem('_tr_key', '1')
      })
      await openPreferences()
      await ours('[data-kakburk=withdraw]').click()
      await expect.poll(() => ours('.note button').count(), { timeout: 20_000 }).toBe(1)
      await expect.poll(() => ours('.note [role=status]').textContent(), { timeout: 5_000 }).not.toBe('')
    },
    focused: () =>
      page.evaluate(() => {
        const { activeElement } = document
        const inner = activeElement?.shadowRoot?.activeElement as HTMLElement | null
        if (inner) return inner.dataset.kakburk ?? inner.className ?? inner.localName
        return activeElement?.id || activeElement?.textContent?.slice(0, 20)
      }),
  }
}
