import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor, stored } from './browser.ts'
import { type Shops, startShops } from './shops.ts'

let all: Shops
beforeAll(async () => {
  all = await startShops()
})
afterAll(() => all.close())

const receipts = () => all.world.log('window-shop').filter(({ type }) => type !== 'policy')

describe('when the consent server is away', () => {
  it('a banner that is on the page still works, and its receipt arrives when the server is back', async () => {
    const visitor = await aVisitor(all.browser)
    const { page } = visitor
    await page.goto(all.shops.addresses.windowShop)
    await page.locator('#kakburk .banner').waitFor()
    await page.waitForLoadState('networkidle')
    await all.world.kill()
    await page.locator('#kakburk [data-kakburk=accept]').click()
    await expect.poll(async () => (await stored(visitor)).cookies).toContain('_ga')
    expect(await page.evaluate(() => window.kakburk?.get())).toMatchObject({ decided: true, grants: { analytics: true } })
    expect((await stored(visitor)).storage).toEqual([expect.stringMatching(/^kakburk-/)])

    await all.world.start()
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 30_000 }).toEqual(['kakburkReceipts'])
    expect(receipts().map(({ action }) => action)).toEqual(['accept-all'])
    await visitor.context.close()
  })

  it('a receipt that no server took survives the page and is delivered by the next one', async () => {
    const visitor = await aVisitor(all.browser)
    const { page } = visitor
    await page.goto(all.shops.addresses.windowShop)
    await page.locator('#kakburk .banner').waitFor()
    await page.waitForLoadState('networkidle')
    await all.world.kill()
    await page.locator('#kakburk [data-kakburk=reject]').click()
    await expect.poll(async () => (await stored(visitor)).storage).toEqual([expect.stringMatching(/^kakburk-/)])
    await page.close()
    const before = await logSize()

    await all.world.start()
    const next = await visitor.context.newPage()
    await next.goto(all.shops.addresses.windowShop)
    await expect.poll(async () => (await stored({ ...visitor, page: next })).storage, { timeout: 10_000 }).toEqual([])
    expect(
      receipts()
        .slice(before)
        .map(({ action, visitor: name }) => [action, name]),
    ).toEqual([['reject-all', '']])
    await visitor.context.close()
  })

  it('the page of an undecided visitor works, holds everything, and asks when the server is back', async () => {
    await all.world.kill()
    const visitor = await aVisitor(all.browser)
    const { page } = visitor
    all.shops.hits.clear()
    await page.goto(all.shops.addresses.windowShop)
    await page.waitForLoadState('networkidle')
    // Neither the gate nor the banner came: the guard's policy is in force, and the shop's own things work under it.
    expect(await page.locator('h1').first().isVisible()).toBe(true)
    expect(all.shops.hits.list()).toEqual([])
    await all.world.start()
    await page.reload()
    await page.locator('#kakburk .banner').waitFor()
    expect(all.shops.hits.list()).toEqual([])
    await visitor.context.close()
  })

  it.each(['null', '{"signature":"x","id":"1"}', '{"receipt":null}', '{}', 'x', '[1,"2",[]]'])(
    'a receipt is delivered past what others left in storage: %s',
    async (garbage) => {
      const before = await logSize()
      const visitor = await aVisitor(all.browser)
      await visitor.context.addInitScript((left) => localStorage.setItem('kakburk-garbage', left), garbage)
      await visitor.page.goto(all.shops.addresses.windowShop)
      await visitor.page.locator('#kakburk [data-kakburk=reject]').click()
      await expect.poll(logSize, { timeout: 15_000 }).toBe(before + 1)
      expect(visitor.complaints.filter((complaint) => !complaint.includes('refused a receipt'))).toEqual([])
      await visitor.context.close()
    },
  )

  it('a yes can be taken back although the preferences cannot be loaded', async () => {
    const visitor = await aVisitor(all.browser)
    const { page } = visitor
    await page.goto(all.shops.addresses.windowShop)
    await page.locator('#kakburk [data-kakburk=accept]').click()
    await expect.poll(async () => (await stored(visitor)).cookies).toContain('_ga')
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 10_000 }).toEqual(['kakburkReceipts'])
    await all.world.kill()
    page.on('dialog', (dialog) => dialog.accept())
    await page.locator('#kakburk [data-kakburk=open]').click()
    await expect
      .poll(() => page.evaluate(() => window.kakburk?.get().grants ?? null).catch(() => null), { timeout: 10_000 })
      .not.toMatchObject({ analytics: true })
    await all.world.start()
    await visitor.context.close()
  })
})

const logSize = async (): Promise<number> => receipts().length
