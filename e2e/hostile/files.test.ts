import { describe, expect, it } from 'vitest'
import { stored } from '../browser.ts'
import type { Fault } from '../essential/proxy.ts'
import { answer, at, button, held, open, order, prepare, proxy, shop, tracked, visitAnew, visitor, withTrackers } from './ground.ts'

prepare()

const faults: [string, Fault][] = [
  ['answers 503', 503],
  ['hangs for 30 s', { hangs: 30_000 }],
  ['breaks the connection', 'reset'],
  ['ends in the middle', 'cut'],
  ['is a page of somebody else', { body: '<!doctype html><h1>Welcome to our Wi-Fi</h1>', type: 'text/html' }],
  ['is not what we wrote', { body: 'export const something = 1; throw new Error("not ours")', type: 'text/javascript' }],
]
const quiet = (text: string) => !/kakburk:|Failed to load resource|net::ERR|Failed to load module|MIME type|not ours/.test(text)

describe.each(held)('a file of ours that cannot be had, in %s mode', (mode) => {
  it.each(['banner', 'choose', 'deliver'].flatMap((file) => faults.map(([what, fault]) => [file, what, fault] as const)))(
    '%s %s: it holds, the page is whole, and asks again when the file is back',
    async (file, _, fault) => {
      proxy.faults = [[`files/${file}`, fault]]
      const from = Date.now()
      await open(mode, withTrackers())
      await visitor.page.waitForLoadState('load')
      expect(Date.now() - from).toBeLessThan(5_000)
      expect(tracked()).toEqual([])
      expect(await order()).toEqual(['one', 'inline', 'klarna'])
      if (file !== 'deliver') {
        // Whatever the page asks of us, nothing is granted that could not be written down.
        await visitor.page.evaluate(() => window.kakburk?.open())
        await visitor.page.waitForTimeout(300)
      }
      expect(tracked()).toEqual([])
      expect(visitor.complaints.filter(quiet)).toEqual([])
      proxy.faults = []
      await open(mode, withTrackers())
      await answer('reject')
    },
  )

  it.each(faults)('deliver %s: the choice holds at once, and its receipt is kept and delivered when the file is back', async (_, fault) => {
    proxy.faults = [['files/deliver', fault]]
    await open(mode, withTrackers())
    await button('reject').first().click()
    await expect.poll(async () => (await stored(visitor).catch(() => ({ storage: [] as string[] }))).storage.join()).toMatch(/^kakburk-/)
    expect((await visitor.context.cookies()).map(({ name }) => name)).toContain('kakburk')
    await visitor.page.waitForTimeout(1_200)
    expect(tracked()).toEqual([])
    proxy.faults = []
    await visitor.page.goto(shop.address(mode, '/?next'))
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 10_000 }).toEqual([])
    expect(visitor.complaints.filter(quiet)).toEqual([])
  })

  it.each([
    ['answers 503', 503],
    ['hangs for 3 s', { hangs: 3_000 }],
    ['breaks the connection', 'reset'],
    ['is a page of somebody else', { body: '<!doctype html>', type: 'text/html' }],
  ] as [string, Fault][])('the log %s: the receipt is kept, and delivered when it is back', async (_, fault) => {
    proxy.faults = [['/receipts', fault]]
    await open(mode, withTrackers())
    await button('reject').first().click()
    await visitor.page.waitForTimeout(1_500)
    if (typeof fault !== 'object' || !('hangs' in fault)) expect((await stored(visitor)).storage.join()).toMatch(/^kakburk-/)
    proxy.faults = []
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 15_000 }).toEqual([])
    expect(tracked()).toEqual([])
    expect(visitor.complaints.filter(quiet)).toEqual([])
  })

  it('nothing of ours answers once the page is there: the choice holds, and the receipt goes later', async () => {
    await open(mode, withTrackers())
    await button('reject').first().waitFor()
    await visitor.page.waitForLoadState('networkidle')
    await proxy.stop()
    await button('reject').first().click()
    await expect.poll(async () => (await visitor.context.cookies()).map(({ name }) => name)).toContain('kakburk')
    expect(tracked()).toEqual([])
    await proxy.start()
    await visitor.page.goto(shop.address(mode, '/?next'))
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 20_000 }).toEqual([])
    expect(visitor.complaints.filter(quiet)).toEqual([])
  })

  it.each([
    ['answers 503', 503],
    ['breaks the connection', 'reset'],
    ['ends in the middle', 'cut'],
    ['is a page of somebody else', { body: '<!doctype html><h1>Welcome</h1>', type: 'text/html' }],
    ['is no script', { body: '}{', type: 'text/javascript' }],
    ['throws', { body: 'throw new Error("not ours")', type: 'text/javascript' }],
    ['is late', { hangs: 1_500 }],
  ] as [string, Fault][])('the gate %s: the guard holds, or the gate does', async (_, fault) => {
    proxy.faults = [['gate.js', fault]]
    await open(
      mode,
      withTrackers({
        body: `<noscript><img alt="" src="${at('tracker', '/noscript.svg')}"></noscript><img alt="" src="${at('tracker', '/a.svg')}">`,
      }),
    )
    if (typeof fault !== 'object' || !('hangs' in fault)) {
      expect(tracked()).toEqual([])
      expect(await visitor.page.evaluate(() => typeof window.kakburk)).toBe('undefined')
    } else expect(tracked().filter((path) => path.endsWith('.js'))).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
  })

  it('the gate is not there at all: the guard holds', async () => {
    await proxy.stop()
    await open(mode, withTrackers())
    await proxy.start()
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
  })

  it('scripts are switched off: the guard holds, pixels in noscript included', async () => {
    await visitor.context.close()
    await visitAnew({ javaScriptEnabled: false })
    await open(mode, {
      body: `<img alt="" src="/picture.svg"><noscript><img alt="" src="${at('tracker', '/noscript.svg')}"></noscript><iframe src="${at('tracker', '/frame')}"></iframe><iframe src="${at('klarna', '/frame')}"></iframe>`,
    })
    expect(tracked()).toEqual([])
    expect(shop.asked.map(({ host, path }) => `${host}${path}`).sort()).toEqual([`${mode}/`, `${mode}/picture.svg`, 'klarna/frame'].sort())
  })
})
