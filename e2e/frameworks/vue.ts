import type { Check } from '../essential/check.ts'
import type { VueApp } from './apps/vue.ts'

type Page = Window & { app: VueApp; started: Awaited<ReturnType<VueApp['start']>> }

/** What a small Vue app does, from the bundle at `file`; `server` renders the markup that it takes over. */
export const vueChecks = (file: string, server: (tracker: string) => Promise<string>): Check[] => [
  {
    name: `${file}: a template with lists, text as markup, transitions, a teleport and its end`,
    page: () => ({
      head: '<style>.fade-leave-active { transition: opacity 30ms } .fade-leave-to { opacity: 0 }</style>',
      body: `<div id="root"></div><script src="/${file}.js"></script>`,
    }),
    async run({ tab }) {
      await tab.evaluate(async () => {
        const page = window as unknown as Page
        page.started = await page.app.start(document.querySelector('#root') as Element, window.at('tracker', ''))
      })
      await tab.waitForSelector('[data-price="250"]')
      const items = () => tab.locator('#root li').allTextContents()
      const told: unknown[] = [(await items()).map((text) => text.trim())]
      await tab.click('#root li:nth-child(2)')
      await tab.fill('#root input', 'sofa')
      await tab.press('#root input', 'Enter')
      await tab.click('#root button')
      await tab.waitForFunction(
        () => document.querySelector('aside')?.textContent === '3 items' && document.querySelectorAll('#root li').length === 3,
      )
      told.push((await items()).map((text) => text.trim()))
      told.push(
        await tab.evaluate(() => {
          const html = document.querySelector('#root section > div') as Element
          const film = document.querySelector<HTMLIFrameElement>('#root [title=film]')
          return [
            html.firstElementChild?.outerHTML,
            html.children.length,
            film?.src === window.at('tracker', '/frame?film'),
            document.querySelector('#root i')?.textContent,
          ]
        }),
      )
      await tab.click('.close')
      await tab.waitForFunction(() => !document.querySelector('.box'))
      told.push(
        await tab.evaluate(async () => {
          const { lines, errors, end, settled } = (window as unknown as Page).started
          await settled()
          const aside = document.querySelector('body > aside')?.textContent
          end()
          return [lines, errors, aside, document.querySelector('aside'), document.querySelector('#root')?.innerHTML]
        }),
      )
      return told
    },
    gives: [
      ['chair', 'table', 'lamp'],
      ['lamp', 'chair', 'sofa'],
      ['<b>bold</b>', 3, true, 'later'],
      [['left'], [], '3 items', null, ''],
    ],
  },
  {
    name: `${file}: markup of a server with frames and images that wait, taken over without a difference`,
    async run({ tab, shop, own }) {
      const tracker = await tab.evaluate(() => window.at('tracker', ''))
      shop.write({ body: `<div id="root">${await server(tracker)}</div><script src="/${file}.js"></script>` })
      await tab.goto(own('/'))
      return tab.evaluate(async () => {
        const root = document.querySelector('#root') as Element
        const [section, film] = [root.firstElementChild, root.querySelector('iframe')]
        const warnings = (window as unknown as Page).app.hydrate(root, window.at('tracker', ''))
        root.querySelector('button')?.click()
        await new Promise((done) => setTimeout(done, 30))
        return [
          warnings,
          root.firstElementChild === section,
          root.querySelector('iframe') === film,
          root.querySelector('button')?.textContent,
          root.querySelectorAll('iframe').length,
        ]
      })
    },
    gives: [[], true, true, '2 items', 2],
  },
]
