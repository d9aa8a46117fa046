import { createRewriter, forNode } from '@kakburk/server/rewrite'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { aVisitor, launch, type Visitor } from './browser.ts'
import { type OwnDomain, startOwnDomain } from './own-domain.ts'

/** A shop behind the twin, and a visitor whose browser runs no scripts. */
let shop: OwnDomain
let browser: Browser
let visitor: Visitor
const asked: string[] = []

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

beforeAll(async () => {
  shop = await startOwnDomain(async (tag, { url }) => {
    // Browsers know every name under `localhost`; Node asks the system.
    const policy = `${url.replace('consent.shop.localhost', '127.0.0.1')}/s/lab/policy.json`
    const rewriter = createRewriter({ policy, server: url })
    await rewriter.ready()
    const twin = forNode(rewriter)
    return (request, response) => {
      const [host = ''] = (request.headers.host ?? '').split(':')
      if (host !== 'www.shop.localhost') {
        asked.push(`${host} ${request.url}`)
        response.writeHead(200, { 'content-type': request.url?.endsWith('.svg') ? 'image/svg+xml' : 'text/html' })
        return response.end(request.url?.endsWith('.svg') ? picture : '<!doctype html>')
      }
      twin(request, response, () => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
        response.end(makePage(tag, url, request.headers.host ?? ''))
      })
    }
  })
  browser = await launch()
})

const makePage = (tag: string, consent: string, host: string) => {
  const [tracker, pixel] = ['tracker', 'pixel'].map((name) => `http://${host.replace('www.shop', name)}`)
  return `<!doctype html><html lang="sv"><head>${tag}<title>Shop</title><link rel="icon" href="data:,"></head><body><h1>Shop</h1>
<img alt="" src="${tracker}/plain.svg"><img alt="" data-consent="analytics" src="${tracker}/marked.svg">
<noscript><img alt="" src="${tracker}/noscript.svg"></noscript>
<iframe title="film" src="${pixel}/film"></iframe>
<p id="own">own</p><a id="choose" href="${consent}/s/lab/choice#kakburk">Kakor</a></body></html>`
}

afterAll(async () => {
  await browser.close()
  await shop.close()
})

beforeEach(async () => {
  visitor = await aVisitor(browser, { javaScriptEnabled: false })
  return () => visitor.context.close()
})

const open = async (page: Page = visitor.page) => {
  asked.length = 0
  await page.goto(`${shop.address}/goods?a=1`)
  await page.waitForLoadState('networkidle')
}

/** Follows the shop's own link, answers, and goes back. */
const answer = async (press: string, switches: string[] = []) => {
  const { page } = visitor
  await page.click('#choose')
  for (const name of switches) await page.locator(`[data-category=${name}]`).click()
  await page.locator(`[data-kakburk=${press}]`).click()
  expect(await page.locator('h1').textContent()).toBe('Ditt val är sparat.')
  await page.locator('main a.button').first().click()
  expect(new URL(page.url()).host).toBe(new URL(shop.address).host)
  await open()
}

const tracker = ['tracker.localhost /marked.svg', 'tracker.localhost /noscript.svg', 'tracker.localhost /plain.svg']
/** A frame or picture of the page before may still come. */
const seen = () => [...new Set(asked)].sort()

const ours = async () => (await visitor.context.cookies()).filter(({ name }) => name === 'kakburk')

it('asks nobody and stores nothing before an answer, and the page works', async () => {
  await open()
  expect(asked).toEqual([])
  expect(await visitor.context.cookies()).toEqual([])
  expect(await visitor.page.locator('#own').textContent()).toBe('own')
})

it('loads what the form says yes to, and after its no nothing', async () => {
  await open()
  await answer('save', ['analytics'])
  await expect.poll(seen).toEqual(tracker)
  await answer('accept')
  await expect.poll(seen).toEqual(['pixel.localhost /film', ...tracker])
  await answer('reject')
  expect(asked).toEqual([])
  const entries = shop.world.log('lab').filter(({ type }) => type === 'consent')
  expect(entries.map(({ action, signature, page, language }) => [action, signature, page, language])).toEqual([
    ['choose', 'none', '/', 'sv'],
    ['accept-all', 'none', '/', 'sv'],
    ['reject-all', 'none', '/', 'sv'],
  ])
  expect(entries[2]?.visitor).toBe('')
})

it('keeps the answer in the very cookie that the gate sets, for six months', async () => {
  await open()
  await answer('save', ['analytics'])
  const [cookie, ...others] = await ours()
  expect(others).toEqual([])
  expect(cookie).toMatchObject({ domain: '.shop.localhost', path: '/', sameSite: 'Lax', httpOnly: false })
  expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 181.9 * 86_400)
})

it('is obeyed with scripts on, which ask no more', async () => {
  await open()
  await answer('save', ['analytics'])
  const later = await aVisitor(browser, { storageState: await visitor.context.storageState() })
  await open(later.page)
  await expect.poll(seen).toEqual(tracker.filter((request) => !request.includes('noscript')))
  expect(await later.page.evaluate(() => window.kakburk?.get())).toMatchObject({
    decided: true,
    grants: { analytics: true, marketing: false },
  })
  await later.page.locator('#kakburk [data-kakburk=open]').waitFor()
  expect(await later.page.locator('#kakburk [data-kakburk=accept]').count()).toBe(0)
  // With scripts the same link opens the preferences.
  await later.page.click('#choose')
  await later.page.evaluate(() => Object.assign(window, { isOld: true }))
  await later.page.locator('#kakburk dialog [data-kakburk=withdraw]').click()
  // What has run is stopped by loading the page anew.
  await later.page.waitForFunction(() => !('isOld' in window), undefined, { timeout: 20_000 })
  await expect
    .poll(() => later.page.evaluate(() => window.kakburk?.get().grants), { timeout: 20_000 })
    .toEqual({ analytics: false, marketing: false })
  // Its key is nobody's, so the no stands alone.
  await expect
    .poll(() => shop.world.log('lab').at(-1), { timeout: 20_000 })
    .toMatchObject({ action: 'reject-all', previous: '', signature: /valid|unchecked/ })
  await open(later.page)
  expect(asked).toEqual([])
  await later.context.close()
})
