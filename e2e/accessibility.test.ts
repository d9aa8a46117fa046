import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { languages } from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { namesAndRoles } from './accessibility/tree.ts'
import { aVisitor, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const vendor = { purpose: { sv: 'Prov', en: 'Test' }, controller: 'Vendor Inc', country: 'US' }
const services = [
  'shop-cart',
  {
    ...vendor,
    id: 'tracker',
    name: 'Tracker',
    category: 'analytics',
    hosts: ['tracker.localhost'],
    cookies: [{ name: '_tr*', lifetime: 'P2Y' }],
    storage: [{ key: '_tr_key', area: 'local' }],
  },
  { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost/tr'], cookies: [] },
]

let lab: Lab
let visitor: Visitor
let page: Page
beforeAll(async () => {
  lab = await startLab({ languages: [...languages], services })
})
afterAll(() => lab.close())
afterEach(() => visitor.context.close())

type Options = Parameters<typeof aVisitor>[1]

const links = Array.from({ length: 40 }, (_, n) => `<p><a href="#p${n}">Link ${n}</a></p>`).join('')
/** A page without faults of its own, longer than any screen, with a held frame on it. */
const body = (inner = links) =>
  `<main><h2>Shop</h2><label>Search <input id="search"></label><iframe id="held" title="Film" width="500" height="320" src="${lab.tracker('/film')}"></iframe>${inner}</main><footer><a id="last" href="#last">Last</a></footer>`

const visit = async ({ language = 'sv', inner, ...options }: { language?: string; inner?: string } & Options = {}) => {
  visitor = await aVisitor(lab.browser, options)
  page = visitor.page
  lab.write({ body: body(inner), lang: language })
  await page.goto(lab.address)
  await ours('.banner').waitFor()
}
const ours = (selector: string) => page.locator(`#kakburk ${selector}`)
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const openPreferences = async () => {
  await ours('[data-kakburk=settings]:visible, [data-kakburk=open]:visible').first().click()
  await ours('dialog').waitFor()
}
const openDetails = () => ours('details').evaluateAll((all) => all.map((details) => Object.assign(details, { open: true })))
/** What has the focus: of ours by its hook or class, of the page by its id or text. */
const focused = () =>
  page.evaluate(() => {
    const { activeElement } = document
    const inner = activeElement?.shadowRoot?.activeElement as HTMLElement | null
    if (inner) return inner.dataset.kakburk ?? inner.className ?? inner.localName
    return activeElement?.id || activeElement?.textContent?.slice(0, 20)
  })

/** Takes the page from the banner to a state, by clicks. */
const states: Record<string, () => Promise<unknown>> = {
  'the banner': async () => {},
  'the preferences': openPreferences,
  'the preferences with all details open': async () => {
    await openPreferences()
    await openDetails()
  },
  'my choices': async () => {
    await ours('[data-kakburk=accept]').click()
    await openPreferences()
    await ours('.mine summary').click()
    await ours('.mine [data-kakburk=receipt]').first().waitFor()
  },
  'the control alone': () => ours('[data-kakburk=reject]').click(),
  'the note after a withdrawal': () => withdrawAfterWriting(),
}

const withdrawAfterWriting = async () => {
  await ours('[data-kakburk=accept]').click()
  await page.evaluate(() => {
    document.cookie = '_tr_visitor=1; path=/'
    localStorage.setItem('_tr_key', '1')
  })
  await openPreferences()
  await ours('[data-kakburk=withdraw]').click()
  await expect.poll(() => ours('.note [role=status]').textContent(), { timeout: 10_000 }).not.toBe('')
}

/** What axe finds wrong, a line for each element. */
const violations = async (): Promise<string[]> => {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`))
  })
}

describe.each(languages)('in %s, axe finds nothing wrong with', (language) => {
  it.each(Object.keys(states))('%s', async (state) => {
    await visit({ language })
    await states[state]?.()
    expect(await violations()).toEqual([])
  })

  it('the banner that asks again', async () => {
    await visit({ language })
    await ours('[data-kakburk=accept]').click()
    lab.publish({ languages: [...languages], services: [...services, 'login-session'] })
    await page.reload()
    await ours('.changed').waitFor()
    const found = await violations()
    lab.publish({ languages: [...languages], services })
    expect(found).toEqual([])
  })

  it('what stands in a held frame', async () => {
    await visit({ language })
    const frame = page.frames().find((one) => one !== page.mainFrame())
    await frame?.locator('section').waitFor()
    await frame?.evaluate(axeSource)
    const found = await frame?.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document.body)
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.failureSummary}`)
    })
    expect(found).toEqual([])
  })
})

