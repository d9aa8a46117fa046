/** Makes the pictures of the documentation from the demo shops, as a visitor sees them. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aVisitor } from '../e2e/browser.ts'
import { startShops } from '../e2e/shops.ts'

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../docs/pictures')
mkdirSync(folder, { recursive: true })
const all = await startShops({ panel: true })
const { windowShop, platformShop } = all.shops.addresses

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2 }

/** One picture: a new visitor opens a page, does what is asked, and is photographed. */
const picture = async (name: string, address: string, options: object, steps: string[] = []) => {
  const { page, context } = await aVisitor(all.browser, options)
  await page.goto(address)
  await page.locator('#kakburk .banner').waitFor()
  await page.waitForLoadState('networkidle')
  for (const step of steps) {
    await page.locator(`#kakburk ${step}`).last().click()
    await page.waitForTimeout(600)
  }
  await page.screenshot({ path: resolve(folder, `${name}.png`) })
  await context.close()
  console.log(`docs/pictures/${name}.png`)
}

await picture('banner', `${platformShop}/`, desktop)
await picture('banner-english', `${windowShop}/en/`, desktop)
await picture('banner-phone', `${windowShop}/`, phone)
await picture('preferences', `${platformShop}/`, desktop, ['[data-kakburk=settings]', 'details:nth-of-type(1) summary'])
await picture('accepted', `${platformShop}/`, desktop, ['[data-kakburk=accept]'])
await all.close()
