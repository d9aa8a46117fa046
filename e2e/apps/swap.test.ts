import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from '../browser.ts'
import { type Shop, startShop } from '../essential/shop.ts'
import type { Whole } from '../frameworks/apps/whole.ts'
import { bundle } from '../frameworks/bundle.ts'
import { htmxFiles } from '../frameworks/htmx.ts'

/** Pages whose scripts put another page in the place of the first: the banner stays, once, until it is answered, and then the control. */
let shop: Shop
let visitor: Visitor
beforeAll(async () => {
  const script = 'text/javascript; charset=utf-8'
  shop = await startShop({
    only: ['automatic'],
    differing: { languages: ['sv', 'en', 'ar'] },
    files: {
      ...htmxFiles,
      '/htmx.js': [script, readFileSync(new URL('../../node_modules/htmx.org/dist/htmx.js', import.meta.url), 'utf8')],
      '/whole.js': [script, await bundle('whole', 'production')],
      '/whole-development.js': [script, await bundle('whole', 'development')],
    },
  })
})
afterAll(() => shop.close())
beforeEach(async () => {
  visitor = await aVisitor(shop.browser)
  return () => visitor.context.close()
})

type Page = Window & { whole: Whole }

const ways: Record<string, () => unknown> = {
  'a route and nothing else': () => history.pushState(null, '', '/?2'),
  'the body is written anew': () => {
    document.body.innerHTML = '<main>2</main>'
  },
  'another body, as Turbo does it': () => {
    const body = document.createElement('body')
    body.innerHTML = '<main>2</main>'
    document.documentElement.replaceChild(body, document.body)
    document.head.replaceChildren(Object.assign(document.createElement('title'), { textContent: '2' }))
  },
  'a view transition to another body': () =>
    document.startViewTransition(() => document.body.replaceWith(Object.assign(document.createElement('body'), { innerHTML: '2' })))
      .updateCallbackDone,
  'head and body anew': () => document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body')),
  'the document is written anew': () => {
    document.documentElement.innerHTML = '<head><title>2</title></head><body><main>2</main></body>'
  },
  'another root': () => {
    const root = document.createElement('html')
    root.lang = 'sv'
    root.innerHTML = '<head><title>2</title></head><body><main>2</main></body>'
    document.documentElement.replaceWith(root)
  },
  'document.open': () => {
    document.open()
    document.write('<!doctype html><html lang="sv"><head><title>2</title></head><body><main>2</main></body></html>')
    document.close()
  },
  'our element alone': () => document.querySelector('#kakburk')?.remove(),
  'React takes over the document': () => (window as unknown as Page).whole.hydrate(),
  'React draws the document': () => (window as unknown as Page).whole.render(),
  'Vue draws the body': () => (window as unknown as Page).whole.vue(),
  'htmx, by a boosted link': async () => {
    document.querySelector<HTMLElement>('#boosted')?.click()
    while (document.querySelector('h1')?.textContent !== 'Boosted') await new Promise((done) => setTimeout(done, 20))
  },
}

const head = '<script src="/htmx.js"></script>'
const body = '<main hx-boost="true"><a id="boosted" href="/boosted.html">On</a></main>'
const open = async (bundle = 'whole', lang?: string) => {
  shop.write({
    head: `${head}<script src="/${bundle}.js"></script>${lang ? `<script>document.documentElement.lang = '${lang}'</script>` : ''}`,
    body,
  })
  await visitor.page.goto(shop.address('automatic'))
}

/** What of ours is on the page: how many elements, banners in the top layer, and controls. */
const ours = () =>
  visitor.page.evaluate(() => {
    const hosts = [...document.querySelectorAll('#kakburk')]
    const count = (selector: string) => hosts.reduce((sum, { shadowRoot }) => sum + (shadowRoot?.querySelectorAll(selector).length ?? 0), 0)
    return { hosts: hosts.length, banners: count('.banner:popover-open'), drawn: count('.banner'), controls: count('.control') }
  })
const asking = { hosts: 1, banners: 1, drawn: 1, controls: 0 }
const answered = { hosts: 1, banners: 0, drawn: 0, controls: 1 }
const button = (hook: string) => visitor.page.locator(`#kakburk [data-kakburk=${hook}]`)
const text = (selector: string) => visitor.page.locator(`#kakburk ${selector}`).first().textContent()

