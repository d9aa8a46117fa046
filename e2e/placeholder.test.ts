import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

let lab: Lab
let visitor: Visitor
const vendor = { purpose: { sv: 'Prov', en: 'Test' }, controller: 'Vendor Inc', country: 'US', cookies: [] }
const films = { ...vendor, id: 'films', name: 'Filmhuset', category: 'marketing', hosts: ['tracker.localhost'] }
const counter = { ...vendor, id: 'counter', name: 'Counter', category: 'analytics', hosts: ['counter.localhost'] }

beforeAll(async () => {
  lab = await startLab({ services: [films, counter] })
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  // Playwright loses sight of frames whose first document never came, so we look into them from the page.
  await visitor.context.addInitScript(() => {
    Object.assign(window, {
      innerOf: (id: string) => {
        const element = document.getElementById(id) as HTMLIFrameElement
        for (let n = 0; n < window.length; n++) {
          try {
            if (window[n]?.frameElement === element) return window[n]?.document
          } catch {}
        }
      },
    })
  })
  return () => visitor.context.close()
})

type Page = { innerOf(id: string): Document | undefined; shifts?: { value: number }[] }
const soon = { timeout: 10_000 }
const open = async () => {
  await visitor.page.goto(lab.address)
  await visitor.page.waitForTimeout(400)
}
const held = (id: string, more = '', path = `/${id}`) => `<iframe id="${id}" src="${lab.tracker(path)}" ${more}></iframe>`

/** The texts of what is on show in a frame, object or embed. */
const shown = (id: string, selector = 'section') =>
  visitor.page.evaluate(
    ([id = '', selector = '']) =>
      [...((window as unknown as Page).innerOf(id)?.querySelectorAll<HTMLElement>(selector) ?? [])]
        .filter((element) => element.getClientRects().length)
        .map(({ textContent: innerText }) => innerText),
    [id, selector],
  )
const isShown = (id: string) => expect.poll(() => shown(id), { ...soon, message: id }).toHaveLength(1)

/** Puts a held frame into the page that is open. Nothing of it is asked for, so that Playwright can follow it. */
const insert = (id: string, attributes: Record<string, string> = {}) =>
  visitor.page.evaluate(
    (all) => {
      const frame = document.createElement('iframe')
      for (const [name, value] of Object.entries(all)) frame.setAttribute(name, value)
      document.body.append(frame)
    },
    { id, ...attributes, src: lab.tracker(`/${id}`) },
  )
const frame = (id: string) => visitor.page.frameLocator(`#${id}`)

/** Clicks on an answer, where it lies on the screen. */
const click = async (id: string, hook: 'once' | 'always' | 'settings') => {
  await isShown(id)
  const [x = 0, y = 0] = await visitor.page.evaluate(
    ([id = '', hook]) => {
      const frame = document.getElementById(id) as HTMLElement
      frame.scrollIntoView()
      const [outer, inner] = [
        frame.getBoundingClientRect(),
        (window as unknown as Page).innerOf(id)?.querySelector(`[data-kakburk=${hook}]`)?.getBoundingClientRect(),
      ]
      return [outer.x + frame.clientLeft + (inner?.x ?? 0) + 5, outer.y + frame.clientTop + (inner?.y ?? 0) + 5]
    },
    [id, hook],
  )
  await visitor.page.mouse.click(x, y)
}
const focus = (id: string, hook: 'once' | 'always') =>
  visitor.page.evaluate(
    ([id = '', hook]) => (window as unknown as Page).innerOf(id)?.querySelector<HTMLElement>(`[data-kakburk=${hook}]`)?.focus(),
    [id, hook],
  )

const looks = `
  .ratio { position: relative; padding-top: 56.25%; overflow: hidden }
  .ratio iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0 }
  .half { width: 50%; aspect-ratio: 4 / 3 }
  .row { display: flex; gap: 10px } .row > :first-child { flex: 2; height: 120px } .row > p { flex: 1 }
  .cell { display: grid; grid-template-columns: 1fr 1fr } .cell iframe { width: 100%; height: 160px; margin: 5px }
  iframe:first-child { outline: 1px dashed } iframe + p { margin-top: 33px } p:last-child { margin-bottom: 44px }`

