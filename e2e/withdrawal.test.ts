import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine, EnginePage, EngineVisitor } from './engines/contract.ts'
import { presentEngines, startEngine } from './engines/engines.ts'
import { type Ground, startGround, type Trial } from './ways/ground.ts'
import { script, type Way } from './ways/way.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround()
})
afterAll(() => ground.close())

const wayOf = (id: string, part: Way['part']): Way => ({ id, kind: 'static', name: id, part })

/** Inserted by the page, since what stands in the source some engines fetch ahead. */
const inserted = (id: string, file: string) =>
  wayOf(id, (at) => ({ body: script(`const s = document.createElement('script'); s.src = '${at.file(file)}'; document.head.append(s)`) }))
/** A tracker that goes on writing its cookie and its storage keys for as long as it runs. */
const writer = inserted('writer', 'writer.js')
const plain = inserted('plain', 'a.js')
const pixel = wayOf('pixel', () => ({
  body: `<script type="text/plain" data-consent="marketing">document.cookie = '_px=1; path=/'; localStorage._px = 1</script>`,
}))

const lay = (...ways: Way[]): Trial => ground.lay(ways, 'automatic', 'tracker.localhost')
const atWww = (address: string) => address.replace('//lab.', '//www.lab.')

const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
/** Long enough for what a page starts by itself, and for a tracker to write anew what it has lost. */
const settle = () => sleep(400)

const open = async (page: EnginePage, address: string) => {
  await page.goto(address)
  await settle()
}

/** Resolves when the expression holds in the page, which may be loading anew meanwhile. */
const until = (page: EnginePage, expression: string) =>
  expect.poll(() => page.evaluate<boolean>(`Boolean(${expression})`).catch(() => false), { timeout: 10_000 }).toBe(true)

const accept = async (page: EnginePage) => {
  await page.evaluate('void kakburk.acceptAll()')
  await until(page, 'kakburk.get().decided')
  await settle()
}

/** Says no where the tracker has run, so that the page loads anew. */
const withdraw = async (page: EnginePage, how = 'kakburk.withdraw()') => {
  await page.evaluate(`void (window.isOld = true, ${how})`)
  await until(page, '!window.isOld && document.readyState === "complete"')
  await settle()
}

const namesIn = (page: EnginePage): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.cookie.split('; ').map((pair) => pair.split('=')[0] as string),
      ...[localStorage, sessionStorage].flatMap((storage) => Array.from(storage, (_, n) => storage.key(n) as string)),
    ].filter((name) => name && !name.startsWith('kakburk')),
  )

const grants = (page: EnginePage) => page.evaluate('kakburk.get().grants')

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
    await other.evaluate('window.isOld = true')
    await page.evaluate('void kakburk.withdraw()')
    await until(other, '!window.isOld && document.readyState === "complete"')
    await settle()
    expect(await grants(other)).toEqual({ analytics: false, marketing: false })
    expect(trial.asked.get('writer')).toBe(1)
    expect(await namesIn(other)).toEqual([])
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
    await page.evaluate('void setTimeout(() => history.back(), 50)')
    await until(page, `location.href === '${trial.address}' && document.readyState === 'complete' && window.kakburk`)
    await sleep(1500)
    expect(await grants(page)).toEqual({ analytics: false, marketing: false })
    // Playwright turns Chromium's cache of the way back off: there the page is loaded anew.
    expect(await page.evaluate('sessionStorage.cameBack ?? null')).toBe(name === 'chromium' ? null : '1')
    expect((await namesIn(page)).filter((name) => name.startsWith('_tr'))).toEqual([])
    expect(trial.asked.get('writer')).toBe(1)
  })
})

describe.each(presentEngines)('a decision in %s', (name) => {
  let engine: Engine
  let page: EnginePage
  beforeAll(async () => {
    engine = await startEngine(name)
  })
  afterAll(() => engine.close())
  beforeEach(async () => {
    ground.publish('automatic', twoServices)
    const visitor = await engine.visitor()
    page = await visitor.open()
    return () => visitor.close()
  })

  /** Makes the stored decision older. */
  const age = (days: number) =>
    page.evaluate(`void (() => {
      const parts = /kakburk=([^;]*)/.exec(document.cookie)[1].split('~')
      parts[4] = (parseInt(parts[4], 36) - ${days * 86_400}).toString(36)
      document.cookie = 'kakburk=' + parts.join('~') + '; Max-Age=9999; Path=/'
    })()`)

  it('lasts six months, and not a day longer', async () => {
    await open(page, lay().address)
    await accept(page)
    await age(181)
    const still = lay(plain)
    await open(page, still.address)
    expect(still.asked.size).toBe(1)
    await age(2)
    const over = lay(plain)
    await open(page, over.address)
    expect(over.asked.size).toBe(0)
    expect(await page.evaluate('kakburk.get().decided')).toBe(false)
  })

  it('is asked for again when the policy has a new service, and holds nothing open until then', async () => {
    await open(page, lay(plain).address)
    await accept(page)
    ground.publish('automatic', { services: [...twoServices.services, 'google-ads'] })
    const next = lay(plain)
    await open(page, next.address)
    expect(next.asked.size).toBe(0)
    expect(await page.evaluate('kakburk.get()')).toEqual({ decided: false, grants: {} })
  })

  it('holds for its own host alone, unless the policy names the domain', async () => {
    await open(page, lay().address)
    await accept(page)
    const other = lay(plain)
    await open(page, atWww(other.address))
    expect(other.asked.size).toBe(0)

    ground.publish('automatic', { ...twoServices, cookieDomain: 'lab.localhost' })
    await open(page, atWww(lay().address))
    await accept(page)
    const shared = lay(plain)
    await open(page, shared.address)
    expect(shared.asked.size).toBe(1)
    await page.evaluate('void kakburk.withdraw()')
    await until(page, 'kakburk.get().grants.analytics === false')
    await settle()
    const refused = lay(plain)
    await open(page, atWww(refused.address))
    expect(refused.asked.size).toBe(0)
  })

  it('is the newest that holds when there are several cookies of its name, and the others are deleted', async () => {
    ground.publish('automatic', { ...twoServices, cookieDomain: 'lab.localhost' })
    await open(page, atWww(lay().address))
    await accept(page)
    // The no of a host, given before the domain shared one decision, and newer than the yes of the domain.
    await page.evaluate(`void (() => {
      const parts = /kakburk=([^;]*)/.exec(document.cookie)[1].split('~')
      document.cookie = 'kakburk=' + [...parts.slice(0, 3), 'no', (parseInt(parts[4], 36) + 60).toString(36), ''].join('~') + '; Max-Age=9999; Path=/'
    })()`)
    const trial = lay(plain)
    await open(page, atWww(trial.address))
    expect(trial.asked.size).toBe(0)
    await until(page, `document.cookie.split('kakburk=').length === 2`)
    expect(await grants(page)).toEqual({ analytics: false, marketing: false })
    const next = lay(plain)
    await open(page, next.address)
    expect(next.asked.size).toBe(0)
    expect(await grants(page)).toEqual({ analytics: false, marketing: false })
  })
})

const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US' }
const belongings = (names: string) => ({
  cookies: [{ name: names, lifetime: 'P2Y' }],
  storage: ['local', 'session'].map((area) => ({ area, key: names })),
})
const twoServices = {
  services: [
    'shop-cart',
    { ...vendor, id: 'tracker', name: 'Tracker', category: 'analytics', hosts: ['tracker.localhost'], ...belongings('_tr*') },
    { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost'], ...belongings('_px*') },
  ],
}
