/**
 * Measures what the gate costs a page, in one run beside the same page without it: script time, largest paint, and calls that pages make
 * often, on first-party things. The two take turns, page views are medians, calls the quickest round. `BENCH_LOADS` (30) and `BENCH_ROUNDS` (15) say how often.
 */
import { createServer } from 'node:http'
import type { Page } from 'playwright-core'
import { launch } from '../e2e/browser.ts'
import { createWorld, freePort } from '../e2e/world.ts'

const loads = Number(process.env.BENCH_LOADS ?? 30)
const rounds = Number(process.env.BENCH_ROUNDS ?? 15)
const count = 10_000

const world = await createWorld()
const port = await freePort()
const shop = `http://shop.localhost:${port}`
const tag = world.publish({
  site: 'shop',
  origins: [shop],
  controller: { name: 'Shop AB', contact: 'privacy@shop.example', privacyPage: `${shop}/privacy` },
  languages: ['sv'],
  services: ['shop-cart', 'login-session', 'remembered-login', 'google-analytics', 'facebook-pixel'],
} as { site: string })
await world.start()

const guard = tag.split('\n')[1] ?? ''
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="500"><rect width="900" height="500" fill="#357"/></svg>'
const goods = Array.from(
  { length: 60 },
  (_, n) =>
    `<article><h2>Window ${n}</h2><img src="/p${n}.svg" width="90" height="50" alt=""><p>Oak, two panes, delivered in ten days.</p></article>`,
)
const page = (head: string) =>
  `<!doctype html><html lang="sv"><head>${head}<meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/shop.css"></head>` +
  `<body><img src="/large.svg" width="900" height="500" alt=""><script src="/shop.js"></script>${goods.join('')}</body></html>`
const heads: Record<string, string> = { '/bare': '', '/guard': guard, '/gate': tag }

const server = createServer((request, response) => {
  const path = request.url?.split('?')[0] ?? ''
  const [type, text] =
    path in heads
      ? ['text/html', page(heads[path] ?? '')]
      : path.endsWith('.svg')
        ? ['image/svg+xml', picture]
        : path.endsWith('.js')
          ? ['text/javascript', 'for(let n=0;n<200;n++)document.body.appendChild(document.createElement("i")).textContent="x"']
          : path.endsWith('.css')
            ? ['text/css', 'article{float:left;width:200px}']
            : ['text/plain', '']
  response.writeHead(200, { 'content-type': type as string, 'cache-control': 'no-store' }).end(text)
})
await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
const browser = await launch()

/** Of repeated work the quickest round is the one that nothing else disturbed. */
const least = (numbers: number[]): number => Math.min(...numbers)

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** A visitor in one of the states, on a page that they come back to. */
const visitorWho = async (answer: string): Promise<Page> => {
  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto(`${shop}/gate`)
  if (answer) await visitor.evaluate(answer)
  await visitor.waitForTimeout(500)
  return visitor
}

const load = async (visitor: Page, path: string) => {
  const session = await visitor.context().newCDPSession(visitor)
  await session.send('Performance.enable')
  await visitor.goto(shop + path, { waitUntil: 'load' })
  await visitor.waitForTimeout(150)
  const { metrics } = await session.send('Performance.getMetrics')
  const script = (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
  const paint = await visitor.evaluate(
    () =>
      new Promise<number>((done) =>
        new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        }),
      ),
  )
  await session.detach()
  return { script, paint }
}

/** Calls that a page makes often, each run `count` times; the page's own clock says how long. */
const calls: Record<string, string> = {
  'createElement and appendChild': "const p=document.createElement('div');return()=>p.appendChild(document.createElement('div'))",
  createElement: "return()=>document.createElement('div')",
  appendChild: "const p=document.createElement('div'),c=document.createElement('div');return()=>p.appendChild(c)",
  'appendChild into the document': 'const c=document.createElement("div");return()=>document.body.appendChild(c)',
  insertBefore:
    "const p=document.createElement('div'),c=document.createElement('div'),r=p.appendChild(document.createElement('b'));return()=>p.insertBefore(c,r)",
  setAttribute: "const e=document.createElement('div');return n=>e.setAttribute('class','c'+n)",
  getAttribute: "const e=document.createElement('div');e.id='a';return()=>e.getAttribute('id')",
  textContent: "const e=document.createElement('div');return n=>{e.textContent='x'+n}",
  'innerHTML of a paragraph': "const e=document.createElement('div');return n=>{e.innerHTML='<p>x'+n+'</p>'}",
  'innerHTML with a picture':
    "const e=document.createElement('template').content.appendChild(document.createElement('div'));return n=>{e.innerHTML='<p><img src=/p.svg>x'+n+'</p>'}",
  'document.cookie': "return n=>{document.cookie='cart='+n+'; path=/'}",
  'localStorage.setItem': "return n=>localStorage.setItem('cart',n)",
  fetch: "const c=new AbortController();c.abort();return()=>{fetch('/stock',{signal:c.signal}).catch(()=>{})}",
}

const timeOf = (visitor: Page, body: string): Promise<number> =>
  visitor.evaluate(
    ([code, times]) => {
      const call = new Function(code as string)()
      for (let n = 0; n < 500; n++) call(n)
      const start = performance.now()
      for (let n = 0; n < (times as number); n++) call(n)
      return performance.now() - start
    },
    [body, count] as const,
  )

const states: [string, string][] = [
  ['undecided', ''],
  ['refused', 'kakburk.rejectAll()'],
  ['all granted', 'kakburk.acceptAll()'],
]

for (const [state, answer] of states) {
  const visitor = await visitorWho(answer)
  const seen: Record<string, { script: number[]; paint: number[] }> = {}
  for (let n = 0; n < loads; n++) {
    for (const path of ['/bare', '/gate', ...(state === 'undecided' ? ['/guard'] : [])]) {
      const { script, paint } = await load(visitor, path)
      seen[path] ??= { script: [], paint: [] }
      seen[path].script.push(script)
      seen[path].paint.push(paint)
    }
  }
  console.log(`\nA page view, ${state}: medians of ${loads}, in milliseconds`)
  console.table(
    Object.fromEntries(
      Object.entries(seen).map(([path, { script, paint }]) => [
        path.slice(1),
        { script: +median(script).toFixed(1), 'largest paint': +median(paint).toFixed(0) },
      ]),
    ),
  )

  const other = await visitor.context().newPage()
  await visitor.goto(`${shop}/gate`)
  await other.goto(`${shop}/bare`)
  await visitor.waitForTimeout(500)
  const rows: Record<string, object> = {}
  for (const [name, body] of Object.entries(calls)) {
    const [bare, gate]: [number[], number[]] = [[], []]
    for (let n = 0; n < rounds; n++) {
      await other.bringToFront()
      bare.push(await timeOf(other, body))
      await visitor.bringToFront()
      gate.push(await timeOf(visitor, body))
    }
    rows[name] = {
      'bare, µs': +((least(bare) / count) * 1000).toFixed(3),
      'gate, µs': +((least(gate) / count) * 1000).toFixed(3),
      ratio: +(least(gate) / least(bare)).toFixed(2),
    }
  }
  console.log(`\n${count} calls, ${state}: the quickest of ${rounds} rounds`)
  console.table(rows)
  await visitor.context().close()
}

await browser.close()
server.closeAllConnections()
server.close()
await world.close()
