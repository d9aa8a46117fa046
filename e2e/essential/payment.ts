import { type Check, inPage, inSource } from './check.ts'

/** Checkouts, captchas and the ways to a bank and back. */
export const paymentChecks: Check[] = [
  inSource(
    'a Klarna checkout: script, session, frame and messages',
    (at) => ({ body: `<div id="kco"></div><script src="${at('klarna', '/kco.js')}"></script>` }),
    () =>
      new Promise((done) =>
        (window as unknown as { Klarna: { Payments: { load(o: object, done: (told: unknown) => void): void } } }).Klarna.Payments.load(
          { container: '#kco' },
          done,
        ),
      ),
    {
      session: { host: 'klarna', method: 'POST', body: '{"order":1}' },
      answer: { answered: 'pay', by: 'klarna' },
      src: true,
    },
  ),
  inPage(
    'a Klarna checkout whose script comes later, and calls back',
    () =>
      new Promise((done) => {
        Object.assign(window, { klarnaAsyncCallback: () => done(typeof (window as { Klarna?: unknown }).Klarna) })
        const script = document.createElement('script')
        script.async = true
        script.setAttribute('src', window.at('klarna', '/kco.js'))
        document.body.appendChild(script)
      }),
    'object',
  ),
  inSource(
    'a PayEx hosted view: markup written as text, fetch with cookies, messages',
    (at) => ({ body: `<div id="payex-view"></div><script src="${at('payex', '/px.js')}"></script>` }),
    () =>
      new Promise((done) =>
        (window as unknown as { payex: { hostedView: { checkout(o: object): { open(): void } } } }).payex.hostedView
          .checkout({ container: 'payex-view', onPaid: done })
          .open(),
      ),
    { session: { host: 'payex', method: 'POST', body: 'order=1' }, by: 'payex', width: '300' },
  ),
  ...['recaptcha', 'hcaptcha'].map((host) =>
    inSource(
      `${host}: a script that inserts another, its frame and its field`,
      (at) => ({
        head: `<script>window.solved = new Promise((done) => { window.onSolved = done }); window.onReady = () => { window.ready = true }</script><script src="${at(host, '/captcha.js?onload=onReady&render=explicit')}" async defer></script>`,
        body: `<form><div data-sitekey="key" data-callback="onSolved"></div></form>`,
      }),
      async () => [
        await (window as unknown as { solved: Promise<string> }).solved,
        (window as { ready?: boolean }).ready,
        document.querySelector<HTMLTextAreaElement>('[name=captcha-response]')?.value,
      ],
      [`solve by ${host}`, true, `solve by ${host}`],
    ),
  ),
  inSource(
    'frames of checkouts in the page’s source, one of them with the bank inside',
    (at) => ({
      head: `<script>heard = []; addEventListener('message', ({ data }) => heard.push(data.ready))</script>`,
      body: `<iframe src="${at('klarna', '/frame')}" allow="payment *" width="320" height="80"></iframe><iframe src="${at('payex', '/frame-with-bank')}"></iframe>`,
    }),
    async () => {
      const { heard } = window as unknown as { heard: string[] }
      for (const until = Date.now() + 3_000; heard.length < 3 && Date.now() < until; ) await new Promise((done) => setTimeout(done, 20))
      const [frame] = document.querySelectorAll('iframe')
      return [[...heard].sort(), frame?.getAttribute('allow'), frame?.width, new URL(frame?.src ?? '').pathname]
    },
    [['bank', 'klarna', 'payex'], 'payment *', '320', '/frame'],
  ),
  {
    name: 'a form into the frame of a checkout',
    page: (at) => ({
      body: `<iframe name="pay"></iframe><form method="post" action="${at('payex', '/pay')}" target="pay"><input name="order" value="7"><button>Pay</button></form>`,
    }),
    async run({ tab }) {
      await tab.click('button:has-text("Pay")')
      return JSON.parse((await tab.frameLocator('[name=pay]').locator('pre').textContent()) ?? '')
    },
    gives: { host: 'payex', method: 'POST', path: '/pay', body: 'order=7' },
  },
  ...(['klarna', 'bank'] as const).flatMap((host): Check[] => [
    {
      name: `a form that is sent to ${host}`,
      page: (at) => ({
        body: `<form method="post" action="${at(host, '/pay?form')}"><input name="order" value="7"><button>Pay</button></form>`,
      }),
      async run({ tab }) {
        await Promise.all([tab.waitForURL(`**/pay?form`), tab.click('button:has-text("Pay")')])
        return JSON.parse((await tab.locator('pre').textContent()) ?? '')
      },
      gives: { host, method: 'POST', path: '/pay?form', body: 'order=7' },
    },
    {
      name: `a form of the shop’s own that answers with a redirect to ${host}`,
      page: (at) => ({
        body: `<form method="post" action="/api/redirect?${encodeURIComponent(at(host, '/pay?303'))}"><input name="order" value="7"><button>Pay</button></form>`,
      }),
      async run({ tab }) {
        await Promise.all([tab.waitForURL(`**/pay?303`), tab.click('button:has-text("Pay")')])
        return JSON.parse((await tab.locator('pre').textContent()) ?? '')
      },
      gives: { host, method: 'GET', path: '/pay?303', body: '' },
    },
  ]),
  {
    name: 'every way to go to a bank that nobody declared: location, a link, a form made by script, a meta refresh',
    page: (at) => ({ body: `<a id="link" href="${at('bank', '/pay?link')}" rel="noopener">Pay</a>` }),
    async run({ tab, own }) {
      const ways: [string, () => void][] = [
        ['href', () => Object.assign(location, { href: window.at('bank', '/pay?href') })],
        ['location', () => Object.assign(window, { location: window.at('bank', '/pay?location') })],
        ['assign', () => location.assign(window.at('bank', '/pay?assign'))],
        ['replace', () => location.replace(window.at('bank', '/pay?replace'))],
        ['open', () => void window.open(window.at('bank', '/pay?open'), '_self')],
        ['link', () => document.querySelector<HTMLElement>('#link')?.click()],
        [
          'made',
          () => {
            const form = document.createElement('form')
            form.method = 'POST'
            form.action = window.at('bank', '/pay?made')
            form.innerHTML = '<input name="order" value="7">'
            document.body.appendChild(form)
            form.submit()
          },
        ],
        [
          'refresh',
          () =>
            document.head.insertAdjacentHTML(
              'beforeend',
              `<meta http-equiv="refresh" content="0;url=${window.at('bank', '/pay?refresh')}">`,
            ),
        ],
      ]
      const arrived: string[] = []
      for (const [name, go] of ways) {
        await tab.goto(own('/'))
        await Promise.all([tab.waitForURL(`**/pay?${name}`), tab.evaluate(go)])
        arrived.push(name)
      }
      return arrived
    },
    gives: ['href', 'location', 'assign', 'replace', 'open', 'link', 'made', 'refresh'],
  },

  {
    name: 'a way back from the bank, by a form, with the visitor still logged in',
    async run({ tab, own }) {
      await tab.evaluate(() => {
        document.cookie = 'customer=anna; path=/; SameSite=Lax'
      })
      const address = await tab.evaluate((back) => window.at('bank', `/return?${encodeURIComponent(back)}`), own('/form?back'))
      await Promise.all([tab.waitForURL('**/form?back'), tab.evaluate((to) => location.assign(to), address)])
      const told = JSON.parse((await tab.locator('pre').textContent()) ?? '')
      await tab.goto(own('/'))
      return [told.method, told.body, await tab.evaluate(() => document.cookie.includes('customer=anna'))]
    },
    gives: ['POST', 'paid=1', true],
  },
  {
    name: 'a checkout in a window of its own, which tells its opener',
    page: () => ({ body: '<button id="open">Pay</button>' }),
    async run({ tab }) {
      await tab.evaluate(() => {
        document.querySelector('#open')?.addEventListener('click', () => {
          const heard = new Promise((done) =>
            addEventListener('message', ({ data, origin }) => done([data, origin === new URL(window.at('klarna', '/')).origin]), {
              once: true,
            }),
          )
          const opened = window.open(window.at('klarna', '/popup'), 'pay', 'width=300,height=300')
          Object.assign(window, { heard, opened: opened !== null })
        })
      })
      await tab.click('#open')
      return tab.evaluate(async () => {
        const { heard, opened } = window as unknown as { heard: Promise<unknown>; opened: boolean }
        return [await heard, opened]
      })
    },
    gives: [[{ paid: 'klarna' }, true], true],
  },
  inPage('calls to a checkout: fetch, XHR, beacon, web socket, image', async () => {
    const { host } = await fetch(window.at('klarna', '/session'), { credentials: 'include' }).then((answer) => answer.json())
    const byRequest = await new Promise((done) => {
      const request = new XMLHttpRequest()
      request.open('GET', window.at('payex', '/session'))
      request.onload = () => done(JSON.parse(request.response).host)
      request.send()
    })
    const socket = new WebSocket(window.at('klarna', '/status').replace('http', 'ws'))
    const echoed = await new Promise((done) => {
      socket.onopen = () => socket.send('paid?')
      socket.onmessage = ({ data }) => done(data)
    })
    socket.close()
    const image = new Image()
    image.src = window.at('klarna', '/logo.svg')
    await image.decode()
    return [host, byRequest, echoed, image.naturalWidth, navigator.sendBeacon(window.at('payex', '/session'), 'b')]
  }, ['klarna', 'payex', 'paid?', 9, true]),
]
