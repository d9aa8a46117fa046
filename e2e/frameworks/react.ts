import type { Check } from '../essential/check.ts'
import type { ReactApp } from './apps/react.ts'

/** The app, as its bundle puts it on the page. */
type Page = Window & { app: ReactApp; started: ReturnType<ReactApp['start']> }

const rendered =
  '<section class="shop" data-price="250"><ul><li>chair</li><li>table</li></ul><label for=ID>Add</label><input id=ID><button type="button">Turn</button>'

/** What a small React app does, from the bundle at `file`; `server` renders the markup that it takes over. */
export const reactChecks = (file: string, server: (tracker: string) => string): Check[] => [
  {
    name: `${file}: state, effects, a portal, events and its end`,
    page: () => ({ body: `<div id="root"></div><div id="portal"></div><script src="/${file}.js"></script>` }),
    async run({ tab }) {
      await tab.evaluate(() => {
        const page = window as unknown as Page
        page.started = page.app.start(
          document.querySelector('#root') as Element,
          window.at('tracker', ''),
          document.querySelector('#portal') as Element,
        )
      })
      await tab.waitForSelector('[data-price="250"]')
      const markup = await tab.locator('#root').innerHTML()
      await tab.click('#root li:first-child')
      await tab.fill('#root input', 'lamp')
      await tab.press('#root input', 'Enter')
      await tab.click('#root button')
      return tab.evaluate(async (markup) => {
        const { lines, errors, end } = (window as unknown as Page).started
        const root = document.querySelector('#root') as Element
        const items = [...root.querySelectorAll('li')].map(({ textContent }) => textContent)
        const portal = document.querySelector('#portal aside')?.textContent
        const kinds = [...root.querySelectorAll('img,iframe')].map(({ localName }) => localName)
        const own = root.querySelector<HTMLIFrameElement>('[title="own frame"]')?.contentWindow as (Window & { said?: string }) | null
        const said = own?.said
        const film = root.querySelector<HTMLIFrameElement>('[title=film]')
        const address = film?.src === window.at('tracker', '/frame') && film.getAttribute('src') === film.src
        end()
        await new Promise((done) => setTimeout(done, 30))
        return [
          markup.replaceAll(/="[^"]*r[^"]*"(?=>Add|><button)/g, '=ID').slice(0, 130),
          items,
          portal,
          kinds,
          said,
          address,
          lines,
          errors,
          root.innerHTML,
        ]
      }, markup)
    },
    gives: [
      rendered.slice(0, 130),
      ['lamp', 'table'],
      '2 items',
      ['img', 'iframe', 'img', 'iframe', 'img'],
      'by the frame',
      true,
      ['mounted film', 'unmounted'],
      [],
      '',
    ],
  },
  {
    name: `${file}: markup of a server with frames and images that wait, taken over without a difference`,
    page: (at) => ({
      body: `<div id="root">${server(at('tracker', '').replace(/\/$/, ''))}</div><div id="portal"></div><script src="/${file}.js"></script>`,
    }),
    async run({ tab }) {
      await tab.evaluate(() => {
        const page = window as unknown as Page
        const root = document.querySelector('#root') as Element
        Object.assign(window, { section: root.firstElementChild, film: root.querySelector('iframe') })
        page.started = page.app.start(root, window.at('tracker', ''), document.querySelector('#portal') as Element)
      })
      await tab.waitForSelector('[data-price="250"]')
      await tab.click('#root li:first-child')
      await tab.click('#root button')
      return tab.evaluate(() => {
        const { lines, errors } = (window as unknown as Page).started
        const { section, film } = window as unknown as { section: Element; film: Element }
        const root = document.querySelector('#root') as Element
        return [
          root.firstElementChild === section,
          root.querySelector('iframe') === film,
          [...root.querySelectorAll('li')].map(({ textContent }) => textContent),
          lines,
          errors,
        ]
      })
    },
    gives: [true, true, ['table'], ['mounted film'], []],
  },
  {
    name: `${file}: what belongs into the head, what comes later, and what fails`,
    page: () => ({ body: `<div id="root"></div><script src="/${file}.js"></script>` }),
    run: ({ tab }) =>
      tab.evaluate(() => (window as unknown as Page).app.further(document.querySelector('#root') as Element, window.at('tracker', ''))),
    gives: ['', 'laterof the app', 'By React', 'react', 'one', ''],
  },
]
