import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { callChecks } from './essential/calls.ts'
import type { Check } from './essential/check.ts'
import { cookieChecks } from './essential/cookies.ts'
import { elementChecks } from './essential/elements.ts'
import { paymentChecks } from './essential/payment.ts'
import { scriptChecks } from './essential/scripts.ts'
import { type Mode, modes, type Shop, startShop } from './essential/shop.ts'
import { decide, type State, states } from './essential/states.ts'
import { workerChecks } from './essential/workers.ts'

let shop: Shop
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.close())

const checks: Check[] = [...cookieChecks, ...callChecks, ...scriptChecks, ...workerChecks, ...elementChecks, ...paymentChecks]

const carryOut = async ({ page, complaints }: Visitor, mode: Mode | 'bare', check: Check) => {
  const own = (path: string) => shop.address(mode, path)
  const at = (host: string, path: string) => new URL(path, shop.address('bare').replace('bare', host)).href
  complaints.length = 0
  shop.write(check.page?.(at) ?? {})
  await page.goto(own('/'))
  const told = await check.run({ tab: page, shop, own, askedFor: (path) => shop.asked.filter((asked) => asked.path === path) })
  // What the network answers with a bad status is told to the console by the browser itself.
  return { told, complaints: complaints.filter((text) => !/the server responded with a status of (404|418)/.test(text)) }
}

describe('without us', () => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await aVisitor(shop.browser)
  })
  it.each(checks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
    expect(await carryOut(visitor, 'bare', check)).toEqual({ told: check.gives, complaints: check.says ?? [] })
  })
})

describe.each(modes)('in %s mode', (mode) => {
  describe.each(Object.keys(states) as State[])('%s', (state) => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await aVisitor(shop.browser)
      shop.write({})
      await decide(visitor.page, shop.address(mode), state)
    })
    afterAll(() => visitor.context.close())

    it('the visitor has decided so, and trackers obey', async () => {
      shop.write({ body: `<script src="${at('tracker', '/a.js')}" data-consent="tracker" type="text/plain"></script>` })
      await visitor.page.goto(shop.address(mode))
      await visitor.page.waitForTimeout(150)
      const { decided, grants = {} } = (await visitor.page.evaluate(() => window.kakburk?.get())) ?? {}
      expect([decided, grants]).toEqual([state !== 'undecided', states[state].grants])
      expect(shop.asked.some(({ host }) => host === 'tracker')).toBe(grants.analytics === true)
    })

    it.each(checks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
      expect(await carryOut(visitor, mode, check)).toEqual({ told: check.gives, complaints: check.says ?? [] })
    })
  })
})

const at = (host: string, path: string) => shop.address('bare', path).replace('bare', host)
