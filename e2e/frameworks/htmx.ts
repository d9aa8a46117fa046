import type { Check } from '../essential/check.ts'

const head = '<script src="/htmx.js"></script>'

/** Fragments that the shop's server answers htmx with. */
export const htmxFiles: Record<string, [type: string, text: string]> = {
  '/fragment.html': [
    'text/html; charset=utf-8',
    '<p id="first">first</p><p id="second">second</p><script>order.push(\'in the fragment\')</script>',
  ],
  '/swap.html': [
    'text/html; charset=utf-8',
    '<p class="swapped">swapped</p><script>order = [...(window.order ?? []), "swapped script"]</script><script src="/one.js"></script><img alt="" src="/picture.svg"><div id="cart" hx-swap-oob="true">2 items</div>',
  ],
  '/with-tracker.html': [
    'text/html; charset=utf-8',
    '<p class="swapped">with tracker</p><iframe title="film" src="TRACKER/frame"></iframe><script src="TRACKER/a.js"></script><img alt="" src="TRACKER/a.svg">',
  ],
  '/boosted.html': [
    'text/html; charset=utf-8',
    '<!doctype html><html><head><title>Boosted</title></head><body hx-boost="true"><h1>Boosted</h1><a id="back" href="/fragment.html">x</a><script>order = ["boosted script"]</script></body></html>',
  ],
}

/** The usual work of htmx. */
export const htmxChecks: Check[] = [
  {
    name: 'htmx: a swap with scripts and a part out of band',
    page: () => ({
      head,
      body: '<div id="cart">0 items</div><button hx-get="/swap.html" hx-target="#target">Load</button><div id="target">old</div>',
    }),
    async run({ tab }) {
      const heard = tab.evaluate(
        () =>
          new Promise((done) => {
            const events: string[] = []
            for (const name of ['htmx:beforeRequest', 'htmx:beforeSwap', 'htmx:oobAfterSwap', 'htmx:afterSwap', 'htmx:afterSettle']) {
              document.body.addEventListener(name, () => void events.push(name))
            }
            document.body.addEventListener('htmx:afterSettle', () => setTimeout(() => done([...new Set(events)].sort()), 50), {
              once: true,
            })
          }),
      )
      await tab.click('button:has-text("Load")')
      const events = await heard
      await tab.waitForFunction(() => window.order?.includes('one'))
      return tab.evaluate(
        (events) => [
          events,
          window.order,
          document.querySelector('#cart')?.textContent,
          document.querySelector('#target')?.children.length,
          document.querySelector('#target p')?.outerHTML,
        ],
        events,
      )
    },
    gives: [
      ['htmx:afterSettle', 'htmx:afterSwap', 'htmx:beforeRequest', 'htmx:beforeSwap', 'htmx:oobAfterSwap'],
      ['swapped script', 'one'],
      '2 items',
      4,
      '<p class="swapped">swapped</p>',
    ],
  },
  {
    name: 'htmx: a form by POST, triggers, ways of swapping, values and headers',
    page: () => ({
      head,
      body: `<form hx-post="/api/echo" hx-target="#told" hx-headers='{"X-CSRF-Token":"token"}'><input name="a" value="1"><button>Send</button></form><pre id="told"></pre>
        <div hx-get="/fragment.html" hx-trigger="load" hx-swap="outerHTML" hx-select="#second">waits</div><ul id="list"><li>1</li></ul>
        <button id="more" hx-get="/fragment.html" hx-select="#first" hx-target="#list" hx-swap="beforeend" hx-vals='{"page":2}'>More</button>`,
    }),
    async run({ tab, askedFor }) {
      await tab.evaluate(() => {
        window.order = []
      })
      await tab.waitForSelector('#second')
      await tab.click('button:has-text("Send")')
      await tab.waitForFunction(() => document.querySelector('#told')?.textContent !== '')
      await tab.click('#more')
      await tab.waitForSelector('#list #first')
      const { method, body, csrf } = JSON.parse((await tab.textContent('#told')) ?? '')
      return [
        method,
        body,
        csrf,
        await tab.locator('#list > *').count(),
        askedFor('/fragment.html?page=2').map(({ headers }) => headers['hx-request']),
      ]
    },
    gives: ['POST', 'a=1', 'token', 2, ['true']],
  },
  {
    name: 'htmx: a boosted link and the way back',
    page: () => ({ head, body: '<div hx-boost="true"><a id="on" href="/boosted.html">On</a></div><p id="here">here</p>' }),
    async run({ tab }) {
      await tab.evaluate(() => Object.assign(window, { same: true }))
      await tab.click('#on')
      await tab.waitForFunction(() => document.querySelector('h1')?.textContent === 'Boosted')
      const there = await tab.evaluate(() => [location.pathname, document.title, (window as { same?: boolean }).same, window.order])
      await tab.goBack()
      await tab.waitForSelector('#here')
      return [there, new URL(tab.url()).pathname]
    },
    gives: [['/boosted.html', 'Boosted', true, ['boosted script']], '/'],
  },
  {
    name: 'htmx: a swap of what waits for a yes',
    page: () => ({ head, body: '<button hx-get="/with-tracker.html" hx-target="#target">Load</button><div id="target">old</div>' }),
    async run({ tab }) {
      await tab.click('button:has-text("Load")')
      await tab.waitForSelector('.swapped')
      await tab.waitForTimeout(100)
      return tab.evaluate(() => {
        const target = document.querySelector('#target') as Element
        const film = target.querySelector('iframe')
        return [[...target.children].map(({ localName }) => localName), film?.src === window.at('tracker', '/frame'), film?.title]
      })
    },
    gives: [['p', 'iframe', 'script', 'img'], true, 'film'],
  },
]
