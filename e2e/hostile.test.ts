import type { CDPSession } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor } from './browser.ts'
import { callChecks } from './essential/calls.ts'
import type { Check } from './essential/check.ts'
import { cookieChecks } from './essential/cookies.ts'
import { elementChecks } from './essential/elements.ts'
import { paymentChecks } from './essential/payment.ts'
import { type Fault, type Interposed, startProxy } from './essential/proxy.ts'
import { scriptChecks } from './essential/scripts.ts'
import { type Mode, type Page, type Shop, startShop } from './essential/shop.ts'
import { workerChecks } from './essential/workers.ts'
import { breakages, changes, clobbering } from './hostile/breakages.ts'

let shop: Shop
let proxy: Interposed
let visitor: Visitor
beforeAll(async () => {
  shop = await startShop({
    async consent({ url }) {
      proxy = await startProxy(url)
      return proxy.url
    },
  })
})
afterAll(async () => {
  await shop.close()
  await proxy.stop()
})
beforeEach(async () => {
  visitor = await aVisitor(shop.browser)
})
afterEach(async () => {
  proxy.faults = []
  await visitor.context.close()
})

const held = ['automatic', 'strict'] as const
const at = (host: string, path: string) => shop.address('bare', path).replace('bare', host)
const tracked = () => shop.asked.filter(({ host }) => host === 'tracker').map(({ path }) => path)

/** A page with trackers in its source and by script, and with what is the shop's own. */
const withTrackers = (page: Page = {}): Page => ({
  ...page,
  head: `${page.head ?? ''}<script nonce="abc" src="${at('tracker', '/static.js')}"></script><script nonce="abc" src="/one.js"></script>`,
  body: `${page.body ?? ''}<script nonce="abc">
    new Image().src = '/inline.svg'
    window.order = (window.order || []).concat('inline')
    var script = document.createElement('script')
    script.src = '${at('tracker', '/inserted.js')}'
    document.head.appendChild(script)
  </script><script nonce="abc" src="${at('klarna', '/pay.js')}"></script>`,
})

const open = async (mode: Mode, page: Page, path = '/') => {
  shop.write(page)
  await visitor.page.goto(shop.address(mode, path))
  await visitor.page.waitForTimeout(200)
}
const order = () => visitor.page.evaluate(() => window.order ?? [])
const state = () => visitor.page.evaluate(() => window.kakburk?.get())
const button = (name: string) => visitor.page.locator(`#kakburk [data-kakburk=${name}]`)

/** Clicks in the banner, and stays until the log has the receipt. */
const answer = async (name: 'accept' | 'reject') => {
  const logged = visitor.page.waitForResponse((response) => response.url().endsWith('/receipts') && response.ok(), { timeout: 8_000 })
  await Promise.all([logged, button(name).first().click({ timeout: 8_000 })])
}