describe('in dark, axe finds nothing wrong with', () => {
  it.each(Object.keys(states))('%s', async (state) => {
    await visit({ colorScheme: 'dark' })
    await states[state]?.()
    expect(await violations()).toEqual([])
  })
})

describe('by keyboard', () => {
  it('the banner comes first, in the order in which it is read, and locks nobody in', async () => {
    await visit()
    const order: unknown[] = []
    for (let n = 0; n < 5; n++) {
      await press('Tab')
      order.push(await focused())
    }
    expect(order.slice(1)).toEqual(['reject', 'accept', 'settings', 'search'])
    await press('Shift+Tab')
    expect(await focused()).toBe('settings')
  })

  it.each(['Enter', 'Space'])('an answer by %s leads to the control, where the banner stood, and from there into the page', async (key) => {
    await visit()
    await press('Tab', 'Tab', key)
    await expect.poll(focused).toBe('open')
    await press('Tab')
    expect(await focused()).toBe('search')
  })

  it('who answers from the middle of the page goes on where they were', async () => {
    await visit()
    await page.locator('#search').focus()
    await press('Shift+Tab', 'Shift+Tab', 'Enter')
    await expect.poll(focused).toBe('search')
  })

  it('the preferences hold the focus, and Escape closes them and gives it back to what opened them', async () => {
    await visit()
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Enter')
    await ours('dialog').waitFor()
    expect(await focused()).toBe('close')
    for (let n = 0; n < 30; n++) {
      await press('Tab')
      // Out of the dialog there is the browser's own, which a page sees as nothing.
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.id === 'kakburk')).toBe(true)
      expect(['reject', 'accept', 'settings']).not.toContain(
        await page.evaluate(() => {
          const inner = document.querySelector('#kakburk')?.shadowRoot?.activeElement as HTMLElement | null
          return inner?.closest('.banner') ? inner.dataset.kakburk : ''
        }),
      )
    }
    await press('Escape')
    await expect.poll(focused).toBe('settings')
  })

  it('everything in the preferences can be reached and turned', async () => {
    await visit()
    await openPreferences()
    await openDetails()
    const reached = new Set<unknown>()
    for (let n = 0; n < 30; n++) {
      reached.add(
        await page.evaluate(() => {
          const inner = document.querySelector('#kakburk')?.shadowRoot?.activeElement as HTMLInputElement | null
          return inner && (inner.dataset.kakburk ?? inner.dataset.category ?? inner.dataset.service ?? inner.localName)
        }),
      )
      await press('Tab')
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(['button', 'a', 'summary', 'analytics', 'marketing', 'tracker', 'pixel', 'reject', 'save', 'accept']),
    )
    await ours('[data-category=analytics]').focus()
    await press('Space')
    expect(await ours('[data-service=tracker]').isChecked()).toBe(true)
  })

  it('an answer in the preferences, opened from the banner, leads to the control', async () => {
    await visit()
    await openPreferences()
    await ours('dialog [data-kakburk=save]').focus()
    await press('Enter')
    await expect.poll(focused).toBe('open')
  })

  it('the note is closed by its button, and the focus goes on to the control', async () => {
    await visit()
    await withdrawAfterWriting()
    await ours('.note button').focus()
    await press('Enter')
    expect(await ours('.note').count()).toBe(0)
    expect(await focused()).toBe('open')
  })

  it('what has the focus has a ring that can be seen', async () => {
    await visit()
    await openPreferences()
    for (let n = 0; n < 8; n++) {
      await press('Tab')
      const ring = await page.evaluate(() => {
        const inner = document.querySelector('#kakburk')?.shadowRoot?.activeElement
        if (!inner) return undefined
        const { outlineStyle, outlineWidth } = getComputedStyle(inner)
        return [outlineStyle, Number.parseFloat(outlineWidth) >= 2]
      })
      if (ring) expect(ring).toEqual(['solid', true])
    }
  })
})

