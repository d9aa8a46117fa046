import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { createShop } from './shop.ts'

const policy = JSON.parse(readFileSync(resolve(import.meta.dirname, 'policy.json'), 'utf8'))

it('sends its pages to a visitor who has not decided with everything held that waits, and tells the gate for what', async () => {
  const shop = createShop({ policy, blocking: 'automatic' }, 'http://localhost:8787/s/twin-shop/gate.js')
  const page = await (await shop.request('http://localhost:3000/')).text()
  expect(page).toContain('<script src="http://localhost:8787/s/twin-shop/gate.js"></script>')
  expect(page).toContain('<script data-consent="google-analytics" type="text/plain" data-kakburk-type="" async src=')
  expect(page).toContain('<img data-consent="facebook-pixel" alt="" data-kakburk-src=')
  expect(page).toContain('<iframe data-consent="youtube" title="Film" width="560" height="315" data-kakburk-src=')
})
