import { positions } from '@kakburk/shared'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'
import { type Shops, startShops } from './shops.ts'

const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
}
const screenNames = ['desktop', 'phone'] as const

type Watched = { paints: (string | null)[]; shifts: number[]; next: Promise<string[]> | undefined }

/**
 * Notes from the start of each page what its largest paint is said to be, which has no name when it lies in a shadow tree; how far
 * something moved; and what is on the screen of ours in the frame after a click.
 */
const watch = () => {
  const watched: Watched = { paints: [], shifts: [], next: undefined }
  Object.assign(window, { watched })
  const observe = <Entry>(type: string, note: (entry: Entry) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) note(entry as Entry)
    }).observe({ type, buffered: true })
  observe<{ element: Element | null }>('largest-contentful-paint', ({ element }) => watched.paints.push(element?.localName ?? null))
  observe<{ value: number }>('layout-shift', ({ value }) => watched.shifts.push(value))
  const shown = () =>
    [...(document.getElementById('kakburk')?.shadowRoot?.querySelectorAll('.banner,dialog') ?? [])].flatMap((layer) =>
      layer.getClientRects().length > 0 ? layer.className : [],
    )
  const atNextFrame = () => {
    watched.next = new Promise((done) => requestAnimationFrame(() => done(shown())))
  }
  addEventListener('click', atNextFrame, true)
}
const watched = ({ page }: Visitor) => page.evaluate(() => (window as unknown as { watched: Watched }).watched)
const inNextFrame = ({ page }: Visitor) => page.evaluate(() => (window as unknown as { watched: Watched }).watched.next)

const ours = (selector: string) => visitor.page.locator(`#kakburk ${selector}`)
const press = (hook: string) => ours(`[data-kakburk=${hook}]:visible`).click()
/** Until what is on the page has been painted and told of. */
const settle = () => visitor.page.waitForTimeout(400)

let lab: Lab
let visitor: Visitor
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
afterEach(() => visitor.context.close())

const meet = async (address: string, screen: keyof typeof screens = 'desktop', options = {}) => {
  visitor = await aVisitor(lab.browser, { ...screens[screen], ...options })
  await visitor.page.addInitScript(watch)
  await visitor.page.goto(address)
  await ours('.banner').waitFor()
}
/** Opens a page of forty paragraphs. */
const open = (text: string, screen?: keyof typeof screens, options?: object) => {
  lab.write({ head: '<meta name="viewport" content="width=device-width">', body: `<main>${`<p>${text}</p>`.repeat(40)}</main>` })
  return meet(lab.address, screen, options)
}
const short = 'Merino, 349 kr'

describe('the largest paint is the shop’s', () => {
  let all: Shops
  beforeAll(async () => {
    all = await startShops()
  })
  afterAll(() => all.close())

  const expectShops = async () => {
    await settle()
    const { paints } = await watched(visitor)
    expect(paints.length).toBeGreaterThan(0)
    expect(paints).not.toContain(null)
  }

  const pages = (['windowShop', 'platformShop'] as const).flatMap((shop) =>
    ['/', '/integritet'].flatMap((path) => screenNames.map((screen) => [shop, path, screen] as const)),
  )
  it.each(pages)('on %s%s, %s', async (shop, path, screen) => {
    await meet(all.shops.addresses[shop] + path, screen)
    await expectShops()
  })

  it.each(positions.flatMap((position) => screenNames.map((screen) => [position, screen] as const)))(
    'on a page that has nothing but short lines, with the banner as %s, %s, and turned to another language',
    async (position, screen) => {
      lab.publish({ look: { position } })
      await open(short, screen, { reducedMotion: position === 'bar' ? 'reduce' : 'no-preference' })
      await expectShops()
      expect(await ours('.banner').evaluate((banner) => getComputedStyle(banner).opacity)).toBe('1')
      await visitor.page.evaluate(() => Object.assign(document.documentElement, { lang: 'en' }))
      await ours('.banner').getByText('Reject all').waitFor()
      await expectShops()
    },
  )
})

