import { type Examples, policies, startExamples } from '@kakburk/examples'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, launch, type Visitor } from '../browser.ts'
import { createWorld, freePort, type World } from '../world.ts'

/** The shops of `examples/react` and `examples/vue`, as `pnpm build` has built them. */
let world: World
let shops: Examples
let browser: Browser
let visitor: Visitor
beforeAll(async () => {
  world = await createWorld()
  const port = await freePort()
  const tag = world.publish(policies(port)['app-shop'])
  await world.start()
  shops = await startExamples({ port, tags: { 'app-shop': tag }, panel: false })
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await shops.close()
  await world.close()
})
beforeEach(async () => {
  visitor = await aVisitor(browser)
  shops.hits.clear()
  return () => visitor.context.close()
})

const page = () => visitor.page
const button = (hook: string) => page().locator(`#kakburk [data-kakburk=${hook}]`)
const go = (path: string) => page().locator(`a[href="${path}"]`).first().click()
const heading = (text: string) => page().locator(`h1:has-text("${text}")`).waitFor()
const film = () => page().locator('main iframe')
/** What stands in the held frame of the route. */
const held = () => page().frameLocator('main iframe').locator('section')
const views = () =>
  shops.hits
    .list()
    .filter(({ path }) => path === '/g/collect')
    .map(({ query }) => new URL(new URLSearchParams(query).get('dl') ?? '').pathname)
const films = () => shops.hits.list().filter(({ path }) => path.startsWith('/embed/'))
const ours = () =>
  page().evaluate(() =>
    [...document.querySelectorAll('#kakburk')].map(({ shadowRoot }) =>
      ['.banner', '.control'].map((part) => shadowRoot?.querySelectorAll(part).length),
    ),
  )
const asking = [[1, 0]]
const answered = [[0, 1]]

describe.each(['react', 'vue'] as const)('the shop in %s', (name) => {
  const open = async (path = '/') => {
    await page().goto(`${shops.addresses[name]}${path}`)
    await heading(path === '/' ? 'Turer' : 'Kebnekaise')
  }

  it('keeps one banner through routes, a drawing anew and the way back, and loads nothing before a yes', async () => {
    await open()
    await expect.poll(ours).toEqual(asking)
    await go('/tur/kebnekaise')
    await held().waitFor()
    await page().locator('#anew').click()
    await held().waitFor()
    await go('/om')
    await page().locator('.kakburk-declaration').waitFor()
    await page().goBack()
    await heading('Kebnekaise')
    expect(await ours()).toEqual(asking)
    expect(shops.hits.list()).toEqual([])
    await button('reject').click()
    await expect.poll(ours).toEqual(answered)
    await go('/')
    await go('/tur/sarek')
    await held().waitFor()
    await page().reload()
    await held().waitFor()
    expect(await ours()).toEqual(answered)
    expect(await page().locator('#counted').textContent()).toBe('Besöket räknas inte')
    expect(shops.hits.list()).toEqual([])
    expect(visitor.complaints).toEqual([])
  })

  it('counts each route after a yes, shows the films of later routes, and stops both by a withdrawal on a later route', async () => {
    await open()
    await button('accept').click()
    await expect.poll(() => page().locator('#counted').textContent()).toBe('Besöket räknas')
    await go('/tur/kebnekaise')
    await expect.poll(() => films().length).toBe(1)
    await expect.poll(views).toEqual(['/', '/tur/kebnekaise'])
    expect((await visitor.context.cookies()).map(({ name }) => name)).toContain('_ga')
    // From the app's own button, by the module that it imports; by key, since a click near a frame of another site that has just come may miss.
    await page().locator('#cookies').press('Enter')
    await button('withdraw').click()
    await held().waitFor()
    expect(page().url()).toBe(`${shops.addresses[name]}/tur/kebnekaise`)
    expect(await page().locator('#counted').textContent()).toBe('Besöket räknas inte')
    await expect
      .poll(async () => (await visitor.context.cookies()).map(({ name }) => name).filter((name) => name.startsWith('_ga')))
      .toEqual([])
    shops.hits.clear()
    await go('/')
    await go('/tur/sarek')
    await held().waitFor()
    expect(shops.hits.list()).toEqual([])
    expect(visitor.complaints).toEqual([])
  })

  it('shows one film once, and the same again only when it is asked for again', async () => {
    await open('/tur/kebnekaise')
    await held().locator('[data-kakburk=once]').click()
    await expect.poll(() => films().length).toBe(1)
    await go('/')
    await go('/tur/kebnekaise')
    await held().waitFor()
    expect(films()).toHaveLength(1)
    expect(await ours()).toEqual(asking)
    await held().locator('[data-kakburk=always]').click()
    await expect.poll(() => films().length).toBe(2)
    await go('/')
    await go('/tur/sarek')
    await expect.poll(() => films().length).toBe(3)
    expect(await film().getAttribute('title')).toBe('Film: Genom Sarek')
    await expect
      .poll(() => world.log('app-shop').map(({ action }) => action))
      .toEqual(expect.arrayContaining(['publish-policy', 'once', 'choose']))
  })

  it('turns everything of ours with its language', async () => {
    await open('/tur/kebnekaise')
    await held().waitFor()
    expect(await held().textContent()).toContain('Innehåll från YouTube')
    await page().locator('#language').click()
    await expect.poll(() => button('reject').first().textContent()).toBe('Reject all')
    await expect.poll(() => held().textContent()).toContain('Content from YouTube')
    await go('/om')
    await heading('About cookies')
    await page().locator('.kakburk-declaration:has-text("Analytics")').waitFor()
    await page().locator('#language').click()
    await page().locator('.kakburk-declaration:has-text("Statistik")').waitFor()
    await expect.poll(() => button('reject').first().textContent()).toBe('Neka alla')
    expect(await page().locator('.kakburk-declaration').count()).toBe(1)
    expect(await ours()).toEqual(asking)
    expect(visitor.complaints).toEqual([])
  })
})

it('an app whose tag is blocked works, and everything counts as refused', async () => {
  await page().route('**/gate.js', (route) => route.abort())
  await page().goto(shops.addresses.react)
  await heading('Turer')
  await page().locator('#cookies').click()
  expect(await page().locator('#counted').textContent()).toBe('Besöket räknas inte')
  expect(visitor.complaints.filter((text) => text.startsWith('kakburk:'))).toHaveLength(1)
})