const layouts = () => `<style>${looks}</style>
  <p>${held('attributes', 'width="400" height="200"')} beside</p>
  <p>${held('plain')}</p>
  <div class="ratio">${held('ratio')}</div>
  ${held('percent', 'class="half"')}
  <div class="row">${held('flex')}<p>text</p></div>
  <div class="cell">${held('grid')}<p>text</p></div>
  <div id="slot"></div>
  <script>slot.innerHTML = '<object id="object" data="${lab.tracker('/object')}" width="320" height="180"></object> <embed id="embed" src="${lab.tracker('/embed')}" width="320" height="180">'</script>
  <p id="end">end</p>`

/** Where everything on the page lies, and how much it has moved. */
const places = () =>
  visitor.page.evaluate(() => ({
    boxes: [...document.body.querySelectorAll('*')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return [element.localName, element.id, x, y, width, height].join(' ')
    }),
    shift: (window as unknown as Page).shifts?.reduce((sum, { value }) => sum + value, 0),
  }))
const watchShifts =
  '<script>window.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true })</script>'

describe('a held frame', () => {
  it('says who it is from and for what, in its own place, and keeps every size and place on the page', async () => {
    lab.write({ head: watchShifts, body: layouts(), tag: '<!-- no tag -->' })
    await open()
    const without = await places()
    expect(lab.asked).toHaveLength(8)

    lab.write({ head: watchShifts, body: layouts() })
    await open()
    for (const id of ['attributes', 'plain', 'ratio', 'percent', 'flex', 'grid', 'object', 'embed']) {
      await isShown(id)
      const [text] = await shown(id)
      expect(text, id).toContain('Innehåll från Filmhuset')
      expect(text, id).toContain('för marknadsföring')
    }
    expect(lab.asked.filter((path) => !/^\/(object|embed|attributes|plain|ratio|percent|flex|grid)$/.test(path))).toEqual([])
    const withUs = await places()
    expect(withUs.boxes).toEqual(without.boxes)
    expect(withUs.shift).toBe(0)
    expect(visitor.complaints).toEqual([])
  })

  it('is shown once, alone, by the keyboard, which is logged as that and decides nothing', async () => {
    lab.write({ body: `${held('one')}${held('two')}` })
    await open()
    const before = lab.world.log('lab').length
    lab.asked.length = 0
    await isShown('one')
    await focus('one', 'once')
    await visitor.page.keyboard.press('Enter')
    await expect.poll(() => lab.asked, soon).toEqual(['/one'])
    expect(await visitor.page.evaluate(() => window.kakburk?.get().decided)).toBe(false)
    await isShown('two')
    await expect.poll(() => lab.world.log('lab').slice(before), soon).toMatchObject([{ action: 'once' }])
    await open()
    await isShown('one')
  })

  it('is shown always, with all of its service, which is logged as a choice; the next page loads nothing of ours for it', async () => {
    lab.write({
      body: `${held('one')}${held('two')}<iframe id="other" src="${lab.tracker('/other').replace('tracker', 'counter')}"></iframe>`,
    })
    await open()
    lab.asked.length = 0
    await click('two', 'always')
    await expect.poll(() => lab.asked.toSorted(), soon).toEqual(['/one', '/two'])
    expect(await visitor.page.evaluate(() => window.kakburk?.get().grants)).toEqual({ analytics: false, marketing: true })
    await expect.poll(() => lab.world.log('lab').at(-1), soon).toMatchObject({ action: 'choose' })
    await isShown('other')

    lab.write({ body: held('one') })
    visitor.requests.length = 0
    await open()
    expect(lab.asked).toEqual(['/one'])
    expect(visitor.requests.filter((request) => /placeholder/.test(request))).toEqual([])
  })

  it('has no stops for the keyboard where it is too small or not shown, and has them when it is', async () => {
    lab.write({ body: `${held('pixel', 'width="1" height="1"')}${held('hidden', 'style="display:none"')}` })
    await open()
    await expect
      .poll(() => visitor.page.evaluate(() => (window as unknown as Page).innerOf('hidden')?.querySelectorAll('button').length), soon)
      .toBe(3)
    expect([await shown('pixel'), await shown('hidden')]).toEqual([[], []])
    await visitor.page.evaluate(() => {
      for (const id of ['pixel', 'hidden'])
        (document.getElementById(id) as HTMLElement).style.cssText = 'display:block;width:300px;height:200px'
    })
    await isShown('pixel')
    await isShown('hidden')
  })

  it('may be inserted late, moved, copied and removed', async () => {
    lab.write({ body: `<div id="here"></div><div id="there"></div>` })
    await open()
    await visitor.page.evaluate((src) => {
      const late = Object.assign(document.createElement('iframe'), { id: 'late', src })
      document.getElementById('here')?.append(late)
    }, lab.tracker('/late'))
    await isShown('late')
    await visitor.page.evaluate(() => {
      const late = document.getElementById('late') as HTMLIFrameElement
      document.getElementById('there')?.append(late)
      document.getElementById('here')?.append(Object.assign(late.cloneNode(true), { id: 'copy' }))
    })
    await isShown('late')
    await isShown('copy')
    await visitor.page.evaluate(() => document.getElementById('copy')?.remove())
    expect(await visitor.page.evaluate(() => document.getElementById('here')?.innerHTML)).toBe('')
    expect(lab.asked).toEqual([])
    await click('late', 'always')
    await expect.poll(() => lab.asked, soon).toEqual(['/late'])
    expect(visitor.complaints).toEqual([])
  })

  it('has answers of one size, however long the words of one are', async () => {
    lab.write({})
    await open()
    await insert('narrow', { width: '220', height: '400' })
    await frame('narrow').locator('section').waitFor()
    const [once, always] = await frame('narrow')
      .locator('div div button')
      .evaluateAll((all) => all.map((button) => [(button as HTMLElement).offsetWidth, (button as HTMLElement).offsetHeight]))
    expect(once?.[1]).toBeGreaterThan(44)
    expect(once).toEqual(always)
  })

  it('shows the owner’s picture, and nobody else’s', async () => {
    lab.write({})
    await open()
    await insert('ours', { 'data-poster': '/poster.svg' })
    await insert('theirs', { 'data-poster': lab.tracker('/poster.svg') })
    await frame('theirs').locator('section').waitFor()
    expect(await frame('ours').locator('img').getAttribute('src')).toBe(`${lab.address}/poster.svg`)
    await expect
      .poll(
        () =>
          frame('ours')
            .locator('img')
            .evaluate((image: HTMLImageElement) => image.naturalWidth),
        soon,
      )
      .toBe(9)
    expect(await frame('theirs').locator('img').count()).toBe(0)
    expect(lab.asked.filter((path) => path.includes('poster'))).toEqual([])
  })

  it('is a named region in the visitor’s language, with buttons that say what they are for', async () => {
    lab.write({})
    await open()
    await insert('one')
    await frame('one').locator('section').waitFor()
    expect(await frame('one').getByRole('region', { name: 'Innehåll från Filmhuset' }).count()).toBe(1)
    expect(await frame('one').locator('html').getAttribute('lang')).toBe('sv')
    const names = ['Visa en gång', 'Visa alltid innehåll från Filmhuset']
    for (const name of names) expect(await frame('one').getByRole('button', { name, exact: true }).count()).toBe(1)
    await visitor.page.emulateMedia({ media: 'print' })
    expect(await frame('one').locator('button').first().isVisible()).toBe(false)
    expect(await frame('one').locator('b').isVisible()).toBe(true)
  })

  it('is drawn under a strict policy with trusted types', async () => {
    lab.write({
      headers: {
        'content-security-policy': `default-src 'self'; script-src 'nonce-abc' ${lab.world.url}; connect-src ${lab.world.url}; style-src 'self'; img-src 'self' data:; object-src 'none'; frame-src ${lab.tracker('')}; require-trusted-types-for 'script'`,
      },
      body: `${held('one', 'data-poster="/poster.svg"')}<object id="object" data="${lab.tracker('/object')}" width="320" height="180"></object>`,
    })
    await open()
    await isShown('object')
    lab.asked.length = 0
    await click('one', 'once')
    await expect.poll(() => lab.asked, soon).toEqual(['/one'])
    // What the page’s own policy stops it stops with us too, and says so.
    expect(visitor.complaints.filter((text) => !text.includes("object-src 'none'"))).toEqual([])
  })

  it('that is sandboxed can be answered too, and is under its restrictions when it loads', async () => {
    lab.write({})
    await open()
    await insert('one', { sandbox: 'allow-scripts' })
    await frame('one').locator('[data-kakburk=once]').click()
    await expect.poll(() => lab.asked, soon).toEqual(['/one'])
    const inner = () => visitor.page.frames().find((one) => one.url().endsWith('/one'))
    await expect.poll(() => inner()?.evaluate(() => self.origin), soon).toBe('null')
    expect(await visitor.page.evaluate(() => document.getElementById('one')?.getAttribute('sandbox'))).toBe('allow-scripts')
  })
})