describe('what has the focus on the page', () => {
  /** Whether a point in the middle of the focused element shows that element and nothing of ours. */
  const isSeen = () =>
    page.evaluate(() => {
      const { x, y, width, height } = (document.activeElement as Element).getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height / 2)
      return top === document.activeElement || !!document.activeElement?.contains(top)
    })

  it.each([
    [1280, 800],
    [412, 700],
    [320, 256],
  ])('is never hidden by the banner at %i × %i', async (width, height) => {
    await visit({ viewport: { width, height } })
    await expect.poll(() => page.evaluate(() => document.querySelector('#kakburk')?.shadowRoot?.adoptedStyleSheets.length)).toBe(3)
    await page.locator('#search').focus()
    const hidden: unknown[] = []
    for (let n = 0; n < 42; n++) {
      await press('Tab')
      const what = await focused()
      if (what !== 'held' && !(await isSeen())) hidden.push(what)
      if (what === 'last') break
    }
    expect(await focused()).toBe('last')
    expect(hidden).toEqual([])
    // Who comes back to the banner by the keys has all of it.
    await ours('[data-kakburk=accept]').focus()
    expect(await ours('.banner').getAttribute('data-aside')).toBeNull()
  })

  it('is never hidden by the control', async () => {
    await visit({ inner: '<a id="corner" style="position:fixed;left:14px;bottom:14px" href="#corner">x</a>' })
    await ours('[data-kakburk=reject]').click()
    await page.locator('#corner').focus()
    expect(await isSeen()).toBe(true)
    await page.locator('#search').focus()
    expect((await ours('.control').boundingBox())?.x).toBe(12)
  })
})

describe('in the accessibility tree', () => {
  it('the banner is a region with a name, and its answers are buttons', async () => {
    await visit()
    const { title, reject, accept, settings } = texts.sv
    const tree = await namesAndRoles(page)
    expect(tree).toEqual(
      expect.arrayContaining([`region ${title}`, `heading ${title}`, `button ${reject}`, `button ${accept}`, `button ${settings}`]),
    )
  })

  it('the preferences are a modal dialog with a name, and every switch has its name and state', async () => {
    await visit()
    await openPreferences()
    await openDetails()
    const { settingsTitle, analytics, marketing, close } = texts.sv
    await ours('[data-service=tracker]').click()
    const tree = await namesAndRoles(page)
    expect(tree).toEqual(
      expect.arrayContaining([
        `dialog ${settingsTitle} modal`,
        `button ${close}`,
        `checkbox ${analytics} checked=true`,
        'switch Tracker checked=true',
        `checkbox ${marketing} checked=false`,
        'switch Pixel checked=false',
      ]),
    )
    // What lies behind a modal dialog is not there.
    expect(tree).not.toContain(`region ${texts.sv.title}`)
  })

  it.each(['accept', 'reject'])('%s is announced as saved', async (answer) => {
    await visit()
    await ours(`[data-kakburk=${answer}]`).click()
    await expect.poll(() => namesAndRoles(page), { timeout: 5_000 }).toContain(`status: ${texts.sv.saved}`)
  })

  it('a withdrawal is announced and seen, with the names of what was deleted, and stays until it is closed', async () => {
    await visit()
    await withdrawAfterWriting()
    const said = `${texts.sv.withdrawn} ${texts.sv.deleted.replace('{names}', '_tr_visitor och _tr_key')}`
    expect(await namesAndRoles(page)).toContain(`status: ${said}`)
    expect(await ours('.note').isVisible()).toBe(true)
    expect(await page.evaluate(() => [document.cookie.includes('_tr'), ...Object.keys(localStorage)])).not.toContain(true)
  })

  it('everything of ours is in the language that it says it is in', async () => {
    await visit({ language: 'en' })
    expect(await page.locator('#kakburk').getAttribute('lang')).toBe('en')
    expect(await ours('h2').first().textContent()).toBe(texts.en.title)
  })
})

