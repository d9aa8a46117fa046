import { type Examples, policies, type SiteId, siteIds, startExamples } from '@kakburk/examples'
import type { Browser } from 'playwright-core'
import { launch } from './browser.ts'
import { createWorld, freePort, type World } from './world.ts'

export type Shops = { world: World; shops: Examples; browser: Browser; close(): Promise<void> }

/** Both demo shops with their tags pasted, the consent server behind them, and a browser. The panel shows what ran and what waits. */
export const startShops = async ({ panel = false } = {}): Promise<Shops> => {
  const world = await createWorld()
  const port = await freePort()
  const written = policies(port)
  const tags = Object.fromEntries(siteIds.map((site: SiteId) => [site, world.publish(written[site])]))
  await world.start()
  const shops = await startExamples({ port, tags, consentUrl: world.url, panel })
  const browser = await launch()
  return {
    world,
    shops,
    browser,
    async close() {
      await browser.close()
      await shops.close()
      await world.close()
    },
  }
}