describe('the way from a held frame to the settings', () => {
  it.each([
    ['its service', '', 'data-service', 'films'],
    ['the category that the owner has marked it with, when nobody knows its address', 'unknown', 'data-category', 'marketing'],
  ])('leads to the switch of %s, unfolded and in sight on a telephone, and back', async (_, host, attribute, name) => {
    await visitor.page.setViewportSize({ width: 360, height: 560 })
    const src = lab.tracker('/one')
    lab.write({
      body: host
        ? `<iframe id="one" width="320" height="300" data-consent="marketing" data-src="${src.replace('tracker', host)}"></iframe>`
        : held('one', 'width="320" height="300"'),
    })
    await open()
    await visitor.page.locator('#kakburk [data-kakburk=reject]').click()
    await click('one', 'settings')
    await visitor.page.locator('#kakburk dialog').waitFor()
    const at = () =>
      visitor.page.evaluate((attribute) => {
        const root = document.querySelector('#kakburk')?.shadowRoot as ShadowRoot
        const { activeElement } = root
        const part = activeElement?.closest('.service,.category')?.getBoundingClientRect()
        const body = root.querySelector('.body')?.getBoundingClientRect()
        return {
          switch: activeElement?.getAttribute(attribute),
          isInSight: !!part && !!body && part.top >= body.top - 1 && part.top + 40 < body.bottom,
        }
      }, attribute)
    await expect.poll(at, soon).toEqual({ switch: name, isInSight: true })
    await visitor.page.keyboard.press('Escape')
    await expect.poll(() => visitor.page.evaluate(() => document.activeElement?.id), soon).toBe('one')
  })
})

