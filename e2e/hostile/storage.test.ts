import type { CDPSession } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { answer, button, held, open, order, prepare, shop, state, tracked, visitor, withTrackers } from './ground.ts'

prepare()

describe.each(held)('storage and cookies that fail, in %s mode', (mode) => {
  const throwing = (name: string, owner = 'window') =>
    `Object.defineProperty(${owner}, '${name}', { configurable: true, get() { throw new DOMException('no', 'SecurityError') }, set() { throw new DOMException('no', 'SecurityError') } })`

  it.each([
    ['localStorage throws', throwing('localStorage')],
    ['both storages throw', `${throwing('localStorage')}; ${throwing('sessionStorage')}`],
    ['storages are null', `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: null })`],
    ['indexedDB throws', throwing('indexedDB')],
    ['indexedDB is missing', `Object.defineProperty(window, 'indexedDB', { value: undefined })`],
    ['indexedDB never answers', `IDBFactory.prototype.open = () => ({}); IDBFactory.prototype.databases = () => new Promise(() => {})`],
    ['cookies throw', throwing('cookie', 'Document.prototype')],
    [
      'cookies, storages and databases throw',
      `${throwing('cookie', 'Document.prototype')}; ${throwing('localStorage')}; ${throwing('sessionStorage')}; ${throwing('indexedDB')}`,
    ],
    [
      'channels and locks are missing',
      `window.BroadcastChannel = undefined; Object.defineProperty(navigator, 'locks', { value: undefined })`,
    ],
    ['channels throw', `window.BroadcastChannel = function () { throw new Error('no') }`],
    ['setItem throws', `Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError') }`],
    ['the cookie store is missing', `window.cookieStore = undefined; window.CookieStore = undefined`],
  ])('%s: it holds, asks, and obeys', async (_, code) => {
    await open(mode, withTrackers({ before: `<script>${code}</script>` }))
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    await answer('reject')
    await visitor.page.waitForTimeout(300)
    expect(tracked()).toEqual([])
    // The owner is told in the console; the page sees no fault of ours.
    expect(visitor.complaints.filter((text) => !text.startsWith('kakburk:'))).toEqual([])
  })

  it('cookies are switched off: a yes holds for this view, and the next page asks again', async () => {
    const session: CDPSession = await visitor.context.newCDPSession(visitor.page)
    await session.send('Emulation.setDocumentCookieDisabled', { disabled: true })
    await open(mode, withTrackers())
    expect(tracked()).toEqual([])
    if (mode === 'automatic') {
      await answer('accept')
      expect((await state())?.grants).toEqual({ analytics: true, marketing: true })
      await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    } else {
      await answer('reject')
      expect((await state())?.decided).toBe(true)
    }
    await open(mode, withTrackers())
    expect(tracked()).toEqual([])
    expect(await button('reject').first().isVisible()).toBe(true)
    expect(visitor.complaints).toEqual([])
  })

  it.each([
    ['a sandboxed frame without an origin', 'sandbox="allow-scripts allow-forms"'],
    ['a frame on another site', ''],
  ])('%s: it holds, asks, and obeys within the frame', async (_, attributes) => {
    shop.write(withTrackers())
    const inside = `${attributes} src="${shop.address(mode, '/?framed')}" width="800" height="700"`
    await visitor.page.goto(shop.address('bare', `/around?${encodeURIComponent(inside)}`))
    const frame = visitor.page.frameLocator('iframe')
    await frame.locator('#kakburk [data-kakburk=reject]').first().waitFor()
    const inner = visitor.page.frames()[1]
    expect(tracked()).toEqual([])
    expect(await inner?.evaluate(() => window.order)).toEqual(['one', 'inline', 'klarna'])
    const choice = mode === 'automatic' ? 'accept' : 'reject'
    await frame.locator(`#kakburk [data-kakburk=${choice}]`).first().click()
    await expect.poll(() => inner?.evaluate(() => window.kakburk?.get().decided).catch(() => true)).toBe(true)
    await visitor.page.waitForTimeout(300)
    expect(tracked()).toEqual(choice === 'accept' ? ['/static.js', '/inserted.js'] : [])
    // A page without an origin is not one of the shop's to the server, which refuses its receipt.
    expect(visitor.complaints.filter((text) => !/^kakburk:|status of 40[34]/.test(text))).toEqual([])
  })
})
