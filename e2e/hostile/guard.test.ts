import { describe, expect, it } from 'vitest'
import { callChecks } from '../essential/calls.ts'
import type { Check } from '../essential/check.ts'
import { cookieChecks } from '../essential/cookies.ts'
import { elementChecks } from '../essential/elements.ts'
import { paymentChecks } from '../essential/payment.ts'
import { scriptChecks } from '../essential/scripts.ts'
import { workerChecks } from '../essential/workers.ts'
import { at, prepare, proxy, shop, visitor } from './ground.ts'

prepare()

/** Everything essential again, where the guard alone stands. */
describe('without the gate, under its guard', () => {
  const checks: Check[] = [...cookieChecks, ...callChecks, ...scriptChecks, ...workerChecks, ...elementChecks, ...paymentChecks]
  it.each(checks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
    proxy.faults = [['gate.js', 503]]
    const { page, complaints } = visitor
    shop.write(check.page?.(at) ?? {})
    await page.goto(shop.address('automatic'))
    const own = (path: string) => shop.address('automatic', path)
    const told = await check.run({ tab: page, shop, own, askedFor: (path) => shop.asked.filter((asked) => asked.path === path) })
    expect({ told, complaints: complaints.filter((text) => !/responded with a status of (404|418|503)/.test(text)) }).toEqual({
      told: check.gives,
      complaints: check.says ?? [],
    })
  })
})
