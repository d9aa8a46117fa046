import { readFileSync, writeFileSync } from 'node:fs'
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
  expect(stderr).toMatch(/^kakburk: origins\[0\]: [^\n]+\nkakburk: services\[1\]: [^\n]+\n$/)
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

it('reads a file that begins with a byte order mark', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const file = writePolicy()
  writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8')}`)
  expect((await kakburk('policy', 'check', file)).code).toBe(0)
})

it('refuses a file that is not UTF-8, whose å would become something else', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const file = writePolicy()
  writeFileSync(file, readFileSync(file, 'utf8'), 'latin1')
  expect(await kakburk('policy', 'check', file)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'kakburk: expected UTF-8; save the file as UTF-8\n',
  })
})

it('refuses names that stand twice, of which one would count for nothing', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const file = writePolicy()
  const text = readFileSync(file, 'utf8').replace('"contact":', '"name":"Annan AB","contact":').replace(/}$/, ',"site":"other"}')
  writeFileSync(file, text)
  expect((await kakburk('policy', 'check', file)).stderr).toBe(
    'kakburk: controller.name: stands twice; remove one of the two\nkakburk: site: stands twice; remove one of the two\n',
  )
})

it('prints no character of a file that would move the cursor or turn the line around', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { stderr } = await kakburk('policy', 'check', writePolicy({ '\u001b[2Jsite\u202e': 1 }))
  expect(stderr).toBe('kakburk: \\u{1b}[2Jsite\\u{202e}: not known here; remove it or correct its name\n')
})

it('refuses half a character with its place', async () => {
  const { kakburk, writePolicy } = createTerminal()
  const { stderr } = await kakburk('policy', 'check', writePolicy({ texts: { sv: { title: '\ud83c' } } }))
  expect(stderr).toMatch(/^kakburk: texts.sv.title: expected Unicode[^\n]+\n$/)
})
