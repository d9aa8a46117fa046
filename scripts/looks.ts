/**
 * Makes the pictures of `docs/looks.md`: the banner in every theme, scheme and place, on the page of a plain shop. With a folder and a
 * pattern of names it takes further ones, to look at: every layer in every theme on both screens, the focus, the control, Arabic.
 */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parsePolicyFile, policyName, positions, themeNames, type WrittenLook } from '@kakburk/shared'
import { compileSite, makeTag, texts } from '@kakburk/widget/compile'
import type { Browser } from 'playwright-core'
import { launch } from '../e2e/browser.ts'

const origin = 'https://www.shop.example'
const gate = `${origin}/s/shop/gate.js`

const policyOf = (look: WrittenLook, language: string) =>
  parsePolicyFile(
    {
      site: 'shop',
      origins: [origin],
      controller: { name: 'Lilla Nystanet AB', contact: 'hej@nystanet.example', privacyPage: `${origin}/integritet`, country: 'SE' },
      languages: [language],
      look,
      services: ['shop-cart', 'login-session', 'remembered-login', 'google-analytics', 'facebook-pixel'],
    },
    texts,
  )

/** A shop's page, by day and by night: enough of one to see a banner on. */
const shopPage = (tag: string, language: string, shownScheme: string) => {
  const [ground, text, tile] = shownScheme === 'dark' ? ['#18181a', '#eee', '#2b2b30'] : ['#fff', '#222', '#e9e4dc']
  return `<!doctype html><html lang="${language}" dir="${language === 'ar' || language === 'he' ? 'rtl' : 'ltr'}"><head>${tag}<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title><style>
    body{margin:0;background:${ground};color:${text};font:16px/1.5 sans-serif}header{padding:20px 32px;border-bottom:1px solid #8884;font-weight:700}
    main{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:24px;padding:32px}figure{margin:0}i{display:block;height:220px;border-radius:6px;background:${tile}}</style></head>
    <body><header>Lilla Nystanet</header><main>${'<figure><i></i>Stickkit, merinoull<br>349 kr</figure>'.repeat(10)}</main></body></html>`
}

type Shot = {
  look: WrittenLook
  scheme?: 'light' | 'dark'
  layer?: 'banner' | 'preferences' | 'control' | 'focus'
  language?: string
  width?: number
  height?: number
}

/** One picture of one look, drawn by the very files of a site. */
const photograph = async (browser: Browser, path: string, shot: Shot): Promise<void> => {
  const { look, scheme = 'light', layer = 'banner', language = 'sv', width = 1280, height = 800 } = shot
  const policy = policyOf(look, language)
  const { gate: script, files } = await compileSite(policy, await policyName(policy))
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, deviceScaleFactor: width < 600 ? 2 : 1 })
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
    const body = name === 'gate.js' ? script : files[name]
    if (body !== undefined) return route.fulfill({ contentType: 'text/javascript', body })
    if (name !== '') return route.fulfill({ status: 404, body: '' })
    return route.fulfill({ contentType: 'text/html', body: shopPage(makeTag(policy, gate), language, scheme) })
  })
  await page.goto(`${origin}/`)
  const banner = page.locator('#kakburk .banner')
  await banner.waitFor()
  if (layer === 'preferences') {
    await page.locator('#kakburk [data-kakburk=settings]').click()
    await page.locator('#kakburk details summary').nth(2).click()
    await page.locator('#kakburk [data-category=analytics]').click()
  }
  if (layer === 'focus') for (let n = 0; n < 2; n++) await page.locator('#kakburk [data-kakburk=reject]').press('Tab')
  if (layer === 'control') {
    await page.locator('#kakburk [data-kakburk=reject]').click()
    await page.locator('#kakburk .control').focus()
    await page.keyboard.press('Shift')
  }
  await page.screenshot({ path })
  await page.close()
  console.log(path)
}

const [folder = 'docs/pictures/looks', pattern] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

const schemes = ['light', 'dark'] as const
const everyTheme = (make: (theme: (typeof themeNames)[number], scheme: (typeof schemes)[number]) => Record<string, Shot>) =>
  Object.assign({}, ...themeNames.flatMap((theme) => schemes.map((scheme) => make(theme, scheme)))) as Record<string, Shot>

const documented: Record<string, Shot> = {
  ...everyTheme((theme, scheme) => ({ [`${theme}-${scheme}`]: { look: { theme }, scheme, width: 760, height: 400 } })),
  ...Object.fromEntries(positions.map((position) => [position, { look: { theme: 'sea', position } }])),
  preferences: { look: { theme: 'linen' }, layer: 'preferences' },
  phone: { look: { theme: 'forest' }, width: 360, height: 740 },
}

const further: Record<string, Shot> = {
  ...everyTheme((theme, scheme) => ({
    [`${theme}-${scheme}-desktop-banner`]: { look: { theme }, scheme },
    [`${theme}-${scheme}-desktop-preferences`]: { look: { theme }, scheme, layer: 'preferences' },
    [`${theme}-${scheme}-phone-banner`]: { look: { theme }, scheme, width: 360, height: 740 },
    [`${theme}-${scheme}-phone-preferences`]: { look: { theme }, scheme, layer: 'preferences', width: 360, height: 740 },
    [`${theme}-${scheme}-focus`]: { look: { theme }, scheme, layer: 'focus', width: 800, height: 400 },
    [`${theme}-${scheme}-control`]: { look: { theme }, scheme, layer: 'control', width: 400, height: 200 },
  })),
  'arabic-corner': { look: { theme: 'sea', position: 'corner' }, language: 'ar' },
  'arabic-bar': { look: { theme: 'sea', position: 'bar' }, language: 'ar' },
  'arabic-preferences': { look: { theme: 'sea' }, language: 'ar', layer: 'preferences' },
}

const shots = pattern === undefined ? documented : further
const browser = await launch()
for (const [name, shot] of Object.entries(shots).filter(([name]) => new RegExp(pattern ?? '').test(name)))
  await photograph(browser, resolve(folder, `${name}.png`), shot)
await browser.close()