describe.each(held)('storage and cookies that fail, in %s mode', (mode) => {
  const throwing = (name: string, owner = 'window') =>
    `Object.defineProperty(${owner}, '${name}', { configurable: true, get() { throw new DOMException('no', 'SecurityError') }, set() { throw new DOMException('no', 'SecurityError') } })`

  it.each([
    ['localStorage throws', throwing('localStorage')],
    ['both storages throw', `${throwing('localStorage')}; ${throwing('sessionStorage')}`],
    ['storages are null', `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: null })`],
    ['indexedDB throws', throwing('indexedDB')],
    ['indexedDB is missing', `Object.defineProperty(window, 'indexedDB', { value: undefined })`],
    ['indexedDB never answers', `IDBFactory.prototype.open = () => ({}); IDBFactory.prototype.databases = () => new Promise(() => {})`],
    ['cookies throw', throwing('cookie', 'Document.prototype')],
    [
      'cookies, storages and databases throw',
      `${throwing('cookie', 'Document.prototype')}; ${throwing('localStorage')}; ${throwing('sessionStorage')}; ${throwing('indexedDB')}`,
    ],
    [
      'channels and locks are missing',
      `window.BroadcastChannel = undefined; Object.defineProperty(navigator, 'locks', { value: undefined })`,
    ],
    ['channels throw', `window.BroadcastChannel = function () { throw new Error('no') }`],
    ['setItem throws', `Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError') }`],
    ['the cookie store is missing', `window.cookieStore = undefined; window.CookieStore = undefined`],
  ])('%s: it holds, asks, and obeys', async (_, code) => {
    await open(mode, withTrackers({ before: `<script>${code}</script>` }))
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    await answer('reject')
    await visitor.page.waitForTimeout(300)
    expect(tracked()).toEqual([])
    // The owner is told in the console; the page sees no fault of ours.
    expect(visitor.complaints.filter((text) => !text.startsWith('kakburk:'))).toEqual([])
  })

  it('cookies are switched off: a yes holds for this view, and the next page asks again', async () => {
    const session: CDPSession = await visitor.context.newCDPSession(visitor.page)
    await session.send('Emulation.setDocumentCookieDisabled', { disabled: true })
    await open(mode, withTrackers())
    expect(tracked()).toEqual([])
    if (mode === 'automatic') {
      await answer('accept')
      expect((await state())?.grants).toEqual({ analytics: true, marketing: true })
      await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    } else await answer('reject')
    await open(mode, withTrackers())
    expect(tracked()).toEqual([])
    expect(await button('reject').first().isVisible()).toBe(true)
    expect(visitor.complaints).toEqual([])
  })

  it.each([
    ['a sandboxed frame without an origin', 'sandbox="allow-scripts allow-forms"'],
    ['a frame on another site', ''],
  ])('%s: it holds, asks, and obeys within the frame', async (_, attributes) => {
    shop.write(withTrackers())
    const inside = `${attributes} src="${shop.address(mode, '/?framed')}" width="800" height="700"`
    await visitor.page.goto(shop.address('bare', `/around?${encodeURIComponent(inside)}`))
    const frame = visitor.page.frameLocator('iframe')
    await frame.locator('#kakburk [data-kakburk=reject]').first().waitFor()
    const inner = visitor.page.frames()[1]
    expect(tracked()).toEqual([])
    expect(await inner?.evaluate(() => window.order)).toEqual(['one', 'inline', 'klarna'])
    const choice = mode === 'automatic' ? 'accept' : 'reject'
    await frame.locator(`#kakburk [data-kakburk=${choice}]`).first().click()
    await expect.poll(() => inner?.evaluate(() => window.kakburk?.get().decided).catch(() => true)).toBe(true)
    await visitor.page.waitForTimeout(300)
    expect(tracked()).toEqual(choice === 'accept' ? ['/static.js', '/inserted.js'] : [])
    // A page without an origin is not one of the shop's to the server, which refuses its receipt.
    expect(visitor.complaints.filter((text) => !/^kakburk:|status of 40[34]/.test(text))).toEqual([])
  })
})

