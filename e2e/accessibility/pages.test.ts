import { languages } from '@kakburk/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnDomain, startOwnDomain } from '../own-domain.ts'
import { violationsOn } from './axe.ts'
import { onGround } from './ground.ts'

const ground = onGround()
const { visit, ours, openMine } = ground
const schemes = ['light', 'dark'] as const

/** The address of the page of a receipt that says yes, made in one language. */
const makeReceipt = async (language: string): Promise<string> => {
  await visit({ language })
  await openMine()
  return ours('.mine a[href*="/r/lab/"]')
    .first()
    .evaluate((link) => (link as HTMLAnchorElement).href)
}

/** Every page that the server gives a visitor, as the visitor comes to it: looked at, wide and narrow, light and dark. */
const foundOn = async (address: string): Promise<string[]> => {
  const found: string[] = []
  await ground.page.goto(address)
  for (const colorScheme of schemes) {
    await ground.page.emulateMedia({ colorScheme })
    for (const width of [1280, 320]) {
      await ground.page.setViewportSize({ width, height: 640 })
      const overflow = await ground.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (overflow > 0) found.push(`${address} at ${width}: ${overflow} pixels too wide`)
      found.push(...(await violationsOn(ground.page)).map((line) => `${address} at ${width}, ${colorScheme}: ${line}`))
    }
  }
  return found
}

/** A shop on whose domain the server can keep an answer, so that its page without scripts has its form. */
let shop: OwnDomain
beforeAll(async () => {
  shop = await startOwnDomain(() => (_, response) => response.end(), { languages })
})
afterAll(() => shop.close())

describe('axe finds nothing wrong, and nothing is wider than 320 pixels, in', () => {
  it.each(languages)('%s: on the page of a receipt, before it is erased and after', async (language) => {
    const address = await makeReceipt(language)
    const found = [...(await foundOn(address)), ...(await foundOn(`${address}/erase`))]
    await ground.page.locator('form button').click()
    await ground.page.waitForLoadState()
    found.push(...(await violationsOn(ground.page)))
    expect(found).toEqual([])
  })

  it.each(languages)('%s: on the page that checks a receipt, and the one that shows the banner again', async (language) => {
    await visit({ language, locale: language })
    await ours('[data-kakburk=reject]').click()
    const policy = await ground.page.waitForFunction(() => window.kakburk?.get().policy).then((handle) => handle.jsonValue())
    const { url } = ground.lab.world
    expect([...(await foundOn(`${url}/r`)), ...(await foundOn(`${url}/p/${policy}?language=${language}`))]).toEqual([])
    expect(await ground.page.locator('html').getAttribute('lang')).toBe(language)
  })
  it.each(languages)(
    '%s: on the page that asks without scripts, with a form and without, and on the one that tells what was answered',
    async (language) => {
      await visit({ language, locale: language })
      const found = [
        ...(await foundOn(`${ground.lab.world.url}/s/lab/choice?lang=${language}`)),
        ...(await foundOn(`${shop.world.url}/s/lab/choice?lang=${language}`)),
      ]
      expect(await ground.page.locator('html').getAttribute('lang')).toBe(language)
      await ground.page.locator('[name=grant][value=analytics]').check()
      await ground.page.locator('[data-kakburk=save]').click()
      await ground.page.locator('table').waitFor()
      for (const colorScheme of schemes) {
        await ground.page.emulateMedia({ colorScheme })
        found.push(...(await violationsOn(ground.page)))
      }
      // As it was answered.
      found.push(...(await foundOn(`${shop.world.url}/s/lab/choice?lang=${language}`)))
      expect(await ground.page.locator('[name=grant][value=analytics]').isChecked()).toBe(true)
      expect(found).toEqual([])
    },
  )
})
