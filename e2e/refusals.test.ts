import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { policies } from '@kakburk/examples'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aVisitor, stored } from './browser.ts'
import { type Shops, startShops } from './shops.ts'

let all: Shops
let posted: string
beforeAll(async () => {
  all = await startShops()
  // A real receipt, as a real browser sends it.
  const visitor = await aVisitor(all.browser)
  const sent = visitor.page.waitForRequest((request) => request.url().endsWith('/receipts'))
  await visitor.page.goto(all.shops.addresses.windowShop)
  await visitor.page.locator('#kakburk [data-kakburk=accept]').click()
  posted = (await sent).postData() ?? ''
  await vi.waitFor(async () => expect((await stored(visitor)).storage).toEqual(['kakburkReceipts']), 10_000)
  await visitor.context.close()
})
afterAll(() => all.close())

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${all.world.url.replace('consent.localhost', '127.0.0.1')}/s/window-shop/receipts`, {
    method: 'POST',
    headers: { origin: all.shops.addresses.windowShop, 'content-type': 'text/plain', ...headers },
    body,
  })
const refusal = async (answer: Promise<Response>) => {
  const response = await answer
  const { code, message } = (await response.json()) as { code: string; message: string }
  expect(message).not.toBe('')
  return `${response.status} ${code}`
}
const size = () => all.world.log('window-shop').length

describe('a receipt', () => {
  it('that is sent twice is logged once', async () => {
    const before = size()
    expect((await post(posted)).status).toBe(200)
    expect(size()).toBe(before)
  })

  it.each([
    ['from a page of somebody else', () => post(posted, { origin: 'https://evil.example' }), '403 origin-not-allowed'],
    ['over 8 KiB', () => post(posted.padEnd(8193)), '413 body-too-large'],
    ['that is no JSON', () => post('{"receipt":'), '400 body-not-json'],
    ['with a name twice', () => post(posted.replace('{"receipt":{', '{"receipt":{"action":"reject-all",')), '400 receipt-invalid'],
    ['of no known shape', () => post('{"receipt":{},"signature":""}'), '400 receipt-invalid'],
    ['with another content under its signature', () => post(posted.replace('"language":"sv"', '"language":"en"')), '422 signature-wrong'],
  ])('%s is refused, and nothing is logged', async (_, send, expected) => {
    const before = size()
    expect(await refusal(send())).toBe(expected)
    expect(size()).toBe(before)
  })
})

describe('a policy file', () => {
  const kakburk = resolve(import.meta.dirname, '../packages/server/dist/main.js')
  const check = (policy: unknown) => {
    const file = join(mkdtempSync(join(tmpdir(), 'kakburk-')), 'policy.json')
    writeFileSync(file, typeof policy === 'string' ? policy : JSON.stringify(policy))
    try {
      return { code: 0, said: execFileSync(process.execPath, [kakburk, 'policy', 'check', file], { encoding: 'utf8', stdio: 'pipe' }) }
    } catch (error) {
      const { status, stderr, stdout } = error as { status: number; stderr: string; stdout: string }
      return { code: status, said: stdout + stderr }
    }
  }

  it('that is sound is told what it asks', () => {
    expect(check(policies()['window-shop'])).toMatchObject({ code: 0, said: expect.stringContaining('window-shop') })
  })

  it('with faults is refused, each fault with its path and what is expected', () => {
    const { code, said } = check({ ...policies()['window-shop'], languages: ['xx'], services: ['googel'], lifetimeDays: 900 })
    expect(code).toBe(1)
    expect(said).toContain('languages[0]: expected one of sv, fi, ')
    expect(said).toContain('services[0]: expected a service of the catalogue')
    expect(said).toContain('lifetimeDays: expected at most 365 days')
  })

  it('that is no JSON is refused', () => {
    expect(check('{')).toMatchObject({ code: 1, said: expect.stringMatching(/JSON/) })
  })
})

describe('the log', () => {
  it('is exported to an auditor with a token, and to nobody else', async () => {
    const address = `${all.world.url.replace('consent.localhost', '127.0.0.1')}/s/window-shop/export.csv`
    expect(await refusal(fetch(address))).toBe('401 token-invalid')
    expect(await refusal(fetch(address, { headers: { authorization: 'Bearer kak_x' } }))).toBe('401 token-invalid')
    const token = all.world.run('token', '--site', 'window-shop').trim()
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(all.world.run('export', '--site', 'window-shop'))
  })
})
