import { createServer, type Server, type ServerResponse } from 'node:http'
import { createRewriter, forNode, type NodeMiddleware, type RewriterOptions } from '@kakburk/server/rewrite'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, launch, type Visitor } from './browser.ts'
import { createWorld, freePort, type World } from './world.ts'

/**
 * The server's twin alone holds here: the gate is in its lightest mode, in which it judges nothing but marks. What the twin held, the
 * gate lets go after a yes.
 */
let world: World
let browser: Browser
let server: Server
let port: number
let visitor: Visitor
let page = ''
let isMarked = true
const asked: string[] = []

beforeAll(async () => {
  world = await createWorld()
  port = await freePort()
  const lab = publish('lab', 'marked')
  const net = publish('net', 'strict')
  await world.start()
  const twins: Record<string, Twin> = {
    'lab.localhost': await standBefore('lab', lab, { blocking: 'automatic' }),
    'net.localhost': await standBefore('net', net, { tags: false, header: true }),
  }
  server = createServer((request, response) => {
    const [host = ''] = (request.headers.host ?? '').split(':')
    const path = request.url ?? ''
    const twin = twins[host]
    if (!twin) asked.push(path)
    if (!twin || !/^\/(ungated)?$/.test(path)) return sendFile(path, response)
    if (isMarked) twin.stand(request, response, () => sendPage(response, path === '/' ? twin.tag : ''))
    else sendPage(response, '')
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  browser = await launch()
})

type Twin = { tag: string; stand: NodeMiddleware }

/** Publishes a site with a service for analytics and one for marketing, and returns the tag to paste. */
const publish = (site: string, blocking: string): string => {
  const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US', cookies: [] }
  const address = `http://${site}.localhost:${port}`
  return world.publish({
    site,
    origins: [address],
    controller: { name: 'Lab AB', contact: 'lab@lab.example', privacyPage: `${address}/privacy` },
    languages: ['sv'],
    blocking,
    services: [
      { ...vendor, id: 'tracker', name: 'Tracker', category: 'analytics', hosts: ['tracker.localhost'] },
      { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost'] },
    ],
  } as { site: string })
}

const standBefore = async (site: string, tag: string, options: Omit<RewriterOptions, 'policy'>): Promise<Twin> => {
  // Browsers know every name under `localhost`; Node asks the system.
  const policy = `${world.url.replace('consent.localhost', '127.0.0.1')}/s/${site}/policy.json`
  const rewriter = createRewriter({ policy, server: world.url, ...options })
  await rewriter.ready()
  return { tag, stand: forNode(rewriter) }
}

const sendPage = (response: ServerResponse, tag: string) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  response.write(`<!doctype html><html lang="sv"><head>${tag}<title>Lab</title><link rel="icon" href="data:,">`)
  for (let at = 0; at < page.length; at += 7) response.write(page.slice(at, at + 7))
  response.end()
}

afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
  await world.close()
})

beforeEach(async () => {
  visitor = await aVisitor(browser)
  return () => visitor.context.close()
})

/** Scripts add their name to `order`; everything else only arrives. */
const sendFile = (path: string, response: ServerResponse) => {
  const [name = '', kind = ''] = path.slice(1).split('?')[0]?.split('.') ?? []
  const types: Record<string, [type: string, body: string]> = {
    js: ['text/javascript', `globalThis.order = [...(globalThis.order ?? []), '${name}']`],
    css: ['text/css', 'p{color:red}'],
    svg: ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="g"/></svg>'],
    vtt: ['text/vtt', 'WEBVTT'],
  }
  const [type, body] = types[kind] ?? ['text/html', '<!doctype html>']
  response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
  response.end(body)
}

const open = async (marked = true, from = visitor, path = 'lab.localhost:PORT/') => {
  isMarked = marked
  asked.length = 0
  await from.page.goto(`http://${path.replace('PORT', String(port))}`)
  await from.page.waitForTimeout(300)
}
const accept = async () => {
  await visitor.page.evaluate(() => window.kakburk?.acceptAll())
  await visitor.page.waitForTimeout(400)
}
const order = () => visitor.page.evaluate(() => (globalThis as { order?: string[] }).order ?? [])