describe('a held frame in a shadow tree', () => {
  const film = () => `<div>${held('one', 'width="500" height="300"')}</div>`
  const card = (work: string) =>
    `<video-card></video-card><script>customElements.define('video-card', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'open' }); ${work} } })</script>`
  const declared = (inner: string) => `<video-card><template shadowrootmode="open">${inner}</template></video-card>`

  it.each<[string, () => string]>([
    ['that a script writes', () => card(`root.innerHTML = '${film()}'`)],
    [
      'that a script builds',
      () =>
        card(`root.append(Object.assign(document.createElement('iframe'), { width: 500, height: 300, src: '${lab.tracker('/one')}' }))`),
    ],
    ['that stands in the source', () => declared(film())],
    ['that stands in another in the source', () => `<p>${declared(`<p>${declared(film())}</p>`)}</p>`],
  ])('%s says whose it is, and is shown once', async (_, body) => {
    lab.write({ body: body() })
    await open()
    lab.asked.length = 0
    /** Does it with the first frame in any tree, as far as it is held. */
    const inFrame = (answer?: 'once') =>
      visitor.page.evaluate((hook) => {
        const seek = (root: Document | ShadowRoot): HTMLIFrameElement | undefined =>
          [...root.querySelectorAll('*')]
            .map((element) => (element instanceof HTMLIFrameElement ? element : element.shadowRoot ? seek(element.shadowRoot) : undefined))
            .find((found) => found)
        const inner = seek(document)?.contentDocument
        if (hook) inner?.querySelector<HTMLElement>(`[data-kakburk=${hook}]`)?.click()
        return inner?.querySelector('b')?.textContent
      }, answer)
    await expect.poll(() => inFrame(), soon).toBe('Innehåll från Filmhuset')
    expect(lab.asked).toEqual([])
    await inFrame('once')
    await expect.poll(() => lab.asked, soon).toEqual(['/one'])
    expect(visitor.complaints).toEqual([])
  })
})

