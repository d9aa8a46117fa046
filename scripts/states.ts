/**
 * Photographs everything that a visitor can see, to be looked at: each state in light and dark, on a telephone and a desktop, in Swedish,
 * English and Arabic. `pnpm states [folder] [pattern]`; the folder lies outside of the repository unless another is named.
 */
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { aVisitor } from '../e2e/browser.ts'
import { startLab } from '../e2e/lab.ts'

const [folder = join(tmpdir(), 'kakburk-states'), pattern = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

const lab = await startLab({
  languages: ['sv', 'en', 'ar'],
  controller: {
    name: 'Lilla Nystanet AB',
    contact: 'hej@nystanet.example',
    privacyPage: 'https://www.shop.example/integritet',
    country: 'SE',
  },
  look: { theme: 'linen' },
  services: ['shop-cart', 'login-session', 'remembered-login', 'google-analytics', 'facebook-pixel', 'youtube'],
})

const head = `<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{margin:0;font:16px/1.5 sans-serif}header,main{padding:8px 24px}
  header{border-bottom:1px solid #8884}h1{font-size:20px}ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(140px,1fr));gap:20px;padding:0;list-style:none}
  i{display:block;height:140px;border-radius:6px;background:#8a6d4a33}iframe{width:100%;max-width:560px;height:315px;border:0}</style>`
const film = '<iframe title="Film" src="https://www.youtube-nocookie.com/embed/abc"></iframe>'
const goods = `<ul>${'<li><i></i>Merino 349 kr</li>'.repeat(8)}</ul>`

const ours = (page: Page, selector: string) => page.locator('#kakburk').locator(selector)
const open = async (page: Page) => {
  await ours(page, '[data-kakburk=settings]:visible,[data-kakburk=open]:visible').first().click()
  await ours(page, 'dialog').waitFor()
}
const openMine = async (page: Page) => {
  await ours(page, '[data-kakburk=accept]').click()
  await open(page)
  await ours(page, '.mine summary').click()
  await ours(page, '.mine [data-kakburk=receipt]').first().waitFor()
  await ours(page, '.mine').evaluate((mine) => mine.scrollIntoView())
}
const receiptOf = async (page: Page): Promise<string> => {
  await openMine(page)
  return ours(page, '.mine a[href*="/r/lab/"]')
    .first()
    .evaluate((link) => (link as HTMLAnchorElement).href)
}
const whole = true

/** Takes a page on which the banner stands into a state; `whole` when more than the screen is to be seen. */
const states: Record<string, (page: Page, language: string) => Promise<unknown>> = {
  // The film's place is drawn in its own time.
  banner: (page) => page.waitForFunction(() => document.querySelector('iframe')?.contentDocument?.querySelector('[data-kakburk=always]')),
  preferences: open,
  details: async (page) => {
    await open(page)
    await ours(page, 'details').evaluateAll((all) => all.map((details) => Object.assign(details, { open: true })))
    await ours(page, '[data-category=analytics]').evaluate((input) => input.scrollIntoView())
    await ours(page, '[data-category=analytics]').click()
  },
  mine: openMine,
  control: async (page) => {
    await ours(page, '[data-kakburk=reject]').click()
    await page.evaluate(() => scrollTo(0, 0))
  },
  note: async (page) => {
    await ours(page, '[data-kakburk=accept]').click()
    await page.context().addCookies(['_ga', '_fbp'].map((name) => ({ name, value: '1', url: lab.address })))
    await open(page)
    await ours(page, '[data-kakburk=withdraw]').click()
    await ours(page, '.note button').waitFor()
    await page.waitForTimeout(300)
  },
  placeholder: async (page) => {
    await ours(page, '[data-kakburk=reject]').click()
    await page.locator('iframe').scrollIntoViewIfNeeded()
  },
  declaration: async (page) => {
    await ours(page, '[data-kakburk=reject]').click()
    await page.evaluate(() =>
      document.querySelector('main')?.replaceChildren(Object.assign(document.createElement('div'), { id: 'place' })),
    )
    await page.evaluate(() => document.getElementById('place')?.setAttribute('data-kakburk-declaration', ''))
    await page.evaluate(() => document.querySelector('main')?.append(document.getElementById('place')?.cloneNode() as Node))
    await page.locator('.kakburk-declaration').waitFor()
    return whole
  },
  receipt: async (page) => {
    await page.goto(await receiptOf(page))
    return whole
  },
  erase: async (page) => void (await page.goto(`${await receiptOf(page)}/erase`)),
  check: async (page) => {
    await page.goto(`${lab.world.url}/r`)
    return whole
  },
  screen: async (page, language) => {
    await ours(page, '[data-kakburk=reject]').click()
    const policy = await page.waitForFunction(() => window.kakburk?.get().policy).then((handle) => handle.jsonValue())
    await page.goto(`${lab.world.url}/p/${policy}?language=${language}`)
    await ours(page, '.banner').waitFor()
  },
}

const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
}

for (const language of ['sv', 'en', 'ar'])
  for (const [state, go] of Object.entries(states))
    for (const [screen, size] of Object.entries(screens))
      for (const colorScheme of ['light', 'dark'] as const) {
        const name = `${state}-${language}-${screen}-${colorScheme}`
        if (!new RegExp(pattern).test(name)) continue
        const { page, context } = await aVisitor(lab.browser, { ...size, colorScheme, locale: language })
        lab.write({ head, body: `<main>${goods}${film}${goods}</main>`, lang: language === 'ar' ? 'ar" dir="rtl' : language })
        await page.goto(lab.address)
        await ours(page, '.banner').waitFor()
        const fullPage = (await go(page, language)) === whole
        await page.mouse.move(0, 0)
        await page.screenshot({ path: resolve(folder, `${name}.png`), fullPage })
        await context.close()
        console.log(resolve(folder, `${name}.png`))
      }
await lab.close()
