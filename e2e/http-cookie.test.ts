import type { Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor, launch, type Visitor } from './browser.ts'
import { presentEngines, startEngine } from './engines/engines.ts'
import { settle, sleep, until } from './engines/visit.ts'
import { type OwnDomain, startOwnDomain } from './own-domain.ts'

let shop: OwnDomain

/** As Safari, but harder: what a script has set lasts three seconds. */
const shortLived = `<script>{
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get, set(text) { set.call(this, text.replace(/Max-Age=\\d+/, 'Max-Age=3')) } })
}</script>`

beforeAll(async () => {
  shop = await startOwnDomain((tag) => (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    const before = request.url?.startsWith('/short') ? shortLived : ''
    response.end(
      `<!doctype html><html lang="sv"><head>${before}${tag}<title>Shop</title><link rel="icon" href="data:,"></head><body>Shop</body></html>`,
    )
  })
})
afterAll(() => shop.close())

const halfYear = 182 * 86_400
const short = () => `${shop.address}/short`

describe('in Chromium, where the consent server is on the domain of the shop,', () => {
  /** Opens the shop, does something, and gives the answers that its receipts were given. */
  const answersTo = async (visitor: Visitor, code: string, count = 1) => {
    const answers: Response[] = []
    visitor.page.on('response', (response) => {
      if (response.request().method() === 'POST') answers.push(response)
    })
    await visitor.page.goto(short())
    await visitor.page.waitForFunction('window.kakburk')
    await visitor.page.evaluate(code)
    await expect.poll(() => answers.length, { timeout: 15_000 }).toBe(count)
    return Promise.all(answers.map((answer) => answer.allHeaders()))
  }
  const kept = async ({ context }: Visitor) => (await context.cookies()).filter(({ name }) => name === 'kakburk')

  it.each([
    ['a yes', 'kakburk.acceptAll()', /^kakburk=1~[\w-]{43}~[\w-]{22}~analytics\.marketing~[a-z\d]+~[\da-f-]{36}; /],
    ['a no', 'kakburk.rejectAll()', /^kakburk=1~[\w-]{43}~[\w-]{22}~no~[a-z\d]+~; /],
  ])('the answer to %s sets the same cookie for half a year', async (_, code, text) => {
    const browser = await launch()
    const visitor = await aVisitor(browser)
    const [headers] = await answersTo(visitor, `void ${code}`)
    const set = headers?.['set-cookie'] ?? ''
    expect(set).toMatch(text)
    const [, age, rest] = /; Max-Age=(\d+); (.*)$/.exec(set) ?? []
    expect(rest).toBe('Path=/; SameSite=Lax; Domain=shop.localhost')
    expect(halfYear - Number(age)).toBeLessThan(10)
    expect(headers).toMatchObject({ 'access-control-allow-origin': shop.address, 'access-control-allow-credentials': 'true' })
    // The same cookie: none beside it.
    const [cookie, ...others] = await kept(visitor)
    expect(others).toEqual([])
    expect(set.startsWith(`kakburk=${cookie?.value};`)).toBe(true)
    expect(cookie).toMatchObject({ domain: '.shop.localhost', path: '/', httpOnly: false, sameSite: 'Lax' })
    expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(halfYear - 20)
    expect(visitor.complaints).toEqual([])
    await browser.close()
  })

  /** Says yes where every answer takes two seconds, and its cookie comes with it. Resolves when the receipt is on its way. */
  const acceptSlowly = async ({ page, context }: Visitor) => {
    await page.goto(shop.address)
    await page.locator('#kakburk .banner').waitFor()
    const protocol = await context.newCDPSession(page)
    await protocol.send('Network.enable')
    await protocol.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 2_000,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
    const posted = page.waitForRequest('**/receipts')
    await page.evaluate('void kakburk.acceptAll()')
    await posted
  }

  it('a no that is said before the answer to a yes has come is not undone by it', async () => {
    const browser = await launch()
    const visitor = await aVisitor(browser)
    await acceptSlowly(visitor)
    await sleep(300)
    await visitor.page.evaluate('void kakburk.rejectAll()')
    for (let n = 0; n < 8; n++) {
      await sleep(500)
      expect((await kept(visitor)).map(({ value }) => value.split('~')[3])).toEqual(['no'])
    }
    await browser.close()
  })

  it('a receipt whose page closes while it is on its way is logged once', async () => {
    const browser = await launch()
    const visitor = await aVisitor(browser)
    const before = shop.world.log('lab').length
    await acceptSlowly(visitor)
    await visitor.page.close({ runBeforeUnload: true })
    await expect.poll(() => shop.world.log('lab').length, { timeout: 15_000, interval: 1_000 }).toBe(before + 1)
    await sleep(3_000)
    expect(shop.world.log('lab').length).toBe(before + 1)
    await browser.close()
  })
})

describe.each(presentEngines)('in %s', (name) => {
  it('a decision outlasts what the browser lets scripts keep', async () => {
    const engine = await startEngine(name)
    const visitor = await engine.visitor()
    const page = await visitor.open()
    await page.goto(short())
    await until(page, 'window.kakburk')
    // The way of the test holds: without an answer it is gone.
    await page.evaluate(`void (document.cookie = 'own=1; Max-Age=9999')`)
    await page.evaluate('void kakburk.rejectAll()')
    await until(page, 'kakburk.get().decided')
    await settle()
    await sleep(4_500)
    expect(await page.evaluate('document.cookie')).toMatch(/^kakburk=1~\S+$/)
    await page.goto(short())
    await until(page, 'window.kakburk')
    expect(await page.evaluate('kakburk.get().decided')).toBe(true)
    await visitor.close()
    await engine.close()
  })
})