describe.each(Object.entries(ways))('%s', (name, way) => {
  it('keeps one banner, which takes the answer, and then one control, which opens', async () => {
    await open()
    await expect.poll(ours).toEqual(asking)
    await visitor.page.evaluate(way)
    await visitor.page.waitForTimeout(200)
    expect(await ours()).toEqual(asking)
    await visitor.page.evaluate(() => {
      const film = document.createElement('iframe')
      film.src = window.at('tracker', '/frame')
      document.body.append(film)
    })
    await button('reject').click()
    await expect.poll(ours).toEqual(answered)
    if (!/React|Vue|htmx/.test(name)) await visitor.page.evaluate(way)
    await visitor.page.waitForTimeout(200)
    expect(await ours()).toEqual(answered)
    await button('open').click()
    await visitor.page.locator('#kakburk dialog[open]').waitFor()
    expect(await visitor.page.evaluate(() => window.kakburk?.get().grants)).toEqual({ analytics: false, marketing: false })
    expect(shop.asked.filter(({ host }) => host === 'tracker')).toEqual([])
    expect(visitor.complaints).toEqual([])
  })
})

it('React in development finds nothing wrong with a document that has our element in it', async () => {
  await open('whole-development')
  await expect.poll(ours).toEqual(asking)
  await visitor.page.evaluate(() => (window as unknown as Page).whole.hydrate())
  await visitor.page.locator('#on').click()
  await visitor.page.locator('text=Route 2').waitFor()
  expect(await ours()).toEqual(asking)
})

it('whoever takes our element away each time it comes wins, and everything stays refused', async () => {
  await open()
  await expect.poll(ours).toEqual(asking)
  const took = await visitor.page.evaluate(async () => {
    const takeAway = () => document.querySelector('#kakburk')?.remove()
    new MutationObserver(takeAway).observe(document, { childList: true, subtree: true })
    takeAway()
    const start = performance.now()
    await new Promise((done) => setTimeout(done))
    return performance.now() - start
  })
  expect(took).toBeLessThan(1_000)
  expect((await ours()).hosts).toBe(0)
  expect(await visitor.page.evaluate(() => window.kakburk?.get())).toEqual({ decided: false, grants: {} })
  expect(visitor.complaints).toEqual([])
})

describe('another language', () => {
  const turn = (lang: string) =>
    visitor.page.evaluate((lang) => {
      document.documentElement.lang = lang
    }, lang)
  const host = () =>
    visitor.page.evaluate(() => {
      const { lang, dir } = document.querySelector('#kakburk') as HTMLElement
      return [lang, dir]
    })

  it('turns the banner, whose answer is logged in the language in which it was asked', async () => {
    await open()
    await expect.poll(ours).toEqual(asking)
    expect(await text('[data-kakburk=reject]')).toBe('Neka alla')
    await turn('en-GB')
    await expect.poll(() => text('[data-kakburk=reject]')).toBe('Reject all')
    expect(await ours()).toEqual(asking)
    expect(await host()).toEqual(['en', 'ltr'])
    await button('accept').click()
    await expect.poll(ours).toEqual(answered)
    expect(await text('.control')).toBe('Cookies')
    await expect
      .poll(() => shop.world.log('automatic').map(({ action, language }) => [action, language]))
      .toContainEqual(['accept-all', 'en'])
    expect(visitor.complaints).toEqual([])
  })

  it('turns to and fro, and from right to left', async () => {
    await open()
    await expect.poll(ours).toEqual(asking)
    for (const lang of ['en', 'sv', 'ar', 'en', 'ar']) await turn(lang)
    await expect.poll(host).toEqual(['ar', 'rtl'])
    await visitor.page.waitForTimeout(300)
    expect(await ours()).toEqual(asking)
    expect(await text('[data-kakburk=reject]')).toMatch(/[\u0600-\u06ff]/)
    await turn('fi')
    await expect.poll(host).toEqual(['sv', 'ltr'])
  })

  it('before the banner has come is the one in which it comes', async () => {
    await open('whole', 'en')
    await expect.poll(() => text('[data-kakburk=reject]')).toBe('Reject all')
    await visitor.page.waitForTimeout(300)
    expect(await ours()).toEqual(asking)
  })

  it('turns the control and what it opens, and not an open dialog before it is closed', async () => {
    await open()
    await button('reject').click()
    await expect.poll(ours).toEqual(answered)
    await turn('en')
    await expect.poll(() => text('.control')).toBe('Cookies')
    await button('open').click()
    const dialog = visitor.page.locator('#kakburk dialog')
    expect(await dialog.locator('[data-kakburk=save]').textContent()).toBe('Save my choices')
    await turn('sv')
    await visitor.page.waitForTimeout(200)
    expect(await dialog.locator('[data-kakburk=save]').textContent()).toBe('Save my choices')
    expect(await host()).toEqual(['en', 'ltr'])
    await visitor.page.keyboard.press('Escape')
    await expect.poll(host).toEqual(['sv', 'ltr'])
    await button('open').click()
    expect(await dialog.locator('[data-kakburk=save]').textContent()).toBe('Spara mina val')
  })
})
