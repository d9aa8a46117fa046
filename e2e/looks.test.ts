import { readFileSync } from 'node:fs'
import type { MeasuredLayer } from '@kakburk/shared'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

const script = readFileSync(new URL('../packages/widget/dist/measure.js', import.meta.url), 'utf8')

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ look: { theme: 'sea' } })
})
afterAll(() => lab.close())

/** A page with the banner on it. Its own elements bear our classes, so that a leak would show. */
const open = async (css: string, options = {}) => {
  lab.write({ head: `<style>${css}</style>`, body: shop })
  const visitor = await aVisitor(lab.browser, options)
  await visitor.page.goto(`${lab.address}/`)
  await visitor.page.waitForFunction(() => document.querySelector('#kakburk')?.shadowRoot?.querySelector('.banner'))
  return visitor
}

const shop =
  '<section class="banner"><h2>Ull</h2><p>Garn</p><div class="choices"><button class="choice">Köp</button><button class="control settings">Se</button></div></section>' +
  '<div class="preferences"><input type="checkbox"></div><p>'.concat('rad<br>'.repeat(80), '</p>')

const measure = (page: Page, layer = '.banner') =>
  page.evaluate(
    `(()=>{${script};return kakburkMeasure.measureLayer(document.querySelector('#kakburk').shadowRoot.querySelector('${layer}'))})()`,
  ) as Promise<MeasuredLayer>

/** Where the control stands and how it looks, once everything is refused by a click. */
const refuse = async (page: Page) => {
  await page.locator('#kakburk [data-kakburk=reject]').click()
  const control = page.locator('#kakburk .control')
  await control.waitFor()
  return control.evaluate((element) => {
    const { left, bottom, width, height } = element.getBoundingClientRect()
    const { color, backgroundColor, fontSize, direction } = getComputedStyle(element)
    return [left, innerHeight - bottom, width, height, color, backgroundColor, fontSize, direction]
  })
}

const hostile = [
  '*{all:unset!important}',
  'div{display:none!important}',
  'body,div{zoom:3!important}',
  ':root{font-size:100px;line-height:9;letter-spacing:9px;text-transform:uppercase;color:red}',
  'html{writing-mode:vertical-rl;visibility:hidden;cursor:none;pointer-events:none;user-select:none}',
  '*,:host,::slotted(*){--background:red!important;--text:red!important;--button:red!important;--button-text:red!important;--button-border:red!important;--radius:99px!important}',
  '*{direction:rtl!important;unicode-bidi:bidi-override!important;font:99px fantasy!important;text-align:right!important;color:red!important}',
  'body{transform:scale(.2) rotate(9deg);filter:blur(9px);opacity:0}',
  'body{position:fixed;inset:0;overflow:hidden;z-index:2147483646;background:red}',
  'html>*{position:static!important;transform:rotate(9deg)!important;filter:blur(9px)!important;contain:strict!important;animation:none!important}',
  'section,h2,p,button,a,dialog,input{display:none!important}.banner,.choice,.control{display:none!important}',
  '#kakburk{visibility:hidden!important;opacity:0!important;transform:translateX(-9999px)!important;width:1px!important;height:1px!important;overflow:hidden!important;clip-path:inset(50%)!important;pointer-events:none!important;content-visibility:hidden!important}',
]

describe('a page', () => {
  let calm: { banner: MeasuredLayer; control: unknown[] }
  beforeAll(async () => {
    const { page, context } = await open('')
    calm = { banner: await measure(page), control: await refuse(page) }
    await context.close()
    expect(calm.banner.controls.map(({ name, inView }) => [name, inView])).toEqual([
      ['reject', true],
      ['accept', true],
      ['settings', true],
    ])
  })

  it.each(hostile)('with %s has the banner and the control that every page has', async (css) => {
    const { page, context } = await open(css)
    expect(await measure(page)).toEqual(calm.banner)
    expect(await refuse(page)).toEqual(calm.control)
    await context.close()
  })

  it.each(['#kakburk{display:none!important}', 'html>div#kakburk{display:none}'])(
    'with %s asks nothing, and whoever has said yes has the control',
    async (css) => {
      lab.write({ head: `<style>${css}</style>`, body: shop })
      const { page, context } = await aVisitor(lab.browser)
      await page.goto(lab.address, { waitUntil: 'networkidle' })
      expect(await page.locator('#kakburk .banner').count()).toBe(0)
      expect(await page.evaluate(() => document.querySelectorAll('#kakburk').length)).toBe(1)
      await page.evaluate(() => window.kakburk?.acceptAll())
      await page.locator('#kakburk .control').waitFor()
      await context.close()
    },
  )

  it('whose root is transformed and filtered, and covered by the highest z-index, has the banner on top and in its place', async () => {
    const { page, context } = await open(
      'html{transform:translateY(-40px);filter:grayscale(1);min-height:3000px}body{position:fixed;inset:0;z-index:2147483647;background:#fff}',
    )
    expect(await measure(page)).toEqual(calm.banner)
    await context.close()
  })

  it.each([
    '',
    'html{display:flex;gap:50px}',
    'html{display:grid;gap:9px;grid-auto-rows:90px}',
    'html>*+*{margin:99px!important;padding:99px!important}',
  ])('with %s is laid out as without us, and wears nothing of ours', async (css) => {
    const { page, context } = await open(css)
    const layout = () =>
      page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('body,body *')].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect()
          const { color, backgroundColor, position, borderRadius } = getComputedStyle(element)
          return [element.className, x, y, width, height, element.scrollHeight, color, backgroundColor, position, borderRadius]
        }),
      )
    const withUs = await layout()
    await page.evaluate(() => document.querySelector('#kakburk')?.remove())
    expect(withUs).toEqual(await layout())
    await context.close()
  })
})

