import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { aVisitor, type Visitor } from '../browser.ts'
import { type Interposed, startProxy } from '../essential/proxy.ts'
import { type Mode, type Page, type Shop, startShop } from '../essential/shop.ts'

export let shop: Shop
/** Stands before the consent server, and fails as it is told. */
export let proxy: Interposed
export let visitor: Visitor

/** Starts the shop for the tests of a file, and gives each of them a visitor. */
export const prepare = (): void => {
  beforeAll(async () => {
    shop = await startShop({
      async consent({ url }) {
        proxy = await startProxy(url)
        return proxy.url
      },
    })
  })
  afterAll(async () => {
    await shop.close()
    await proxy.stop()
  })
  beforeEach(() => visitAnew())
  afterEach(async () => {
    proxy.faults = []
    await visitor.context.close()
  })
}

export const visitAnew = async (options: Parameters<typeof aVisitor>[1] = {}): Promise<void> => {
  visitor = await aVisitor(shop.browser, options)
}

/** The modes in which something is held that nobody marked. */
export const held = ['automatic', 'strict'] as const

export const at = (host: string, path: string) => shop.address('bare', path).replace('bare', host)
/** What the trackers were asked for. */
export const tracked = () => shop.asked.filter(({ host }) => host === 'tracker').map(({ path }) => path)

/** A page with trackers in its source and by script, and with what is the shop's own. */
export const withTrackers = (page: Page = {}): Page => ({
  ...page,
  head: `${page.head ?? ''}<script nonce="abc" src="${at('tracker', '/static.js')}"></script><script nonce="abc" src="/one.js"></script>`,
  body: `${page.body ?? ''}<script nonce="abc">
    new Image().src = '/inline.svg'
    window.order = (window.order || []).concat('inline')
    var script = document.createElement('script')
    script.src = '${at('tracker', '/inserted.js')}'
    document.head.appendChild(script)
  </script><script nonce="abc" src="${at('klarna', '/pay.js')}"></script>`,
})

/** Opens a page, and gives it time to do harm. */
export const open = async (mode: Mode, page: Page, path = '/') => {
  shop.write(page)
  await visitor.page.goto(shop.address(mode, path))
  await visitor.page.waitForTimeout(200)
}
export const order = () => visitor.page.evaluate(() => window.order ?? [])
export const state = (): Promise<{ decided: boolean; grants: object } | undefined> => visitor.page.evaluate(() => window.kakburk?.get())
export const button = (name: string) => visitor.page.locator(`#kakburk [data-kakburk=${name}]`)

/** Clicks in the banner, and stays until the log has the receipt. */
export const answer = async (name: 'accept' | 'reject') => {
  const logged = visitor.page.waitForResponse((response) => response.url().endsWith('/receipts') && response.ok(), { timeout: 8_000 })
  await Promise.all([logged, button(name).first().click({ timeout: 8_000 })])
}
