import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine, EnginePage, EngineVisitor } from './engines/contract.ts'
import { presentEngines, startEngine } from './engines/engines.ts'
import { accept, anew, back, grants, namesIn, open, settle, until } from './engines/visit.ts'
import { type Ground, startGround, type Trial } from './ways/ground.ts'
import { inserted, plain, thing, twoServices } from './ways/pages.ts'
import type { Way } from './ways/way.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround()
})
afterAll(() => ground.close())

/** A tracker that goes on writing its cookie and its storage keys for as long as it runs. */
const writer = inserted('writer', 'writer.js')
const pixel = thing('pixel', () => ({
  body: `<script type="text/plain" data-consent="marketing">document.cookie = '_px=1; path=/'; localStorage._px = 1</script>`,
}))

const lay = (...ways: Way[]): Trial => ground.lay(ways, 'automatic', 'tracker.localhost')
const atWww = (address: string) => address.replace('//lab.', '//www.lab.')

/** Says no where the tracker has run, so that the page loads anew. */
const withdraw = (page: EnginePage, how = 'kakburk.withdraw()') => anew(page, how)

describe.each(presentEngines)('a withdrawal in %s', (name) => {
  let engine: Engine
  let visitor: EngineVisitor
  let page: EnginePage
  beforeAll(async () => {
    engine = await startEngine(name)
    ground.publish('automatic', twoServices)
  })
  afterAll(() => engine.close())
  beforeEach(async () => {
    visitor = await engine.visitor()
    page = await visitor.open()
    return () => visitor.close()
  })

  it('deletes cookies in every form in which a page can set them, and no other cookie', async () => {
    const trial = lay(writer)
    await open(page, atWww(trial.address))
    await accept(page)
    const forms = ['/', '/page', '/page/', new URL(trial.address).pathname].flatMap((path) =>
      ['', '; Domain=www.lab.localhost', '; Domain=lab.localhost', '; Secure', '; Secure; SameSite=None; Partitioned'].map(
        (rest) => `=1; Max-Age=9999; Path=${path}${rest}`,
      ),
    )
    await page.evaluate(
      `void ${JSON.stringify(forms)}.forEach((form, n) => { document.cookie = '_tr' + n + form; document.cookie = 'cart' + n + form })`,
    )
    const before = await namesIn(page)
    const carts = before.filter((name) => name.startsWith('cart'))
    expect(carts.length).toBeGreaterThanOrEqual(12)
    expect(before.filter((name) => /^_tr\d/.test(name))).toHaveLength(carts.length)
    await withdraw(page)
    expect((await namesIn(page)).sort()).toEqual(carts.sort())
  })

  it('deletes storage keys of both kinds, and no other key', async () => {
    await open(page, lay(writer).address)
    await accept(page)
    await page.evaluate(() => {
      for (const storage of [localStorage, sessionStorage]) for (const key of ['_tr', '_tr_long.name', 'cart']) storage.setItem(key, '1')
    })
    expect((await namesIn(page)).filter((name) => name.startsWith('_tr'))).toHaveLength(7)
    await withdraw(page)
    expect(await namesIn(page)).toEqual(['cart', 'cart'])
  })

  it('is final: what has run is stopped, and neither this page nor the next loads it or finds what it left', async () => {
    const trial = lay(writer, plain)
    await open(page, trial.address)
    await accept(page)
    expect(trial.asked).toEqual(
      new Map([
        ['writer', 1],
        ['plain', 1],
      ]),
    )
    expect(await namesIn(page)).toEqual(['_tr_again', '_tr_again', '_tr_again'])
    await withdraw(page)
    const next = lay(writer, plain)
    await open(page, next.address)
    expect([trial.asked.get('writer'), next.asked.size]).toEqual([1, 0])
    expect(await namesIn(page)).toEqual([])
    expect(await grants(page)).toEqual({ analytics: false, marketing: false })
  })

  it('of one category leaves the other alone', async () => {
    await open(page, lay(writer, pixel).address)
    await accept(page)
    expect(await namesIn(page)).toContain('_px')
    await withdraw(page, 'kakburk.set({ analytics: false })')
    expect(await namesIn(page)).toEqual(['_px', '_px'])
    expect(await grants(page)).toEqual({ analytics: false, marketing: true })
  })

  it('reaches the other tabs, as a yes does', async () => {
    const trial = lay(writer)
    const other = await visitor.open()
    await open(page, lay().address)
    await open(other, trial.address)
    await accept(page)
    await expect.poll(() => trial.asked.get('writer'), { timeout: 5_000 }).toBe(1)
    await anew(other, () => page.evaluate('void kakburk.withdraw()'))
    expect(await grants(other)).toEqual({ analytics: false, marketing: false })
    expect(trial.asked.get('writer')).toBe(1)
    expect(await namesIn(other)).toEqual([])
  })

  it('reaches a tab that hears of it before its browser shows it what was written', async () => {
    const other = await visitor.open()
    await open(page, lay().address)
    await page.evaluate('void kakburk.rejectAll()')
    await until(page, 'kakburk.get().decided')
    const no = await page.evaluate('/kakburk=[^;]*/.exec(document.cookie)[0]')
    await accept(page)
    await open(other, lay(writer).address)
    await until(other, 'kakburk.get().grants.analytics')
    await page.evaluate(`void (new BroadcastChannel('kakburk').postMessage(0), setTimeout(() => (document.cookie = '${no}; Path=/'), 100))`)
    await until(other, 'kakburk.get().grants.analytics === false')
  })

  it('holds on a page that comes back from the history, where the tracker still ran', async () => {
    const trial = lay(writer)
    await open(page, trial.address)
    await accept(page)
    await page.evaluate(`void addEventListener('pageshow', ({ persisted }) => { if (persisted) sessionStorage.cameBack = 1 })`)
    await open(page, lay().address)
    await page.evaluate('void kakburk.withdraw()')
    await until(page, 'kakburk.get().grants.analytics === false')
    await settle()
    await back(page, trial.address)
    expect(await grants(page)).toEqual({ analytics: false, marketing: false })
    // Playwright turns Chromium's cache of the way back off: there the page is loaded anew.
    expect(await page.evaluate('sessionStorage.cameBack ?? null')).toBe(name === 'chromium' ? null : '1')
    expect((await namesIn(page)).filter((name) => name.startsWith('_tr'))).toEqual([])
    expect(trial.asked.get('writer')).toBe(1)
  })
})
