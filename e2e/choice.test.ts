import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor } from './browser.ts'
import { type Shops, startShops } from './shops.ts'

let all: Shops
beforeAll(async () => {
  all = await startShops()
})
afterAll(() => all.close())

/** A visitor on the shop that has Google Analytics, the Facebook pixel, Klarna and a newsletter box. */
const visit = async (path = '/', options = {}): Promise<Visitor> => {
  all.shops.hits.clear()
  const visitor = await aVisitor(all.browser, options)
  await open(visitor, path)
  return visitor
}
const open = async ({ page }: Visitor, path: string) => {
  await page.goto(all.shops.addresses.platformShop + path)
  await settle(page)
}
/** Long enough for everything that a page starts by itself. */
const settle = (page: Visitor['page']) => page.waitForLoadState('networkidle').then(() => page.waitForTimeout(300))

const click = async ({ page }: Visitor, hook: string) => {
  await page.locator(`#kakburk [data-kakburk=${hook}]`).last().click()
  await settle(page)
}
const trackers = () => [...new Set(all.shops.hits.list().map(({ host, path }) => `${host.split(':')[0]}${path}`))].sort()
const logged = async (action: string) => {
  const log = () => all.world.log('platform-shop').filter((entry) => entry.action === action)
  await expect.poll(() => log().length, { timeout: 10_000 }).toBeGreaterThan(0)
  return log().at(-1) as Record<string, string>
}
const essential = ['_csrf', 'cart']

describe('before a choice', () => {
  it.each(['/', '/en/'])('a visitor of %s meets no tracker, no cookie and no storage but what the shop itself needs', async (path) => {
    const visitor = await visit(path)
    await expect.poll(() => visitor.page.locator('#kakburk .banner').isVisible()).toBe(true)
    expect(trackers()).toEqual([])
    expect(await stored(visitor)).toEqual({ cookies: [], storage: [], databases: [] })
    expect(visitor.complaints).toEqual([])
    await visitor.context.close()
  })

  it('the banner asks in the language of the page', async () => {
    const swedish = await visit('/')
    expect(await swedish.page.locator('#kakburk [data-kakburk=reject]').textContent()).toBe('Neka alla')
    await open(swedish, '/en/')
    expect(await swedish.page.locator('#kakburk [data-kakburk=reject]').textContent()).toBe('Reject all')
    await swedish.context.close()
  })

  it('accept and reject have the same size, the same look and the same place', async () => {
    const visitor = await visit()
    const looks = await visitor.page.locator('#kakburk .choice').evaluateAll((buttons) =>
      buttons.map((button) => {
        const { width, height, top } = button.getBoundingClientRect()
        const { color, backgroundColor, border, font, opacity } = getComputedStyle(button)
        return { width, height, top, color, backgroundColor, border, font, opacity }
      }),
    )
    expect(looks).toHaveLength(2)
    expect(looks[0]).toEqual(looks[1])
    await visitor.context.close()
  })

  it.each([320, 412, 560, 1280])('all answers of both layers are equally wide at %i pixels', async (width) => {
    const visitor = await visit('/', { viewport: { width, height: 800 } })
    const widths = (layer: string) =>
      visitor.page
        .locator(`#kakburk ${layer} .choice`)
        .evaluateAll((all) => [...new Set(all.map((answer) => Math.round(answer.getBoundingClientRect().width)))])
    expect(await widths('.banner')).toHaveLength(1)
    await visitor.page.locator('#kakburk [data-kakburk=settings]').click()
    await visitor.page.locator('#kakburk dialog').waitFor()
    expect(await widths('dialog')).toHaveLength(1)
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await visitor.context.close()
  })

  it('whoever presses Settings twice has not answered, whatever lies there then', async () => {
    const visitor = await visit('/', { viewport: { width: 360, height: 740 } })
    const { page } = visitor
    const dialog = page.locator('#kakburk dialog')
    // Its file is here, so that it opens under the second press.
    await click(visitor, 'settings')
    await dialog.locator('.close').click()
    await page.locator('#kakburk .banner [data-kakburk=settings]').dblclick({ delay: 40 })
    await settle(page)
    expect(await dialog.isVisible()).toBe(true)
    expect(await stored(visitor)).toEqual({ cookies: [], storage: [], databases: [] })
    await dialog.locator('[data-kakburk=reject]').click()
    await expect.poll(() => stored(visitor).then(({ cookies }) => cookies)).toEqual(['kakburk'])
    await visitor.context.close()
  })

  it('shifts nothing on the page', async () => {
    const visitor = await visit()
    const shift = await visitor.page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => done(sum), 200)
        }),
    )
    expect(shift).toBe(0)
    await visitor.context.close()
  })
})