describe.each(held)('a policy of the page, in %s mode', (mode) => {
  const withNonce = () => shop.tag(mode).replace('<script ', '<script nonce="abc" ')
  const scripts = `script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'; base-uri 'none'; style-src 'self'`

  it.each([
    ['a nonce and strict-dynamic', scripts],
    ['a nonce, strict-dynamic and Trusted Types', `${scripts}; require-trusted-types-for 'script'`],
    ['Trusted Types alone', `require-trusted-types-for 'script'`],
    ['Trusted Types with a list that names us', `require-trusted-types-for 'script'; trusted-types kakburk own`],
    ['Trusted Types with duplicates allowed', `require-trusted-types-for 'script'; trusted-types * 'allow-duplicates'`],
  ])('%s: it holds, asks, and lets go with the nonce', async (_, policy) => {
    const page = withTrackers({ headers: { 'content-security-policy': policy }, tag: withNonce() })
    // The page's own scripts obey Trusted Types.
    page.head = `<script nonce="abc">window.own = window.trustedTypes.createPolicy('own', { createScriptURL: (text) => text, createHTML: (text) => text })</script>${page.head}`
    page.body = page.body?.replace(/script\.src = '([^']*)'/, "script.src = own.createScriptURL('$1')") ?? ''
    await open(mode, page)
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    await button('settings').first().click()
    await visitor.page.locator('#kakburk dialog').waitFor()
    await visitor.page.locator('#kakburk dialog [data-kakburk=accept]').click()
    await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    await expect.poll(order).toContain('tracker')
    expect(visitor.complaints).toEqual([])
  })

  it('Trusted Types with a list that does not name us: it holds, and nothing of the page breaks', async () => {
    const page = withTrackers({
      headers: { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types own` },
      tag: withNonce(),
    })
    page.head = `<script nonce="abc">window.own = window.trustedTypes.createPolicy('own', { createScriptURL: (text) => text })</script>${page.head}`
    page.body = page.body?.replace(/script\.src = '([^']*)'/, "script.src = own.createScriptURL('$1')") ?? ''
    await open(mode, page)
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    expect(visitor.complaints.filter((text) => !/kakburk/i.test(text))).toEqual([])
  })

  it('what Trusted Types refuse is still refused, and what they allow is written and held', async () => {
    await open(mode, { headers: { 'content-security-policy': `require-trusted-types-for 'script'` }, body: '<div id="place"></div>' })
    visitor.complaints.length = 0
    const told = await visitor.page.evaluate(async () => {
      const place = document.querySelector('#place') as HTMLElement
      type Policy = { createHTML(text: string): string; createScriptURL(text: string): string; createScript(text: string): string }
      const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): Policy } }
      const same = (text: string) => text
      const policy = trustedTypes.createPolicy('own', { createHTML: same, createScriptURL: same, createScript: same })
      const refused: string[] = []
      const held = `<iframe src="${window.at('tracker', '/frame')}"></iframe><img alt="" src="${window.at('tracker', '/a.svg')}">`
      const script = document.createElement('script')
      const tries: Record<string, () => unknown> = {
        innerHTML: () => Object.assign(place, { innerHTML: '<b>x</b>' }),
        'innerHTML that is held': () => Object.assign(place, { innerHTML: held }),
        outerHTML: () => Object.assign(place.appendChild(document.createElement('p')), { outerHTML: held }),
        insertAdjacentHTML: () => place.insertAdjacentHTML('beforeend', held),
        'script.src': () => Object.assign(script, { src: '/one.js' }),
        'script.src that is held': () => Object.assign(script, { src: window.at('tracker', '/a.js') }),
        'script.setAttribute': () => script.setAttribute('src', '/one.js'),
        'script.text': () => Object.assign(script, { text: '1' }),
        srcdoc: () => Object.assign(document.createElement('iframe'), { srcdoc: held }),
        range: () => document.createRange().createContextualFragment(held),
        parser: () => new DOMParser().parseFromString(held, 'text/html'),
        worker: () => new Worker('/own/import.js'),
        eval: () => setTimeout('1' as unknown as () => void),
      }
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          attempt()
        } catch (error) {
          refused.push(`${name} ${(error as Error).name}`)
        }
      }
      place.innerHTML = policy.createHTML(`<b>allowed</b>${held}`)
      place.insertAdjacentHTML('beforeend', policy.createHTML('<i>too</i>'))
      window.order = []
      await new Promise((done) => {
        script.onload = done
        script.src = policy.createScriptURL('/one.js')
        document.head.append(script)
      })
      const worker = new Worker(policy.createScriptURL('/own/worker.mjs'), { type: 'module' })
      const answer = await new Promise<{ part: string }>((done) => {
        worker.onmessage = ({ data }) => done(data)
        worker.postMessage('go')
      })
      return { refused, written: [...place.children].map(({ localName }) => localName), order: window.order, part: answer.part }
    })
    expect(told).toEqual({
      refused: [
        'innerHTML TypeError',
        'innerHTML that is held TypeError',
        'outerHTML TypeError',
        'insertAdjacentHTML TypeError',
        'script.src TypeError',
        'script.src that is held TypeError',
        'script.setAttribute TypeError',
        'script.text TypeError',
        'srcdoc TypeError',
        'range TypeError',
        'parser TypeError',
        'worker TypeError',
        'eval TypeError',
      ],
      written: ['b', 'iframe', 'img', 'i'],
      order: ['one'],
      part: 'part',
    })
    await visitor.page.waitForTimeout(200)
    expect(tracked()).toEqual([])
  })
})

describe.each(held)('our tag, in %s mode', (mode) => {
  it.each([
    ['twice', () => ({ tag: shop.tag(mode) + shop.tag(mode) })],
    ['in the head and in the body', () => ({ body: shop.tag(mode) })],
    ['of another mode as well', () => ({ head: shop.tag(mode === 'strict' ? 'automatic' : 'strict') })],
    ['after a script that throws', () => ({ before: '<script>throw new Error("of the page")</script>' })],
    ['after a script that is no script', () => ({ before: '<script>}{</script>' })],
    [
      'after handlers that swallow errors',
      () => ({ before: '<script>window.onerror = () => true; onunhandledrejection = () => true</script>' }),
    ],
    ['after markup that ends the head', () => ({ before: '<p>early</p>' })],
    ['after a comment that looks like its end', () => ({ before: '<!-- --><!-- > -->' })],
  ])('stands %s: it holds once, asks once, and obeys once', async (_, page) => {
    await open(mode, withTrackers(page()))
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    expect(await visitor.page.locator('#kakburk').count()).toBe(1)
    // No policy of the guard is in force: images of strangers come, but in strict mode.
    const image = await visitor.page
      .evaluate(() =>
        new Promise((done) =>
          Object.assign(new Image(), { onload: () => done(true), onerror: () => done(false), src: window.at('bank', '/a.svg') }),
        ).catch(String),
      )
      .catch(() => false)
    if (mode === 'automatic') expect(image).toBe(true)
    await answer('accept')
    await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    await visitor.page.waitForTimeout(200)
    expect(tracked()).toHaveLength(2)
    expect(visitor.complaints.filter((text) => !/of the page|Unexpected token|status of 404/.test(text))).toEqual([])
  })
})

describe.each(held)('a page that breaks the language, in %s mode', (mode) => {
  const places = [
    ['before our tag', (code: string): Page => ({ before: `<script>${code}</script>` })],
    ['after our tag', (code: string): Page => ({ head: `<script>${code}</script>` })],
  ] as const
  const casesOf = (table: Record<string, string>) =>
    Object.entries(table).flatMap(([name, code]) => places.map(([where, page]) => [name, where, page(code)] as const))
  // What stands before our tag may give us whatever it likes: an observer that sees nothing cannot be told from the browser's.
  const deceiving = ['has its own MutationObserver', 'breaks Reflect']
  const cases = casesOf({ ...changes, ...breakages }).filter(([name, where]) => !(where === 'before our tag' && deceiving.includes(name)))

  it.each(cases)('%s, %s: it holds, and the shop’s own scripts run', async (_, __, page) => {
    await open(mode, withTrackers(page))
    expect(tracked()).toEqual([])
    // Asked of the server: on the page nothing can be relied on.
    const own = shop.asked.filter(({ host }) => host === mode).map(({ path }) => path)
    expect(own).toEqual(expect.arrayContaining(['/one.js', '/inline.svg']))
  })

  it.each(casesOf(changes))('%s, %s: it asks, a no is kept and delivered, and the page sees no fault of ours', async (_, __, page) => {
    await open(mode, withTrackers(page))
    await answer('reject')
    await expect.poll(async () => (await visitor.context.cookies()).map(({ name }) => name)).toContain('kakburk')
    expect(tracked()).toEqual([])
    expect(visitor.complaints).toEqual([])
  })

  it.each(Object.entries(clobbering))('has %s: it holds, asks and obeys', async (_, body) => {
    await open(mode, withTrackers({ body }))
    expect(tracked()).toEqual([])
    await visitor.page.evaluate((body) => {
      const place = Document.prototype.createElement.call(document, 'section')
      document.documentElement.append(place)
      place.innerHTML = body
      for (const form of place.querySelectorAll('form')) place.append(Node.prototype.cloneNode.call(form, true))
    }, body)
    await answer('accept')
    await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    expect(visitor.complaints).toEqual([])
  })
})

const faults: [string, Fault][] = [
  ['answers 503', 503],
  ['hangs for 30 s', { hangs: 30_000 }],
  ['breaks the connection', 'reset'],
  ['ends in the middle', 'cut'],
  ['is a page of somebody else', { body: '<!doctype html><h1>Welcome to our Wi-Fi</h1>', type: 'text/html' }],
  ['is not what we wrote', { body: 'export const something = 1; throw new Error("not ours")', type: 'text/javascript' }],
]
const quiet = (text: string) => !/kakburk:|Failed to load resource|net::ERR|Failed to load module|MIME type|not ours/.test(text)

describe.each(held)('a file of ours that cannot be had, in %s mode', (mode) => {
  it.each(['banner', 'choose', 'deliver'].flatMap((file) => faults.map(([what, fault]) => [file, what, fault] as const)))(
    '%s %s: it holds, the page is whole, and asks again when the file is back',
    async (file, _, fault) => {
      proxy.faults = [[`files/${file}`, fault]]
      const from = Date.now()
      await open(mode, withTrackers())
      await visitor.page.waitForLoadState('load')
      expect(Date.now() - from).toBeLessThan(5_000)
      expect(tracked()).toEqual([])
      expect(await order()).toEqual(['one', 'inline', 'klarna'])
      if (file !== 'deliver') {
        // Whatever the page asks of us, nothing is granted that could not be written down.
        await visitor.page.evaluate(() => window.kakburk?.open())
        await visitor.page.waitForTimeout(300)
      }
      expect(tracked()).toEqual([])
      expect(visitor.complaints.filter(quiet)).toEqual([])
      proxy.faults = []
      await open(mode, withTrackers())
      await answer('reject')
    },
  )

  it.each(faults)('deliver %s: the choice holds at once, and its receipt is kept and delivered when the file is back', async (_, fault) => {
    proxy.faults = [['files/deliver', fault]]
    await open(mode, withTrackers())
    await button('reject').first().click()
    await expect.poll(async () => (await stored(visitor).catch(() => ({ storage: [] as string[] }))).storage.join()).toMatch(/^kakburk-/)
    expect((await visitor.context.cookies()).map(({ name }) => name)).toContain('kakburk')
    await visitor.page.waitForTimeout(1_200)
    expect(tracked()).toEqual([])
    proxy.faults = []
    await visitor.page.goto(shop.address(mode, '/?next'))
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 10_000 }).toEqual([])
    expect(visitor.complaints.filter(quiet)).toEqual([])
  })

  it.each([
    ['answers 503', 503],
    ['hangs for 3 s', { hangs: 3_000 }],
    ['breaks the connection', 'reset'],
    ['is a page of somebody else', { body: '<!doctype html>', type: 'text/html' }],
  ] as [string, Fault][])('the log %s: the receipt is kept, and delivered when it is back', async (_, fault) => {
    proxy.faults = [['/receipts', fault]]
    await open(mode, withTrackers())
    await button('reject').first().click()
    await visitor.page.waitForTimeout(1_500)
    if (typeof fault !== 'object' || !('hangs' in fault)) expect((await stored(visitor)).storage.join()).toMatch(/^kakburk-/)
    proxy.faults = []
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 15_000 }).toEqual([])
    expect(tracked()).toEqual([])
    expect(visitor.complaints.filter(quiet)).toEqual([])
  })

  it('nothing of ours answers once the page is there: the choice holds, and the receipt goes later', async () => {
    await open(mode, withTrackers())
    await button('reject').first().waitFor()
    await visitor.page.waitForLoadState('networkidle')
    await proxy.stop()
    await button('reject').first().click()
    await expect.poll(async () => (await visitor.context.cookies()).map(({ name }) => name)).toContain('kakburk')
    expect(tracked()).toEqual([])
    await proxy.start()
    await visitor.page.goto(shop.address(mode, '/?next'))
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 20_000 }).toEqual([])
    expect(visitor.complaints.filter(quiet)).toEqual([])
  })

  it.each([
    ['answers 503', 503],
    ['breaks the connection', 'reset'],
    ['ends in the middle', 'cut'],
    ['is a page of somebody else', { body: '<!doctype html><h1>Welcome</h1>', type: 'text/html' }],
    ['is no script', { body: '}{', type: 'text/javascript' }],
    ['throws', { body: 'throw new Error("not ours")', type: 'text/javascript' }],
    ['is late', { hangs: 1_500 }],
  ] as [string, Fault][])('the gate %s: the guard holds, or the gate does', async (_, fault) => {
    proxy.faults = [['gate.js', fault]]
    await open(
      mode,
      withTrackers({
        body: `<noscript><img alt="" src="${at('tracker', '/noscript.svg')}"></noscript><img alt="" src="${at('tracker', '/a.svg')}">`,
      }),
    )
    if (typeof fault !== 'object' || !('hangs' in fault)) {
      expect(tracked()).toEqual([])
      expect(await visitor.page.evaluate(() => typeof window.kakburk)).toBe('undefined')
    } else expect(tracked().filter((path) => path.endsWith('.js'))).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
  })

  it('the gate is not there at all: the guard holds', async () => {
    await proxy.stop()
    await open(mode, withTrackers())
    await proxy.start()
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
  })

  it('scripts are switched off: the guard holds, pixels in noscript included', async () => {
    await visitor.context.close()
    visitor = await aVisitor(shop.browser, { javaScriptEnabled: false })
    await open(mode, {
      body: `<img alt="" src="/picture.svg"><noscript><img alt="" src="${at('tracker', '/noscript.svg')}"></noscript><iframe src="${at('tracker', '/frame')}"></iframe><iframe src="${at('klarna', '/frame')}"></iframe>`,
    })
    expect(tracked()).toEqual([])
    expect(shop.asked.map(({ host, path }) => `${host}${path}`).sort()).toEqual([`${mode}/`, `${mode}/picture.svg`, 'klarna/frame'].sort())
  })
})

/** Everything essential again, where the guard alone stands. */
describe('without the gate, under its guard', () => {
  const checks: Check[] = [...cookieChecks, ...callChecks, ...scriptChecks, ...workerChecks, ...elementChecks, ...paymentChecks]
  it.each(checks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
    proxy.faults = [['gate.js', 503]]
    const { page, complaints } = visitor
    shop.write(check.page?.(at) ?? {})
    await page.goto(shop.address('automatic'))
    const own = (path: string) => shop.address('automatic', path)
    const told = await check.run({ tab: page, shop, own, askedFor: (path) => shop.asked.filter((asked) => asked.path === path) })
    expect({ told, complaints: complaints.filter((text) => !/responded with a status of (404|418|503)/.test(text)) }).toEqual({
      told: check.gives,
      complaints: check.says ?? [],
    })
  })
})
