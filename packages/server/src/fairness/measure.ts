import { type Language, type MeasuredLayer, type Measurement, type Policy, policyName } from '@kakburk/shared'
import { compileSite, makeTag, readPageScript } from '@kakburk/widget/compile'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'

/** The screens on which a banner is measured: of a desk, and of a small telephone. */
export const screens = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const

/**
 * Draws both layers of a policy by the very files of its site, in every language, scheme and size of screen, measures them and
 * clicks each answer as a visitor would. Nothing leaves the machine: every request is answered here or fails.
 */
export const measurePolicy = async (browser: Browser, policy: Policy): Promise<Measurement[]> => {
  const site = await makeSite(policy)
  const measured: Measurement[] = []
  for (const language of policy.languages) {
    const clicks = {
      accept: await countClicks(browser, site, language, 'accept'),
      reject: await countClicks(browser, site, language, 'reject'),
    }
    const [banners, preferences] = await visit(browser, site, language, async (page) => {
      await open(page, site)
      const banners = await measureEverywhere(page, site, '.banner')
      await openPreferences(page)
      return [banners, await measureEverywhere(page, site, 'dialog')]
    })
    for (const [index, { scheme, screen }] of places(site).entries()) {
      const [banner, dialog] = [banners[index], preferences[index]]
      if (banner && dialog) measured.push({ language, scheme, screen, banner, preferences: dialog, clicks })
    }
  }
  return measured
}

type DrawnSite = { schemes: ('light' | 'dark')[]; address: string; tag: string; files: Record<string, string>; measure: string }

const makeSite = async (policy: Policy): Promise<DrawnSite> => {
  const address = `${policy.origins[0]}/`
  const { gate, files } = await compileSite(policy, await policyName(policy))
  return {
    schemes: policy.look.dark ? ['light', 'dark'] : ['light'],
    address,
    tag: makeTag(policy, `${address}gate.js`),
    files: { ...files, 'gate.js': gate },
    measure: await readPageScript('measure'),
  }
}

/** A visitor with an empty browser, for as long as the work takes. */
const visit = async <T>(browser: Browser, site: DrawnSite, language: Language, work: (page: Page) => Promise<T>): Promise<T> => {
  const context = await browser.createBrowserContext()
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.setRequestInterception(true)
    page.on('request', (request) => void answer(request, site, language).catch(() => {}))
    return await work(page)
  } finally {
    await context.close()
  }
}

const answer = (request: HTTPRequest, { address, tag, files }: DrawnSite, language: Language): Promise<void> => {
  if (request.url() === address) return request.respond({ contentType: 'text/html; charset=utf-8', body: pageOf(tag, language) })
  const body = files[new URL(request.url()).pathname.split('/').at(-1) ?? '']
  return body === undefined ? request.abort() : request.respond({ contentType: 'text/javascript; charset=utf-8', body })
}

const pageOf = (tag: string, language: Language): string =>
  `<!doctype html><html lang="${language}"><head>${tag}<meta charset="utf-8"><title>Kakburk</title></head><body></body></html>`

const open = async (page: Page, { address }: DrawnSite): Promise<void> => {
  await page.goto(address, { waitUntil: 'load' })
  await page.waitForFunction(() => document.querySelector('#kakburk')?.shadowRoot?.querySelector('.banner'))
}

/** With everything unfolded, so that every switch is looked at. */
const openPreferences = async (page: Page): Promise<void> => {
  await page.evaluate(() => document.querySelector('#kakburk')?.shadowRoot?.querySelector<HTMLElement>('[data-kakburk=settings]')?.click())
  await page.waitForFunction(() => document.querySelector('#kakburk')?.shadowRoot?.querySelector('dialog[open]'))
  await page.evaluate(() => {
    for (const details of document.querySelector('#kakburk')?.shadowRoot?.querySelectorAll('details') ?? []) details.open = true
  })
}

const places = ({ schemes }: DrawnSite) => schemes.flatMap((scheme) => screens.map((screen) => ({ scheme, screen })))

const measureEverywhere = async (page: Page, site: DrawnSite, layer: string): Promise<MeasuredLayer[]> => {
  const measured: MeasuredLayer[] = []
  for (const { scheme, screen } of places(site)) {
    await page.setViewport(screen)
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    const find = `document.querySelector('#kakburk').shadowRoot.querySelector('${layer}')`
    measured.push((await page.evaluate(`(()=>{${site.measure};return kakburkMeasure.measureLayer(${find})})()`)) as MeasuredLayer)
  }
  return measured
}

type Answered = { get(): { decided: boolean; grants: Record<string, boolean> } }

/** How long an answer may take to hold, in milliseconds. */
const patience = 5000

/** 1 when one click in the middle of the button gives the answer that stands on it, 0 when it gives none or another. */
const countClicks = (browser: Browser, site: DrawnSite, language: Language, hook: 'accept' | 'reject'): Promise<0 | 1> =>
  visit(browser, site, language, async (page) => {
    await open(page, site)
    const at = await page.evaluate((name) => {
      const button = document.querySelector('#kakburk')?.shadowRoot?.querySelector(`.banner [data-kakburk=${name}]`)
      const { left, top, width, height } = button?.getBoundingClientRect() ?? new DOMRect()
      return { x: left + width / 2, y: top + height / 2 }
    }, hook)
    await page.mouse.click(at.x, at.y)
    const hasAnswered = (isYes: boolean) => {
      const { decided, grants } = (window as unknown as { kakburk: Answered }).kakburk.get()
      return decided && Object.values(grants).length > 0 && Object.values(grants).every((granted) => granted === isYes)
    }
    return page.waitForFunction(hasAnswered, { timeout: patience }, hook === 'accept').then(
      () => 1,
      () => 0,
    )
  })
