import { languages, themeNames } from '@kakburk/shared'
import { afterAll, describe, expect, it } from 'vitest'
import { violationsOn } from './axe.ts'
import { onGround } from './ground.ts'

const ground = onGround()
const { visit, ours, press, openPreferences, openDetails, openMine, withdraw, publish } = ground

/** Takes a visitor from one state of ours to the next, each of them in one page. */
const journey: [state: string, go: () => Promise<unknown>][] = [
  ['the banner', () => ground.page.frameLocator('#held').locator('section').waitFor()],
  [
    'the preferences, all details open',
    async () => {
      await openPreferences()
      await openDetails()
    },
  ],
  [
    'my choices',
    async () => {
      await press('Escape')
      await openMine()
    },
  ],
  ['the control', () => press('Escape')],
  ['the note after a withdrawal', withdraw],
]

/** What axe finds in all states, each line with its state. */
const foundOn = async (options: Parameters<typeof visit>[0]): Promise<string[]> => {
  await visit(options)
  const found: string[] = []
  for (const [state, go] of journey) {
    await go()
    found.push(...(await violationsOn(ground.page)).map((line) => `${state}: ${line}`))
  }
  return found
}

describe('axe finds nothing wrong', () => {
  it.each(languages)('in %s: with the banner, a held frame, the preferences, my choices, the control and the note', async (language) => {
    expect(await foundOn({ language })).toEqual([])
  })

  it.each(languages)('in %s: with the declaration, wide and narrow', async (language) => {
    await visit({ language, inner: '<div data-kakburk-declaration></div>' })
    await ground.page.locator('.kakburk-declaration').waitFor()
    const wide = await violationsOn(ground.page)
    await ground.page.setViewportSize({ width: 320, height: 640 })
    expect([...wide, ...(await violationsOn(ground.page))]).toEqual([])
  })

  it('in any language: with the banner that asks again', { timeout: 120_000 }, async () => {
    await visit()
    await ours('[data-kakburk=accept]').click()
    await ours('.control').waitFor()
    publish({ services: ['shop-cart', 'google-analytics'] })
    // The browser keeps the gate for some minutes.
    const session = await ground.page.context().newCDPSession(ground.page)
    await session.send('Network.clearBrowserCache')
    const found: string[] = []
    for (const lang of languages) {
      ground.lab.write({ lang, body: '<main>Shop</main>' })
      await ground.page.reload()
      await ours('.changed').waitFor()
      found.push(...(await violationsOn(ground.page)).map((line) => `${lang}: ${line}`))
    }
    publish()
    expect(found).toEqual([])
  })

  describe.each(themeNames)('in the theme %s', (theme) => {
    afterAll(() => publish())
    it.each(['light', 'dark'] as const)('on a %s screen', async (colorScheme) => {
      publish({ look: { theme } })
      expect(await foundOn({ colorScheme })).toEqual([])
    })
  })
})
