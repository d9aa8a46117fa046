import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor, waiting } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

let lab: Lab
let visitor: Visitor
beforeAll(async () => {
  lab = await startLab()
  lab.write({})
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  return () => visitor.context.close()
})

const open = async () => {
  const page = await visitor.context.newPage()
  await page.goto(lab.address)
  await page.locator('#kakburk .banner').waitFor()
  return page
}
const logged = (since: number) => lab.world.log('lab').slice(since)

describe('a receipt', () => {
  it('is not lost when two tabs decide at the same moment', async () => {
    const since = lab.world.log('lab').length
    const tabs = [await open(), await open()]
    for (let round = 0; round < 3; round++) {
      await Promise.all(tabs.map((tab, n) => tab.evaluate((analytics) => window.kakburk?.set({ analytics, marketing: true }), n === 0)))
    }
    await expect.poll(() => logged(since).length, { timeout: 20_000 }).toBe(6)
    expect(await waiting({ ...visitor, page: tabs[0] as (typeof tabs)[0] })).toEqual([])
  })

  it('is sent when storage is full', async () => {
    const since = lab.world.log('lab').length
    const page = await open()
    await page.evaluate(() => {
      for (let size = 2 ** 22; size > 0; size >>= 1) {
        try {
          for (;;) localStorage.setItem(`full${localStorage.length}`, 'x'.repeat(size))
        } catch {}
      }
      window.kakburk?.acceptAll()
    })
    await expect.poll(() => logged(since).map(({ action }) => action), { timeout: 10_000 }).toEqual(['accept-all'])
  })

  it('is kept when something else than the log says that all is well', async () => {
    const since = lab.world.log('lab').length
    const page = await open()
    let answered = 0
    await page.route('**/receipts', (route) =>
      answered++ ? route.continue() : route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' }),
    )
    await page.evaluate(() => window.kakburk?.acceptAll())
    await expect.poll(() => answered).toBe(1)
    await expect.poll(() => logged(since).length, { timeout: 15_000 }).toBe(1)
    expect(answered).toBe(2)
  })

  it('takes back a yes that was given in another tab', async () => {
    const since = lab.world.log('lab').length
    const [first, second] = [await open(), await open()]
    await first.evaluate(() => window.kakburk?.acceptAll())
    await expect.poll(() => logged(since).length, { timeout: 10_000 }).toBe(1)
    await second.evaluate(() => window.kakburk?.rejectAll())
    await expect.poll(() => logged(since).length, { timeout: 10_000 }).toBe(2)
    const [yes, no] = logged(since)
    expect(no).toMatchObject({ action: 'withdraw', previous: yes?.id, visitor: yes?.visitor })
    await expect.poll(async () => (await stored({ ...visitor, page: second })).databases).toEqual([])
  })
})