/** An address of the tracker, as the ways below write it. */
const T = 'http://tracker.localhost:PORT'

/** Ways in which a page's source loads something from the tracker. */
const ways: [string, string][] = [
  ['a script', `<script src="${T}/a.js"></script>`],
  ['an asynchronous script', `<script async src="${T}/a.js"></script>`],
  ['a deferred script', `<script defer src="${T}/a.js"></script>`],
  ['a module', `<script type="module" src="${T}/a.js"></script>`],
  ['an inline module', `<script type="module">import "${T}/a.js"</script>`],
  ['an import map', `<script type="importmap">{"imports":{"a":"${T}/a.js"}}</script><script type="module">import "${T}/a.js"</script>`],
  ['a script that the owner marked', `<script data-consent="analytics" src="${T}/a.js"></script>`],
  ['a frame', `<iframe src="${T}/frame"></iframe>`],
  ['a document in an attribute', `<iframe srcdoc="<img src=${T}/a.svg>"></iframe>`],
  ['an image', `<img alt="" src="${T}/a.svg">`],
  ['an image of several sizes', `<img alt="" srcset="${T}/a.svg 1x, ${T}/b.svg 2x">`],
  ['a picture', `<picture><source srcset="${T}/a.svg"><img alt="" src="/own.svg"></picture>`],
  ['an image written twice', `<img alt="" src="${T}/a.svg" src="${T}/b.svg">`],
  ['a film', `<video src="${T}/a.mp4" preload="auto"></video>`],
  ['the source of a film', `<video preload="auto"><source src="${T}/a.mp4"></video>`],
  ['the poster of a film', `<video poster="${T}/a.svg"></video>`],
  ['a sound', `<audio src="${T}/a.mp3" preload="auto"></audio>`],
  ['an object', `<object data="${T}/a.svg"></object>`],
  ['an embedded object', `<embed src="${T}/a.svg">`],
  ['a button with an image', `<input type="image" alt="" src="${T}/a.svg">`],
  ['a style sheet', `<link rel="stylesheet" href="${T}/a.css">`],
  ['an import in a style sheet', `<style>@import "${T}/a.css";</style>`],
  ['an image in a style sheet', `<style>body{background:url(${T}/a.svg)}</style><p>x`],
  ['an image in a style attribute', `<p style="background:url('${T}/a.svg')">x</p>`],
  ['the background of the body', `<body background="${T}/a.svg">`],
  ['an image in a drawing', `<svg><image href="${T}/a.svg" width="9" height="9"/></svg>`],
  ['an image in a drawing, of old', `<svg><image xlink:href="${T}/a.svg" width="9" height="9"/></svg>`],
  ['an image in a filter', `<svg><filter id="f"><feImage href="${T}/a.svg"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`],
  ['an icon', `<link rel="icon" href="${T}/a.svg">`],
  ['a preload', `<link rel="preload" as="script" href="${T}/a.js">`],
  ['a preload of a module', `<link rel="modulepreload" href="${T}/a.js">`],
  ['a prefetch', `<link rel="prefetch" href="${T}/a.js">`],
  ['a shadow tree in the source', `<div><template shadowrootmode="open"><img alt="" src="${T}/a.svg"></template></div>`],
]

/** Those of which there is nothing to see before the next page: too late to load ahead, and a script that the gate does not start late. */
const later: [string, string][] = [
  ['a preload of an image', `<link rel="preload" as="image" imagesrcset="${T}/a.svg 1x">`],
  ['a script in a drawing', `<svg><script href="${T}/a.js"/></svg>`],
]

const write = (source: string) => {
  page = source.replaceAll('PORT', String(port))
}