it.each(positions.flatMap((position) => screenNames.map((screen) => [position, screen] as const)))(
  'nothing on the page moves for the banner as %s, %s, nor for what follows it',
  async (position, screen) => {
    lab.publish({ look: { position } })
    await open(short, screen)
    await settle()
    await press('settings')
    await ours('dialog').waitFor()
    await settle()
    expect((await watched(visitor)).shifts).toEqual([])
    // What is unfolded moves what is below it, as it shall.
    await ours('dialog details').evaluateAll((all) => all.map((details) => Object.assign(details, { open: true })))
    await settle()
    await visitor.page.evaluate('watched.shifts.length = 0')
    await press('save')
    await ours('.control').waitFor()
    await settle()
    await press('open')
    await ours('dialog').waitFor()
    await press('accept')
    await settle()
    await visitor.page.evaluate(() => {
      document.cookie = '_tr_visitor=1; path=/'
    })
    await press('open')
    await ours('dialog').waitFor()
    await press('withdraw')
    await ours('.note button').waitFor()
    await settle()
    await ours('.note button').click()
    await settle()
    expect((await watched(visitor)).shifts).toEqual([])
    // The same for who comes back.
    await visitor.page.reload()
    await ours('.control').waitFor()
    await settle()
    expect((await watched(visitor)).shifts).toEqual([])
  },
)

it('a page that a withdrawal has loaded anew does not move for the note, and keeps its largest paint', async () => {
  lab.publish({})
  await open(`${short}<script src="${lab.tracker('/tracked.js')}"></script>`)
  await press('accept')
  await expect.poll(() => lab.asked).toContain('/tracked.js')
  await press('open')
  await ours('dialog').waitFor()
  await Promise.all([visitor.page.waitForEvent('load'), press('withdraw')])
  await ours('.note button').waitFor()
  await ours('.note').getByText('tillbakataget').waitFor()
  await settle()
  const { paints, shifts } = await watched(visitor)
  expect(shifts).toEqual([])
  expect(paints.length).toBeGreaterThan(0)
  expect(paints).not.toContain(null)
})

describe('the frame after a click has nothing of ours in the way', () => {
  it.each(['accept', 'reject'])('when it is %s on the banner', async (hook) => {
    await open(short)
    await press(hook)
    expect(await inNextFrame(visitor)).toEqual([])
  })

  it.each(['save', 'accept', 'reject'])('when it is %s in the preferences', async (hook) => {
    await open(short)
    await press('settings')
    await ours('dialog').waitFor()
    await ours(`dialog [data-kakburk=${hook}]`).click()
    expect(await inNextFrame(visitor)).toEqual([])
  })

  it('when a yes is taken back', async () => {
    await open(short)
    await press('accept')
    await press('open')
    await ours('dialog').waitFor()
    await press('withdraw')
    expect(await inNextFrame(visitor)).toEqual([])
  })
})

it('the banner is up without Preact, which comes when the preferences are asked for', async () => {
  // The name of a setting of Preact's, which no other file has.
  const isPreact = (text: string) => text.includes('debounceRendering')
  const files: Promise<[name: string, hasPreact: boolean]>[] = []
  lab.write({ body: short })
  visitor = await aVisitor(lab.browser)
  visitor.page.on('response', (response) => {
    if (!response.url().startsWith(lab.world.url) || response.request().method() !== 'GET') return
    const name = new URL(response.url()).pathname.split('/').at(-1)?.split('.')[0] ?? ''
    files.push(response.text().then((text) => [name, isPreact(text)]))
  })
  const loaded = async () => Object.fromEntries(await Promise.all(files))
  await visitor.page.goto(lab.address)
  await ours('.banner').waitFor()
  for (const hook of ['reject', 'accept', 'settings']) await ours(`[data-kakburk=${hook}]`).hover()
  await visitor.page.keyboard.press('Tab')
  await visitor.page.waitForLoadState('networkidle')
  expect(await loaded()).toEqual({ gate: false, banner: false, choose: false, note: false })
  await press('settings')
  await ours('dialog').waitFor()
  expect(await loaded()).toEqual({ gate: false, banner: false, choose: false, note: false, preferences: true })
})