describe('the look', () => {
  it('follows the scheme that the visitor has chosen', async () => {
    const { page, context } = await open('', { colorScheme: 'dark' })
    expect((await measure(page)).accept?.style).toMatchObject({ ground: '#8ccbf2', text: 'rgb(11, 34, 52)' })
    await page.emulateMedia({ colorScheme: 'light' })
    expect((await measure(page)).accept?.style).toMatchObject({ ground: '#0a5a8a', text: 'rgb(255, 255, 255)' })
    await context.close()
  })

  it('gives way to forced colours, and both answers keep an edge', async () => {
    const { page, context } = await open('', { forcedColors: 'active' })
    const { accept, reject } = await measure(page)
    expect(accept?.style).toEqual(reject?.style)
    expect(accept?.edgeContrast).toBeGreaterThan(3)
    await context.close()
  })

  it('shows where the focus is by a ring in the colour of the text', async () => {
    const { page, context } = await open('')
    await page.locator('#kakburk [data-kakburk=reject]').press('Shift')
    const ring = await page.locator('#kakburk [data-kakburk=reject]').evaluate((element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
      return [outlineStyle, outlineWidth, outlineColor]
    })
    expect(ring).toEqual(['solid', '3px', 'rgb(20, 39, 58)'])
    await context.close()
  })

  it.each([
    ['bar', 1280, (b: DOMRect) => b.left === 0 && b.width === 1280 && b.bottom === 800],
    ['corner', 1280, (b: DOMRect) => b.left === 16 && b.width === 400 && b.bottom === 784],
    ['centre', 1280, (b: DOMRect) => b.width === 520 && Math.abs(b.top + b.bottom - 800) <= 1],
    ['bottom', 1280, (b: DOMRect) => b.width === 680 && b.bottom === 784],
    ['bar', 360, (b: DOMRect) => b.left === 8 && b.width === 344 && b.bottom === 792],
    ['centre', 360, (b: DOMRect) => b.left === 8 && b.width === 344 && b.bottom === 792],
  ] as const)('stands at %s on a screen of %i px, and the page can be used', async (position, width, stands) => {
    lab.publish({ look: { theme: 'sea', position } })
    const { page, context } = await open('', { viewport: { width, height: 800 } })
    await page.reload()
    const box = await page.locator('#kakburk .banner').evaluate((element) => element.getBoundingClientRect().toJSON())
    expect([box, stands(box)]).toEqual([box, true])
    await page.mouse.move(width / 2, 20)
    await page.mouse.wheel(0, 300)
    await page.waitForFunction(() => scrollY > 0)
    await context.close()
  })

  it('is turned round in a language that is written from the right', async () => {
    lab.publish({ languages: ['ar'], look: { theme: 'sea', position: 'corner' } })
    const { page, context } = await open('')
    const { accept, reject } = await measure(page)
    expect(reject?.left).toBeGreaterThan(accept?.left ?? Infinity)
    expect(await page.locator('#kakburk .banner').evaluate((element) => innerWidth - element.getBoundingClientRect().right)).toBe(16)
    await page.locator('#kakburk [data-kakburk=reject]').click()
    expect(await page.locator('#kakburk .control').evaluate((element) => innerWidth - element.getBoundingClientRect().right)).toBe(12)
    await context.close()
  })
})