describe('a frame that the owner has marked', () => {
  const marked = (id: string, mark: string, src = lab.tracker(`/${id}`)) =>
    `<iframe id="${id}" data-consent="${mark}" data-src="${src}"></iframe>`

  it('with a category can be shown once when a service has its address, or by a yes to the whole category', async () => {
    lab.write({ body: `${marked('one', 'marketing')}${marked('two', 'marketing')}` })
    await open()
    await isShown('one')
    expect(await shown('one', 'div div button')).toEqual(['Visa en gång', 'Godkänn alla: Marknadsföring'])
    const before = lab.world.log('lab').length
    await click('one', 'once')
    await expect.poll(() => lab.asked, soon).toEqual(['/one'])
    await expect.poll(() => lab.world.log('lab').slice(before), soon).toMatchObject([{ action: 'once' }])
    await click('two', 'always')
    await expect.poll(() => lab.asked, soon).toEqual(['/one', '/two'])
    expect(await visitor.page.evaluate(() => window.kakburk?.get().grants.marketing)).toBe(true)
  })

  it('has no answer that a receipt could not name, and none at all when the mark is a mistake', async () => {
    lab.write({ body: `${marked('unknown', 'marketing', 'http://unknown.localhost:1/')}${marked('mistake', 'marketting')}` })
    await open()
    await isShown('unknown')
    expect(await shown('unknown', 'b')).toEqual(['Innehåll från unknown.localhost'])
    expect(await shown('unknown', 'div div button')).toEqual(['Godkänn alla: Marknadsföring'])
    expect(await shown('mistake')).toEqual([])
  })

  it('keeps the page that the owner shows in it meanwhile', async () => {
    lab.write({ body: `<iframe id="one" data-consent="marketing" src="/meanwhile" data-src="${lab.tracker('/one')}"></iframe>` })
    await open()
    const { asked } = lab
    expect(asked).toEqual([])
    expect(await visitor.page.evaluate(() => (window as unknown as Page).innerOf('one')?.URL)).toBe(`${lab.address}/meanwhile`)
    expect(await shown('one')).toEqual([])
  })

  it('is let go by the yes that it waits for, also where only marks count', async () => {
    lab.publish({ services: [films, counter], blocking: 'marked' })
    lab.write({ body: marked('one', 'films') })
    await open()
    await click('one', 'always')
    await expect.poll(() => lab.asked, soon).toEqual(['/one'])
    lab.publish({ services: [films, counter] })
  })
})

it('a frame of a declared service has no “once” in strict mode, whose net cannot be lifted for one thing', async () => {
  lab.publish({ services: [films, counter], blocking: 'strict' })
  lab.write({})
  await open()
  await insert('one')
  await frame('one').locator('section').waitFor()
  expect(await frame('one').locator('div div button').allTextContents()).toEqual(['Visa alltid innehåll från Filmhuset'])
  await frame('one').locator('div div button').press('Enter')
  await visitor.page.waitForEvent('load')
  expect(await visitor.page.evaluate(() => window.kakburk?.get().grants.marketing)).toBe(true)
  await insert('one')
  await expect.poll(() => lab.asked, soon).toEqual(['/one'])
  lab.publish({ services: [films, counter] })
})

it('an unknown third party in strict mode is shown by a yes to everything', async () => {
  lab.publish({ services: [films, counter], blocking: 'strict' })
  lab.write({ body: `<iframe id="one" src="${lab.tracker('/one').replace('tracker', 'unknown')}"></iframe>` })
  await open()
  await isShown('one')
  expect(await shown('one', 'div div button')).toEqual(['Godkänn alla'])
  await click('one', 'always')
  await expect.poll(() => lab.asked, soon).toEqual(['/one'])
  expect(await visitor.page.evaluate(() => window.kakburk?.get().grants)).toEqual({ analytics: true, marketing: true })
  lab.publish({ services: [films, counter] })
})