describe('a yes to everything', () => {
  it('runs what waited, is kept over pages, and is logged with a key of the visitor', async () => {
    const visitor = await visit()
    await click(visitor, 'accept')
    expect(trackers()).toEqual(
      expect.arrayContaining(['connect.facebook.localhost/en_US/fbevents.js', 'www.googletagmanager.localhost/gtag/js']),
    )
    expect((await stored(visitor)).cookies).toEqual(expect.arrayContaining(['_fbp', '_ga', 'kakburk']))
    expect(await visitor.page.locator('#kakburk .banner').count()).toBe(0)

    const entry = await logged('accept-all')
    expect(entry).toMatchObject({
      type: 'consent',
      site: 'platform-shop',
      analytics: 'yes',
      marketing: 'yes',
      language: 'sv',
      page: '/',
      browser: 'Chrome',
      previous: '',
      commitment_state: 'kept',
    })
    expect(entry.visitor).toMatch(/^[\w-]{43}$/)
    expect(entry.id).toBe(await visitor.page.evaluate(() => window.kakburk?.get().receipt))

    all.shops.hits.clear()
    visitor.requests.length = 0
    await open(visitor, '/integritet')
    expect(trackers()).toContain('www.googletagmanager.localhost/gtag/js')
    // A visitor who has decided downloads the gate and nothing else of ours, and asks once a visit whether the yes still stands.
    const ours = () => visitor.requests.filter((request) => request.includes('consent.localhost'))
    await expect
      .poll(ours)
      .toEqual([`GET ${all.world.url}/s/platform-shop/gate.js`, `GET ${all.world.url}/s/platform-shop/receipts/${entry.id}/state`])
    expect(visitor.complaints).toEqual([])
    await visitor.context.close()
  })
})

describe('a no', () => {
  it('keeps nothing but the no, runs nothing, and is logged without a visitor', async () => {
    const visitor = await visit()
    await click(visitor, 'reject')
    const entry = await logged('reject-all')
    expect(entry).toMatchObject({ type: 'consent', analytics: 'no', marketing: 'no', visitor: '', previous: '', commitment_state: 'kept' })
    for (const path of ['/', '/integritet', '/en/']) await open(visitor, path)
    expect(trackers()).toEqual([])
    expect(await stored(visitor)).toEqual({ cookies: ['kakburk'], storage: [], databases: [] })
    const [cookie] = await visitor.context.cookies()
    expect(cookie?.value).not.toContain(entry.id)
    expect(cookie?.value.length).toBeLessThan(400)
    // Six months, as for a yes.
    expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(181 * 86_400)
    expect(await visitor.page.locator('#kakburk .banner').count()).toBe(0)
    await visitor.context.close()
  })
})

describe('a yes to analytics alone', () => {
  it('runs analytics and holds marketing, on this page and the next', async () => {
    const visitor = await visit()
    await click(visitor, 'settings')
    await visitor.page.locator('#kakburk [data-category=analytics]').click()
    await click(visitor, 'save')
    await open(visitor, '/integritet')
    expect(trackers()).toContain('www.googletagmanager.localhost/gtag/js')
    expect(trackers().filter((tracker) => /facebook|mailchimp|chimpstatic|klarna/.test(tracker))).toEqual([])
    const { cookies } = await stored(visitor)
    expect(cookies).toContain('_ga')
    expect(cookies).not.toContain('_fbp')
    expect(await logged('choose')).toMatchObject({ analytics: 'yes', marketing: 'no', services: '' })
    await visitor.context.close()
  })

  it('can be said of one service', async () => {
    const visitor = await visit('/', { locale: 'en-GB' })
    await visitor.page.evaluate(() => window.kakburk?.set({ youtube: true }))
    await settle(visitor.page)
    expect(await visitor.page.evaluate(() => window.kakburk?.get().grants)).toEqual({ analytics: false, marketing: false, youtube: true })
    await expect.poll(async () => (await logged('choose')).services, { timeout: 10_000 }).toBe('youtube')
    await visitor.context.close()
  })
})

