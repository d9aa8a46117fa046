import { expect, it } from 'vitest'
import { createTerminal } from '../testing/command.ts'
import { policyId } from '../testing/shop.ts'

it('says what a policy asks for', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { code, stdout, stderr } = await kakburk('policy', 'check', writePolicy())
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout.split('\n')).toEqual([
    `No faults. Site window-shop, policy ${policyId}`,
    'Origins: https://shop.example, http://localhost:3000',
    'Languages: sv, en',
    'Services, necessary: shop-cart',
    'Services, analytics: google-analytics',
    'Services, marketing: facebook-pixel, youtube',
    'Visitors will be asked about analytics, marketing.',
    '',
  ])
})

it('says when visitors will be asked nothing', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { stdout } = await kakburk('policy', 'check', writePolicy({ services: ['shop-cart'] }))
  expect(stdout).toContain('Visitors will be asked nothing')
})

it('names every fault on a line of its own, with its path', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { code, stderr } = await kakburk('policy', 'check', writePolicy({ origins: ['shop.example'], services: ['shop-cart', 'no-such'] }))
  expect(stderr).toMatch(/^kakburk: origins\[0\]: [^\n]+\n(kakburk: origins\[0\]: [^\n]+\n)?kakburk: services\[1\]: [^\n]+\n$/)
  expect(code).toBe(1)
})

it('prints JSON for machines, with faults and without', async () => {
  const { kakburk, writePolicy } = createTerminal()
  expect(JSON.parse((await kakburk('policy', 'check', writePolicy(), '--json')).stdout)).toMatchObject({
    site: 'window-shop',
    policy: policyId,
    services: { necessary: ['shop-cart'], analytics: ['google-analytics'], marketing: ['facebook-pixel', 'youtube'] },
    asked: ['analytics', 'marketing'],
  })
  const faulty = await kakburk('policy', 'check', writePolicy({ site: 'Shop' }), '--json')
  expect(JSON.parse(faulty.stdout)).toEqual({ faults: [{ path: 'site', message: expect.stringContaining('"Shop"') }] })
  expect(faulty.code).toBe(1)
})
