import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Visitor } from './browser.ts'
import type { Lab } from './lab.ts'

/** The lines that a visitor's browser keeps of the log: receipts begin with a brace, the checkpoint with a quotation mark. */
export const kept = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(() => (localStorage.getItem('kakburkReceipts') ?? '').split('\n').filter(Boolean))

export const receiptsIn = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('{'))
export const checkpointIn = (lines: readonly string[]): string | undefined => lines.find((line) => line.startsWith('"'))

export const openLab = async ({ address }: Lab, { page }: Visitor): Promise<void> => {
  await page.goto(address)
  await page.waitForFunction('window.kakburk')
}

/** Says yes in a lab, and waits for the receipt. */
export const accept = async (lab: Lab, visitor: Visitor): Promise<void> => {
  await openLab(lab, visitor)
  await visitor.page.evaluate(() => window.kakburk?.acceptAll())
  await expect.poll(async () => receiptsIn(await kept(visitor)).length, { timeout: 15_000 }).toBe(1)
}

/** Opens the visitor's own choices in the preferences. */
export const openMine = async ({ page }: Visitor): Promise<Locator> => {
  await page.locator('#kakburk [data-kakburk=open]').click()
  const mine = page.locator('#kakburk .mine')
  await mine.locator('summary').click()
  await mine.locator('p').first().waitFor()
  return mine
}

/** Saves the newest receipt, as a click does, and returns where the file lies. */
export const saveReceipt = async (visitor: Visitor): Promise<string> => {
  const mine = await openMine(visitor)
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), mine.locator('[data-kakburk=receipt]').first().click()])
  expect(download.suggestedFilename()).toMatch(/^kakburk-[\da-f-]{36}\.json$/)
  return download.path()
}

/** Asks the server itself: outside of a browser not every machine knows the names under `localhost`. */
export const ask = ({ world }: Lab, address: string, options: RequestInit = {}): Promise<Response> =>
  fetch(address.replace(new URL(world.url).hostname, '127.0.0.1'), options)

/** How many entries the log has now. Much quicker than an export. */
export const sizeOf = async (lab: Lab): Promise<number> =>
  Number((await (await ask(lab, `${lab.world.url}/s/lab/checkpoint`)).text()).split('\n')[1])