describe('a withdrawal', () => {
  it('deletes the cookies of what was granted, stops it, and leaves cart and login alone', async () => {
    const visitor = await visit()
    const { page } = visitor
    await click(visitor, 'accept')
    await page.context().addCookies([
      { name: 'cart', value: 'kept', url: page.url() },
      { name: 'login', value: 'kept', url: page.url() },
    ])
    const yes = await logged('accept-all')
    expect((await stored(visitor)).cookies).toEqual(expect.arrayContaining(['_fbp', '_ga']))

    await click(visitor, 'open')
    all.shops.hits.clear()
    await Promise.all([page.waitForEvent('load'), page.locator('#kakburk [data-kakburk=withdraw]').click()])
    await settle(page)
    const afterwards = await stored(visitor)
    expect(afterwards.cookies.filter((name) => !essential.includes(name))).toEqual(['kakburk', 'login'])
    expect(afterwards.databases).toEqual([])

    const entry = await logged('withdraw')
    expect(entry).toMatchObject({ type: 'withdrawal', analytics: 'no', marketing: 'no', previous: yes.id, visitor: yes.visitor })

    // Not even the last word that Google's tag would have on its way out.
    expect(trackers()).toEqual([])
    await open(visitor, '/')
    expect(trackers()).toEqual([])
    expect((await stored(visitor)).cookies).not.toContain('_ga')
    await visitor.context.close()
  })

  it('takes one click to reach and one to do, on every page', async () => {
    const visitor = await visit()
    await click(visitor, 'accept')
    for (const path of ['/', '/integritet', '/varukorg']) {
      await open(visitor, path)
      expect(await visitor.page.locator('#kakburk [data-kakburk=open]').isVisible()).toBe(true)
    }
    await click(visitor, 'open')
    expect(await visitor.page.locator('#kakburk [data-kakburk=withdraw]').isVisible()).toBe(true)
    await visitor.context.close()
  })
})

describe('what is essential', () => {
  it('works before any choice: cart, login, forms, and the payment in the checkout', async () => {
    const visitor = await visit('/')
    const { page } = visitor
    await page.locator('main a[href*="vantar"]').first().click()
    await page.getByRole('button', { name: 'Lägg i varukorgen' }).click()
    await open(visitor, '/kassa')
    await page.locator('#klarna iframe').waitFor()
    await page.getByLabel(/Kort eller Swish/).check()
    await page.locator('#swedbank-pay iframe').waitFor()
    expect(trackers().filter((tracker) => /klarna|payex/.test(tracker))).toEqual(
      expect.arrayContaining(['js.klarna.localhost/kp/lib/v1/api.js']),
    )

    await open(visitor, '/konto')
    await page.getByLabel('E-postadress').fill('elin@shop.example')
    await page.getByLabel('Lösenord').fill('hemligt')
    await page.getByRole('button', { name: 'Logga in' }).click()
    await settle(page)
    expect(trackers().filter((tracker) => /facebook|google|chimp|web-sdk/.test(tracker))).toEqual([])
    expect((await stored(visitor)).cookies.filter((name) => !name.startsWith('_k'))).toEqual(['_csrf', 'cart', 'login'])
    await visitor.context.close()
  })
})

describe('by keyboard', () => {
  it('a visitor refuses without a mouse', async () => {
    const visitor = await visit()
    const { page } = visitor
    const focused = () => page.evaluate(() => document.querySelector('#kakburk')?.shadowRoot?.activeElement?.getAttribute('data-kakburk'))
    for (let presses = 0; presses < 80 && (await focused()) !== 'reject'; presses++) await page.keyboard.press('Tab')
    expect(await focused()).toBe('reject')
    await page.keyboard.press('Enter')
    await settle(page)
    expect(await page.evaluate(() => window.kakburk?.get())).toMatchObject({
      decided: true,
      grants: { analytics: false, marketing: false },
    })
    await visitor.context.close()
  })

  it('the preferences open, keep the focus inside, close with Escape and give the focus back', async () => {
    const visitor = await visit()
    const { page } = visitor
    const focused = () =>
      page.evaluate(() => {
        const element = document.querySelector('#kakburk')?.shadowRoot?.activeElement
        return { hook: element?.getAttribute('data-kakburk'), inside: !!element?.closest('dialog') }
      })
    await page.locator('#kakburk [data-kakburk=settings]').focus()
    await page.keyboard.press('Enter')
    await page.locator('#kakburk dialog').waitFor()
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab')
      const { inside } = await focused()
      // A modal dialog lets the focus go to the browser's own controls, never to the page behind it.
      expect(inside || (await page.evaluate(() => document.activeElement === document.body))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await page.locator('#kakburk dialog').waitFor({ state: 'detached' })
    expect(await focused()).toEqual({ hook: 'settings', inside: false })
    expect(await page.evaluate(() => window.kakburk?.get().decided)).toBe(false)
    await visitor.context.close()
  })
})