describe('the tracker, behind the twin and a gate without patches,', () => {
  it.each(ways)('is not asked by %s before a yes, is after it, and at once on the next page', async (_, source) => {
    write(source)
    await open()
    expect(asked).toEqual([])
    await accept()
    expect(asked.length).toBeGreaterThan(0)
    await open()
    expect(asked.length).toBeGreaterThan(0)
    expect(visitor.complaints.filter((text) => !/preload/.test(text))).toEqual([])
  })

  it.each(later)('is not asked by %s before a yes, and is on the next page after it', async (_, source) => {
    write(source)
    await open()
    expect(asked).toEqual([])
    await accept()
    await open()
    expect(asked.length).toBeGreaterThan(0)
  })

  it.each([...ways, ...later])('would be asked by %s without the twin', async (_, source) => {
    write(source)
    await open(false)
    expect(asked.length).toBeGreaterThan(0)
  })

  it.each([
    ['a pixel', `<noscript><img alt="" src="${T}/a.svg"></noscript>`],
    ['a frame', `<noscript><iframe src="${T}/frame"></iframe></noscript>`],
    ['a style sheet', `<noscript><style>@import "${T}/a.css";</style></noscript>`],
    ['another page', `<noscript><meta http-equiv="refresh" content="0;url=${T}/page"></noscript>`],
  ])('is not asked by %s that is meant for browsers without scripts', async (_, source) => {
    write(source)
    const silent = await aVisitor(browser, { javaScriptEnabled: false })
    await open(true, silent)
    expect(asked).toEqual([])
    await open(false, silent)
    expect(asked.length).toBeGreaterThan(0)
    await silent.context.close()
  })

  it('is not told of a click before a yes', async () => {
    write(`<a id="a" href="#there" ping="${T}/ping">there</a>`)
    await open()
    await visitor.page.click('#a')
    await visitor.page.waitForTimeout(200)
    expect(asked).toEqual([])
    await accept()
    await visitor.page.click('#a')
    await expect.poll(() => asked).toEqual(['/ping'])
  })
})

describe('after a yes, what the twin held', () => {
  it('runs in the order of the document, each once', async () => {
    write(`<script src="${T}/one.js"></script><script data-consent="analytics">order = [...(window.order ?? []), 'two']</script>
      <script async src="${T}/any.js"></script><script src="${T}/three.js"></script>
      <script type="module">import "${T}/four.js"; order = [...order, 'five']</script>`)
    await open()
    expect(await order()).toEqual([])
    await accept()
    expect((await order()).filter((name) => name !== 'any')).toEqual(['one', 'two', 'three', 'four', 'five'])
    expect(asked.filter((path) => path === '/one.js')).toHaveLength(1)
    await open()
    expect((await order()).sort()).toEqual(['any', 'five', 'four', 'one', 'three', 'two'])
  })

  it('runs only as far as it was granted', async () => {
    write(`<script src="${T}/one.js"></script><script src="http://pixel.localhost:PORT/two.js"></script>`)
    await open()
    await visitor.page.evaluate(() => window.kakburk?.set({ marketing: true }))
    await expect.poll(order).toEqual(['two'])
    await open()
    expect(await order()).toEqual(['two'])
    await visitor.page.evaluate(() => window.kakburk?.withdraw())
    await open()
    expect([await order(), asked]).toEqual([[], []])
  })
})

describe('the header alone, before a strict gate,', () => {
  it('holds in the page’s own policy what no script can, and lets it load after a yes', async () => {
    write(`<img alt="" src="${T}/a.svg"><style>@import "${T}/a.css";</style><script type="module">await import("${T}/one.js")</script>
      <p style="background:url('${T}/b.svg')">x</p><script>globalThis.order = [...(globalThis.order ?? []), 'own']</script>`)
    for (const path of ['net.localhost:PORT/ungated', 'net.localhost:PORT/']) {
      await open(true, visitor, path)
      expect([asked, await order()]).toEqual([[], ['own']])
    }
    await visitor.page.evaluate(() => window.kakburk?.acceptAll())
    await expect.poll(() => [...asked].sort(), { timeout: 10_000 }).toEqual(['/a.css', '/a.svg', '/b.svg', '/one.js'])
  })
})