/** What is cut off: text that runs out of its button or box, and boxes wider than the screen. */
const lost = () =>
  page.evaluate(() => {
    const root = document.querySelector('#kakburk')?.shadowRoot as ShadowRoot
    return [...root.querySelectorAll<HTMLElement>('.banner *,dialog *,.control,.note:not(.unseen) *')]
      .filter((element) => element.getClientRects().length > 0 && element.localName !== 'input')
      .filter((element) => {
        const box = element.getBoundingClientRect()
        return (
          box.left < -1 ||
          box.right > innerWidth + 1 ||
          (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') ||
          (element.localName === 'button' && element.scrollHeight > element.clientHeight + 1)
        )
      })
      .map((element) => `${element.localName}.${element.className} ${element.textContent?.slice(0, 30)}`)
  })

/** Whether each answer can be brought into sight whole. */
const canBeReached = (layer: string) =>
  ours(`${layer} button`).evaluateAll((buttons) =>
    buttons.every((button) => {
      button.scrollIntoView()
      const { top, bottom, left, right } = button.getBoundingClientRect()
      return top >= -1 && left >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1
    }),
  )

describe('nothing is lost', () => {
  it.each([
    ['at 320 pixels', { viewport: { width: 320, height: 640 } }],
    ['at 200 %', { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }],
    ['at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ])('%s', async (_, options) => {
    await visit(options)
    expect(await lost()).toEqual([])
    expect(await canBeReached('.banner')).toBe(true)
    await openPreferences()
    await openDetails()
    expect(await lost()).toEqual([])
    expect(await canBeReached('dialog')).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  it.each(languages)('with wide text spacing in %s', async (language) => {
    await visit({ language, viewport: { width: 320, height: 640 } })
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(
        '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
      )
      document.querySelector('#kakburk')?.shadowRoot?.adoptedStyleSheets.push(sheet)
    })
    expect(await lost()).toEqual([])
    expect(await canBeReached('.banner')).toBe(true)
    await openPreferences()
    await openDetails()
    expect(await lost()).toEqual([])
    expect(await canBeReached('dialog')).toBe(true)
  })

  it('with forced colours: answers have a border, and a switch shows where it stands', async () => {
    await visit({ forcedColors: 'active' })
    const border = await ours('.banner .choice')
      .first()
      .evaluate((choice) => {
        const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(choice)
        return [borderTopWidth, borderTopColor !== backgroundColor]
      })
    expect(border).toEqual(['2px', true])
    await openPreferences()
    const knob = () =>
      ours('[data-category=analytics]').evaluate((input) => {
        const { left, backgroundColor } = getComputedStyle(input, '::before')
        return [left, backgroundColor !== getComputedStyle(input).backgroundColor]
      })
    const off = await knob()
    await ours('[data-category=analytics]').click()
    const on = await knob()
    expect([off[1], on[1], off[0] !== on[0]]).toEqual([true, true, true])
  })

  it('with reduced motion: nothing of ours moves, there or elsewhere', async () => {
    await visit({ reducedMotion: 'reduce' })
    await openPreferences()
    const moving = await ours('*').evaluateAll(
      (all) =>
        all.filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element)
          return transitionDuration !== '0s' || animationName !== 'none'
        }).length,
    )
    expect(moving).toBe(0)
  })
})

describe('a target is at least 24 pixels wide and high', () => {
  it.each(Object.keys(states))('on %s', async (state) => {
    await visit()
    await states[state]?.()
    const small = await ours('button:visible, input:visible, summary:visible, a:visible').evaluateAll((targets) =>
      targets
        // A link within a sentence is as high as its line (2.5.8, inline).
        .filter((target) => !(target.localName === 'a' && target.closest('.banner, .body > p')))
        .map((target) => [target.textContent, target.getBoundingClientRect()] as const)
        .filter(([, { width, height }]) => width < 24 || height < 24)
        .map(([text, { width, height }]) => `${text} ${width} × ${height}`),
    )
    expect(small).toEqual([])
  })
})
