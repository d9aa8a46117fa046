import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Mode, type Shop, startShop } from './essential/shop.ts'
import { decide, type State } from './essential/states.ts'
import { expressions } from './fidelity/expressions.ts'
import { heldExpressions } from './fidelity/held.ts'
import { markup } from './fidelity/markup.ts'
import { sequences } from './fidelity/sequences.ts'
import { teller } from './fidelity/tell.ts'

let shop: Shop
let bare: Visitor
beforeAll(async () => {
  shop = await startShop()
  shop.write({ body: '<div id="place"></div>' })
  bare = await aVisitor(shop.browser)
  await bare.context.addInitScript(teller)
})
afterAll(() => shop.close())

const situations: [Mode, State][] = [
  ['marked', 'undecided'],
  ['automatic', 'undecided'],
  ['automatic', 'all'],
  ['strict', 'undecided'],
  ['strict', 'all'],
]

describe.each(situations)('on a page in %s mode, %s', (mode, state) => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await aVisitor(shop.browser)
    await visitor.context.addInitScript(teller)
    await decide(visitor.page, shop.address(mode), state)
  })
  afterAll(() => visitor.context.close())

  /** The same on a page with us and on one without. */
  const onBoth = async <T>(run: (visitor: Visitor) => Promise<T>): Promise<[withUs: T, without: T]> => [await run(visitor), await run(bare)]
  const openBoth = async () => {
    await Promise.all([visitor.page.goto(shop.address(mode)), bare.page.goto(shop.address('bare'))])
    if (state === 'undecided') await visitor.page.locator('#kakburk .banner').waitFor()
  }

  describe('everything that the browser put there', () => {
    it.each(['the page', 'a frame of the page', 'a frame that lies in the page’s source'])('is as it was, in %s', async (where) => {
      shop.write({ body: '<div id="place"></div><iframe src="/frame.html"></iframe>' })
      await openBoth()
      const [withUs, without] = await onBoth(({ page }) =>
        page.evaluate((where) => {
          if (where === 'the page') return window.signatures(globalThis)
          const frame =
            where === 'a frame of the page'
              ? document.body.appendChild(document.createElement('iframe'))
              : (document.querySelector('iframe') as HTMLIFrameElement)
          return window.signatures(frame.contentWindow as unknown as typeof globalThis)
        }, where),
      )
      shop.write({ body: '<div id="place"></div>' })
      expect(differences(withUs, without)).toEqual([])
    })
  })

  describe.each(Object.keys(expressions))('%s', (kind) => {
    beforeAll(openBoth)
    it.each(expressions[kind] ?? [])('%s', async (expression) => {
      const [withUs, without] = await onBoth((visitor) => evaluate(visitor, expression))
      expect(withUs).toEqual(without)
    })
  })

  describe('an element that waits reads', () => {
    beforeAll(openBoth)
    it.each(heldExpressions)('%s', async (expression) => {
      const [withUs, without] = await onBoth((visitor) => evaluate(visitor, expression))
      expect(withUs).toEqual(without)
    })
  })

  describe('the markup', () => {
    beforeAll(openBoth)
    it.each(markup)('in <%s>: %s', async (context, text) => {
      const [withUs, without] = await onBoth(({ page }) => page.evaluate(writeMarkup, { context, text }))
      expect(withUs).toEqual(without)
    })
  })

  describe('the page hears the same of', () => {
    beforeEach(openBoth)
    it.each(Object.entries(sequences))('%s', async (_, run) => {
      const [withUs, without] = await onBoth(async ({ page }) =>
        page.locator('#place').evaluate(async (place, run) => new Function('place', `return (${run})(place)`)(place), String(run)),
      )
      expect(withUs).toEqual(without)
    })
  })
})

/** The lines that one page has and the other has not, with the name that they stand under. */
const differences = (withUs: Record<string, unknown>, without: Record<string, unknown>): string[] => {
  const linesOf = (all: Record<string, unknown>) =>
    Object.entries(all).flatMap(([name, lines]) => (lines as unknown[]).map((line, place) => `${name} ${place}: ${line}`))
  const [ours, theirs] = [new Set(linesOf(withUs)), new Set(linesOf(without))]
  return [
    ...[...ours].filter((line) => !theirs.has(line)).map((line) => `+ ${line}`),
    ...[...theirs].filter((line) => !ours.has(line)).map((line) => `- ${line}`),
  ]
}

/** What an expression comes to, or which error it throws, with the page's own host called HOST. */
const evaluate = async ({ page }: Visitor, expression: string): Promise<unknown> => {
  const told = await page.evaluate(`(async () => {
    let place = document.querySelector('#place')
    const fresh = place.cloneNode()
    for (const { name } of [...fresh.attributes]) if (name !== 'id') fresh.removeAttribute(name)
    place.replaceWith(fresh)
    place = fresh
    const log = window.log = []
    const tracker = (path) => at('tracker', path)
    try {
      return tell(await (${expression}))
    } catch (error) {
      return 'throws ' + (error instanceof DOMException ? 'DOM ' : '') + error?.name + ': ' + error?.message
    }
  })()`)
  return JSON.parse(
    JSON.stringify(told ?? null)
      .replaceAll(new URL(page.url()).host, 'HOST')
      .replaceAll(new URL(page.url()).hostname, 'HOST'),
  )
}

/** Writes markup into an element in every way there is, and tells what lies there then. */
const writeMarkup = ({ context, text }: { context: string; text: string }) => {
  const namespace = { svg: 'http://www.w3.org/2000/svg', g: 'http://www.w3.org/2000/svg', foreignObject: 'http://www.w3.org/2000/svg' }
  const make = () =>
    context === 'math'
      ? document.createElementNS('http://www.w3.org/1998/Math/MathML', 'math')
      : context in namespace
        ? document.createElementNS(namespace[context as 'svg'], context)
        : document.createElement(context)
  const place = document.querySelector('#place') as HTMLElement
  const inside = (element: Element) => (element instanceof HTMLTemplateElement ? element.content : element)
  const kinds = (element: Element) =>
    [...inside(element).querySelectorAll('*')].map(({ namespaceURI, nodeName }) => `${namespaceURI?.slice(-4)} ${nodeName}`)
  const ways: ((element: Element & { setHTMLUnsafe?(text: string): void }) => void)[] = [
    (element) => {
      element.innerHTML = text
    },
    (element) => element.insertAdjacentHTML('beforeend', text),
    (element) => element.insertAdjacentHTML('afterbegin', text),
    (element) => element.setHTMLUnsafe?.(text),
    (element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      element.append(range.createContextualFragment(text))
    },
    (element) => {
      element.innerHTML = '<br>'
      if (element.firstElementChild) element.firstElementChild.outerHTML = text
    },
    (element) => {
      element.innerHTML = text
      const { innerHTML } = element
      element.innerHTML = innerHTML
    },
  ]
  const written = ways.flatMap((write) =>
    [false, true].map((connected) => {
      const element = make()
      // A script that is in the page would run what it is given.
      if (connected && !['script', 'html', 'body', 'head', 'style'].includes(context) && !/never runs/.test(text)) place.append(element)
      try {
        write(element)
      } catch (error) {
        return (error as Error).message
      }
      const told = [element.innerHTML, element.outerHTML, inside(element).childNodes.length, kinds(element)]
      element.remove()
      return told
    }),
  )
  const parsed = new DOMParser().parseFromString(text, 'text/html')
  return [written, parsed.documentElement.outerHTML, parsed.defaultView]
}
