import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

let lab: Lab
let visitor: Visitor
beforeAll(async () => {
  lab = await startLab({ look: { button: '#0b5394', radius: 20 } })
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  return () => visitor.context.close()
})

/** The policy that the shop asks by. */
const currentPolicy = (): string => JSON.parse(lab.world.run('site', 'list', '--json'))[0].policy

/** What a visitor sees of one thing: its words, its place and size, and its look. */
const seen = (page: Page, what: string) =>
  page.locator(`#kakburk ${what}`).evaluate((element) => {
    const { x, width, height, bottom } = element.getBoundingClientRect()
    const parts = [element, ...element.querySelectorAll('*')].map((part) => {
      const { width, height } = part.getBoundingClientRect()
      const { color, backgroundColor, font, borderRadius } = getComputedStyle(part)
      return [part.localName, width, height, color, backgroundColor, font, borderRadius].join(' ')
    })
    return { text: element.textContent, x, width, height, below: innerHeight - bottom, parts }
  })

/** A folder with what a bundle holds. */
const unpackBundle = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kakburk-'))
  const file = join(folder, 'bundle.zip')
  lab.world.run('export', '--site', 'lab', '--bundle', file)
  execFileSync('unzip', ['-q', file, '-d', folder])
  return folder
}

const openShop = async () => {
  lab.write({})
  await visitor.page.goto(lab.address)
  await visitor.page.locator('#kakburk .banner').waitFor()
}

const openSettings = async (page: Page) => {
  await page.locator('#kakburk [data-kakburk=settings]').click()
  await page.locator('#kakburk dialog').waitFor()
}

describe('the banner of a policy', () => {
  it.each([
    { width: 1280, height: 800 },
    { width: 360, height: 740 },
  ])('is drawn again by /p as it was on the shop, also after it has another policy: %o', async (viewport) => {
    await visitor.page.setViewportSize(viewport)
    await openShop()
    const policy = currentPolicy()
    const banner = await seen(visitor.page, '.banner')
    await openSettings(visitor.page)
    const preferences = await seen(visitor.page, 'dialog')
    lab.publish({ texts: { sv: { title: `Ny fråga ${viewport.width}`, settingsTitle: 'Nytt' } }, look: { button: '#b00020' } })

    const page = await visitor.context.newPage()
    await page.setViewportSize(viewport)
    expect((await page.goto(`${lab.world.url}/p/${policy}`))?.status()).toBe(200)
    await page.locator('#kakburk .banner').waitFor()
    expect(await seen(page, '.banner')).toEqual(banner)
    await openSettings(page)
    expect(await seen(page, 'dialog')).toEqual(preferences)
    expect(banner.text).not.toContain('Ny fråga')
    expect(visitor.complaints).toEqual([])
    lab.publish({ look: { button: '#0b5394', radius: 20 } })
  })

  it('takes every answer and keeps none', async () => {
    await openShop()
    const size = lab.world.log('lab').length
    const page = await visitor.context.newPage()
    await page.goto(`${lab.world.url}/p/${currentPolicy()}`)
    const before = visitor.requests.length
    await page.locator('#kakburk [data-kakburk=accept]').click()
    await page.locator('#kakburk .banner').waitFor({ state: 'detached' })
    await page.locator('#kakburk .control').click()
    await page.locator('#kakburk dialog [data-kakburk=save]').click()
    await page.locator('#kakburk dialog').waitFor({ state: 'detached' })
    expect(visitor.requests.slice(before).filter((request) => !request.includes('/p/sha256-'))).toEqual([])
    expect(await visitor.context.cookies()).toEqual([])
    expect(lab.world.log('lab')).toHaveLength(size)
  })

  it('is drawn again by a file of the bundle, without any server', async () => {
    await openShop()
    const policy = currentPolicy()
    const banner = await seen(visitor.page, '.banner')
    const folder = unpackBundle()
    try {
      const offline = await lab.browser.newContext({ locale: 'sv-SE', offline: true })
      const page = await offline.newPage()
      await page.goto(pathToFileURL(join(folder, 'report.sv.html')).href)
      await page.locator(`a[href="screens/${policy}/1.sv.html"]`).click()
      await page.locator('#kakburk .banner').waitFor()
      expect(await seen(page, '.banner')).toEqual(banner)
      await openSettings(page)
      await offline.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the report of a bundle', () => {
  it.each(['en', 'sv'])('is read on a telephone without moving it sideways, its heading in whole words: %s', async (language) => {
    await openShop()
    await visitor.page.locator('#kakburk [data-kakburk=accept]').click()
    const folder = unpackBundle()
    try {
      const { page } = visitor
      await page.setViewportSize({ width: 320, height: 800 })
      await page.goto(pathToFileURL(join(folder, `report.${language}.html`)).href)
      expect(await page.evaluate(measureReport)).toEqual({ linesOfFirstWord: 1, hidden: [], tallRows: [] })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

/** The lines of the first word of the heading, what is wider than its place, and rows that are taller than what they say. */
const measureReport = () => {
  const range = document.createRange()
  const text = document.querySelector('h1')?.firstChild as Text
  range.setStart(text, 0)
  range.setEnd(text, text.data.indexOf(':') + 1)
  const all = [...document.querySelectorAll<HTMLElement>('body, .wide')]
  const rows = [...document.querySelectorAll<HTMLElement>('tr')]
  return {
    linesOfFirstWord: range.getClientRects().length,
    hidden: all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent),
    tallRows: rows.filter(({ offsetHeight }) => offsetHeight > 300).map(({ textContent }) => textContent),
  }
}
