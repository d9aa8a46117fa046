import { aVisitor, launch } from '../browser.ts'
import { type Engine, expressionOf } from './contract.ts'

/** Chromium through Playwright. `before` runs in each page before everything that the page brings, as an extension's script does. */
export const startChromium = async (before = ''): Promise<Engine> => {
  let browser = await launch()
  let started: Promise<unknown> = Promise.resolve()
  /** A browser that crashed is started again, once for all who ask. */
  const present = async () => {
    started = started.then(async () => {
      if (!browser.isConnected()) browser = await launch()
    })
    await started
    return browser
  }
  return {
    name: 'chromium',
    version: browser.version(),
    together: 4,
    async visitor() {
      const { context, page, complaints } = await aVisitor(await present())
      await context.addInitScript(before)
      let first: typeof page | undefined = page
      return {
        async open() {
          const tab = first ?? (await context.newPage())
          first = undefined
          return {
            complaints,
            goto: async (address) => void (await tab.goto(address)),
            evaluate: (code) => tab.evaluate(expressionOf(code)),
          }
        },
        close: () => context.close(),
      }
    },
    close: () => browser.close(),
  }
}
