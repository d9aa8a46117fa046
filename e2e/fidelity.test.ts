import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Mode, type Shop, startShop } from './essential/shop.ts'
import { decide, type State } from './essential/states.ts'
import { expressions } from './fidelity/expressions.ts'
import { heldExpressions } from './fidelity/held.ts'
import { markup } from './fidelity/markup.ts'
import { sequences } from './fidelity/sequences.ts'
import { teller } from './fidelity/tell.ts'

const situations: [Mode, State][] = [
  ['marked', 'undecided'],
  ['automatic', 'undecided'],
  ['automatic', 'all'],
  ['strict', 'undecided'],
  ['strict', 'all'],
]

type Page = { visitor: Visitor; open(): Promise<unknown> }

let shop: Shop
/** A page without us, and one with us for each situation, by its name. */
let bare: Page
let ours: [situation: string, page: Page][]
beforeAll(async () => {
  shop = await startShop()
  shop.write({ body: '<div id="place"></div>' })
  bare = await aPage('bare')
  ours = await Promise.all(situations.map(async ([mode, state]) => [`${mode}, ${state}`, await aPage(mode, state)]))
})
afterAll(() => shop.close())

const aPage = async (mode: Mode | 'bare', state?: State): Promise<Page> => {
  const visitor = await aVisitor(shop.browser)
  await visitor.context.addInitScript(teller)
  if (state) await decide(visitor.page, shop.address(mode), state)
  return {
    visitor,
    async open() {
      await visitor.page.goto(shop.address(mode))
      if (state === 'undecided') await visitor.page.locator('#kakburk .banner').waitFor()
    },
  }
}

const openAll = async () => void (await Promise.all([bare, ...ours.map(([, page]) => page)].map((page) => page.open())))

/** The same on the page without us and on every page with us. */
const onAll = async <T>(run: (visitor: Visitor) => Promise<T>): Promise<[without: T, withUs: [situation: string, T][]]> => {
  const runs = ours.map(async ([situation, { visitor }]): Promise<[string, T]> => [situation, await run(visitor)])
  return Promise.all([run(bare.visitor), Promise.all(runs)])
}

/** Holds every page with us to what comes of it on the one without. */
const expectSame = async (run: (visitor: Visitor) => Promise<unknown>) => {
  const [without, withUs] = await onAll(run)
  expect(Object.fromEntries(withUs)).toEqual(Object.fromEntries(withUs.map(([situation]) => [situation, without])))
}

describe('everything that the browser put there', () => {
  it.each(['the page', 'a frame of the page', 'a frame that lies in the page’s source'])('is as it was, in %s', async (where) => {
    shop.write({ body: '<div id="place"></div><iframe src="/frame.html"></iframe>' })
    await openAll()
    const [without, withUs] = await onAll(({ page }) =>
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
    expect(withUs.flatMap(([situation, found]) => differences(found, without).map((line) => `${situation}: ${line}`))).toEqual([])
  })
})

describe.each(Object.keys(expressions))('%s', (kind) => {
  beforeAll(openAll)
  it.each(expressions[kind] ?? [])('%s', (expression) => expectSame((visitor) => evaluate(visitor, expression)))
})

describe('an element that waits reads', () => {
  beforeAll(openAll)
  it.each(heldExpressions)('%s', (expression) => expectSame((visitor) => evaluate(visitor, expression)))
})

describe('the markup', () => {
  beforeAll(openAll)
  it.each(markup)('in <%s>: %s', (context, text) => expectSame(({ page }) => page.evaluate(writeMarkup, { context, text })))
})

describe('the page hears the same of', () => {
  beforeEach(openAll)
  it.each(Object.entries(sequences))('%s', (_, run) =>
    expectSame(({ page }) =>
      page.locator('#place').evaluate(async (place, run) => new Function('place', `return (${run})(place)`)(place), String(run)),
    ),
  )
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
