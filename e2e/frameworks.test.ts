import { readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString as renderVue } from 'vue/server-renderer'
import { aVisitor, type Visitor } from './browser.ts'
import type { Check } from './essential/check.ts'
import { type Mode, type Shop as ShopWorld, startShop } from './essential/shop.ts'
import { decide, type State } from './essential/states.ts'
import { Shop } from './frameworks/apps/shop.ts'
import { VueShop } from './frameworks/apps/vue-shop.ts'
import { bundle } from './frameworks/bundle.ts'
import { htmxChecks, htmxFiles } from './frameworks/htmx.ts'
import { jqueryChecks } from './frameworks/jquery.ts'
import { reactChecks } from './frameworks/react.ts'
import { vueChecks } from './frameworks/vue.ts'

const script = 'text/javascript; charset=utf-8'
const fromPackage = (path: string): [string, string] => [script, readFileSync(new URL(`../node_modules/${path}`, import.meta.url), 'utf8')]

let shop: ShopWorld
beforeAll(async () => {
  const files: Record<string, [string, string]> = {
    ...htmxFiles,
    '/jquery.js': fromPackage('jquery/dist/jquery.js'),
    '/jquery3.js': fromPackage('jquery3/dist/jquery.js'),
    '/htmx.js': fromPackage('htmx.org/dist/htmx.js'),
    '/react.js': [script, await bundle('react', 'production')],
    '/react-development.js': [script, await bundle('react', 'development')],
    '/vue.js': [script, await bundle('vue', 'production')],
    '/vue-development.js': [script, await bundle('vue', 'development')],
  }
  shop = await startShop({ files })
  const tracker = new URL(shop.address('bare').replace('bare', 'tracker')).origin
  for (const file of Object.values(files)) file[1] = file[1].replaceAll('TRACKER', tracker)
})
afterAll(() => shop.close())

const reactOnServer = (tracker: string) => renderToString(createElement(Shop, { tracker }))
const vueOnServer = (tracker: string) => renderVue(createSSRApp(VueShop, { tracker }))

const checks: Check[] = [
  ...jqueryChecks('jquery'),
  ...jqueryChecks('jquery3'),
  ...reactChecks('react', reactOnServer),
  ...reactChecks('react-development', reactOnServer),
  ...vueChecks('vue', vueOnServer),
  ...vueChecks('vue-development', vueOnServer),
  ...htmxChecks,
]

const situations: [Mode | 'bare', State | 'without us'][] = [
  ['bare', 'without us'],
  ['automatic', 'refused'],
  ['automatic', 'all'],
  ['strict', 'refused'],
  ['strict', 'all'],
]

describe.each(situations)('%s, %s', (mode, state) => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await aVisitor(shop.browser)
    shop.write({})
    if (state !== 'without us' && mode !== 'bare') await decide(visitor.page, shop.address(mode), state)
  })
  afterAll(() => visitor.context.close())

  it.each(checks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
    const at = (host: string, path: string) => `${new URL(shop.address('bare').replace('bare', host)).origin}${path}`
    visitor.complaints.length = 0
    shop.write(check.page?.(at) ?? {})
    await visitor.page.goto(shop.address(mode))
    const told = await check.run({
      tab: visitor.page,
      shop,
      own: (path) => shop.address(mode, path),
      askedFor: (path) => shop.asked.filter((asked) => asked.path === path),
    })
    const complaints = visitor.complaints.filter((text) => !isExpected(text))
    const tracked = shop.asked.some(({ host }) => host === 'tracker')
    // In Chromium no script can stop what stands unmarked in the page's source, but a policy: see `docs/blocking.md`.
    if (state === 'refused' && !(mode === 'automatic' && check.name.includes('of a server'))) expect(tracked).toBe(false)
    expect({ told, complaints }).toEqual({ told: check.gives, complaints: [] })
  })
})

/** What the browser and the frameworks say by themselves. */
const isExpected = (text: string): boolean =>
  /the server responded with a status of 404/.test(text) ||
  // The net of strict mode, of which the owner is told: by us, and by the browser, which tells of everything that the page's source asks for and does not get.
  text.startsWith('kakburk: strict mode holds') ||
  /^(Loading|Framing) .*tracker\.localhost.* violates the following Content Security Policy directive/.test(text) ||
  isHeldForm(text)

/** The development build of React names attributes that are not its own. Those under which an address waits, and the addresses themselves, must be the only ones. */
const isHeldForm = (text: string): boolean =>
  text.includes('some attributes of the server rendered HTML') &&
  text
    .split('\n')
    .filter((line) => /^[+-] {3}/.test(line))
    .every((line) => /^(- +data-kakburk-|- +srcset=\{null\}|\+ +src(set)?=.*tracker\.localhost)/i.test(line))
