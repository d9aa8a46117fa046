import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

let lab: Lab
let visitor: Visitor
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  return () => visitor.context.close()
})

const place = '<div data-kakburk-declaration><p id="mine">Kakor</p></div>'

/** Every name that stands in a declaration on the page. */
const namesIn = (page: Page) => page.locator('.kakburk-declaration .kakburk-name').allTextContents()

type Told = { categories: { services: { items: { name: string }[] }[] }[] }

/** The same as the server tells it, to any page. */
const namesTold = async (page: Page): Promise<string[]> => {
  const { categories } = await page.evaluate(
    async (address): Promise<Told> => (await fetch(address)).json(),
    `${lab.world.url}/s/lab/declaration.json`,
  )
  return categories.flatMap(({ services }) => services.flatMap(({ items }) => items.map(({ name }) => name)))
}

const open = async (page: Parameters<Lab['write']>[0]) => {
  lab.write(page)
  await visitor.page.goto(lab.address)
  await visitor.page.locator('#kakburk .banner').waitFor()
}

/** The files that the page has asked for because of the declaration. */
const loaded = () => visitor.requests.filter((request) => request.includes('/files/declaration.'))

describe('the place for the declaration', () => {
  it('becomes the whole table, as the server tells it, also under a strict policy of the page', async () => {
    const { origin } = new URL(lab.world.url)
    const csp = `default-src 'none'; img-src data:; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types kakburk`
    await open({ body: place, headers: { 'content-security-policy': csp } })
    await visitor.page.locator('.kakburk-declaration').waitFor()
    const names = await namesIn(visitor.page)
    expect(names).toEqual(await namesTold(visitor.page))
    expect(names).toEqual(expect.arrayContaining(['kakburk', '_tr*', 'tracker.localhost', 'pixel.localhost/tr']))
    expect(await visitor.page.locator('#mine').count()).toBe(0)
    expect(visitor.complaints).toEqual([])
    expect(loaded()).toEqual([expect.stringMatching(/\/files\/declaration\.sv\.[\w-]{8}\.js$/)])
  })

  it('is looked for on every page, and nothing is loaded where there is none, until it comes', async () => {
    await open({ body: '<main id="app"></main>' })
    expect(loaded()).toEqual([])
    await visitor.page.evaluate((html) => {
      const app = document.getElementById('app') as HTMLElement
      app.innerHTML = `<section>${html}</section>`
    }, place)
    await visitor.page.locator('#app .kakburk-declaration').waitFor()
    // A page that is drawn anew has a new place.
    await visitor.page.evaluate(
      (html) => document.getElementById('app')?.replaceChildren(document.createRange().createContextualFragment(html)),
      place,
    )
    await visitor.page.locator('#app .kakburk-declaration').waitFor()
    expect(await visitor.page.locator('.kakburk-declaration').count()).toBe(1)
    expect(loaded()).toHaveLength(1)
  })

  it('follows the policy that is published', async () => {
    lab.publish({ services: ['shop-cart'] })
    lab.write({ body: place })
    await visitor.page.goto(lab.address)
    await visitor.page.locator('.kakburk-declaration').waitFor()
    const names = await namesIn(visitor.page)
    lab.publish({})
    expect(names).toContain('cart')
    expect(names).not.toContain('_tr*')
  })

  it('needs no scrolling sideways on a narrow screen, and is a table still to who does not see it', async () => {
    await visitor.page.setViewportSize({ width: 320, height: 700 })
    await open({ body: place })
    await visitor.page.locator('.kakburk-declaration').waitFor()
    const { wide, cell } = await visitor.page.evaluate(() => {
      const setBy = document.querySelector('.kakburk-setBy') as Element
      return { wide: document.documentElement.scrollWidth, cell: getComputedStyle(setBy, '::before').content }
    })
    expect(wide).toBeLessThanOrEqual(320)
    expect(cell).toBe('"Leverantör: "')
    const row = visitor.page.getByRole('table').nth(1).getByRole('row').filter({ hasText: '_tr*' })
    expect(await row.getByRole('cell').count()).toBe(4)
    expect(await row.getByRole('rowheader').textContent()).toBe('_tr*')
  })
})
