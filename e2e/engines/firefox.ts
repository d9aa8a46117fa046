import { launch } from 'puppeteer-core'
import { findFirefox } from '../../scripts/browser.mjs'
import { type Engine, expressionOf } from './contract.ts'

/** Firefox through WebDriver BiDi, with further preferences of `about:config`. */
export const startFirefox = async (preferences: Readonly<Record<string, unknown>> = {}): Promise<Engine> => {
  const executablePath = findFirefox()
  if (!executablePath) throw new Error('no Firefox found: run `npm test`, which installs one, or set FIREFOX to its path')
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // Drivers turn connections made ahead off; a visitor's browser has them.
    extraPrefsFirefox: { 'network.http.speculative-parallel-limit': 20, ...preferences },
  })
  // A tab that opens while another closes is sometimes lost (seen in Firefox 153), so that is done one after the other.
  let line: Promise<unknown> = Promise.resolve()
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const done = line.then(work)
    line = done.catch(() => {})
    return done
  }
  return {
    name: 'firefox',
    version: (await browser.version()).replace('firefox/', ''),
    together: 3,
    async visitor() {
      const context = await inLine(() => browser.createBrowserContext())
      return {
        async open() {
          const tab = await inLine(() => context.newPage())
          const complaints: string[] = []
          tab.on('pageerror', (error) => complaints.push(String(error)))
          tab.on('console', (message) => {
            if (/^(error|warn)/.test(message.type())) complaints.push(message.text())
          })
          return {
            complaints,
            goto: async (address) => void (await tab.goto(address)),
            evaluate: <T>(code: string | (() => T)) => tab.evaluate(expressionOf(code)) as Promise<Awaited<T>>,
          }
        },
        close: () => inLine(() => context.close()),
      }
    },
    close: () => browser.close(),
  }
}
