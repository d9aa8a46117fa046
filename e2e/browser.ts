import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../scripts/browser.mjs'

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Around each page there are others that nobody sees: the suggestions under the address are two, and a renderer waits for what comes next.
  // They cost more than a page of ours.
  `--disable-features=${[
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'SpareRendererForSitePerProcess',
    // The last such list is the one that counts, so here is what Playwright has in its own.
    'AimEnabled',
    'AvoidCorsURLLoaderRestartOnRedirect',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
    'ThirdPartyStoragePartitioning',
  ]}`,
]

export const launch = (): Promise<Browser> => chromium.launch(settings())

/** A browser with one extension, which lies in a folder. */
export const launchWith = (extension: string): Promise<BrowserContext> => {
  const { executablePath, args } = settings()
  const own = [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]
  return chromium.launchPersistentContext('', {
    executablePath,
    locale: 'sv-SE',
    args: [...args, ...own],
    ignoreDefaultArgs: ['--disable-extensions'],
  })
}

const settings = () => {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no Chromium found: run `npm test`, which installs one, or set CHROMIUM to its path')
  // Chromium refuses its sandbox to root.
  return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet }
}

/** A visitor with an empty browser; what their pages throw or complain of is collected. */
export type Visitor = { page: Page; context: BrowserContext; complaints: string[]; requests: string[] }

export const aVisitor = async (browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visitor> =>
  visitorIn(await browser.newContext({ locale: 'sv-SE', ...options }))

/** A visitor in a browser that is theirs alone. */
export const visitorIn = async (context: BrowserContext): Promise<Visitor> => {
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  context.on('request', (request) => requests.push(`${request.method()} ${request.url()}`))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return { page, context, complaints, requests }
}

/** Everything that lies in the browser for the page's origin, cookies of every site included. */
export const stored = async ({ page, context }: Visitor) => ({
  cookies: (await context.cookies()).map(({ name }) => name).sort(),
  storage: await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]),
  databases: await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
})

/** The receipts that wait in the browser for a server to take them: their keys of storage. */
export const waiting = async (visitor: Visitor): Promise<string[]> =>
  (await stored(visitor)).storage.filter((key) => key.startsWith('kakburk-'))
