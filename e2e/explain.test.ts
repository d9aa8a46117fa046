import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

let lab: Lab
let visitor: Visitor
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  return () => visitor.context.close()
})

const panel = '#kakburk-explain'
const rows = () => visitor.page.locator(`${panel} tbody tr`).allInnerTexts()
const open = (query: string) => visitor.page.goto(`${lab.address}/${query}`)

it('the owner is shown what is held and why, as the page goes on, with nothing stored and nothing sent', async () => {
  lab.write({
    headers: { 'content-security-policy': `script-src 'nonce-abc' ${lab.world.url}; style-src 'self'; require-trusted-types-for 'script'` },
    head: `<script nonce="abc" src="${lab.tracker('/a.js')}"></script><script nonce="abc" type="text/plain" data-consent="marketing">1</script>`,
  })
  await open('?kakburk=explain')
  await visitor.page.locator(`${panel} tbody tr`).first().waitFor()
  expect((await rows()).join('\n')).toMatch(/Held\s+script\s+http:\/\/tracker\.localhost:\d+\/a\.js\s+tracker\s+tracker\.localhost/)
  expect((await rows()).join('\n')).toContain('data-consent')
  visitor.requests.length = 0
  await visitor.page.evaluate((address) => fetch(`${address}?late`).catch(() => {}), lab.tracker('/b.js'))
  await expect.poll(async () => (await rows()).join('\n'), { timeout: 5_000 }).toContain('/b.js?late')
  expect(visitor.requests).toEqual([])
  expect(await stored(visitor)).toEqual({ cookies: [], storage: [], databases: [] })

  await visitor.page.locator(`${panel} [type=search]`).fill('late')
  expect(await rows()).toHaveLength(1)
  await visitor.page.locator(`${panel} button`).click()
  expect(await visitor.page.locator(panel).count()).toBe(0)
  expect(visitor.complaints).toEqual([])
})

it('is shown to nobody who does not ask for it', async () => {
  lab.write({ head: `<script src="${lab.tracker('/a.js')}"></script>` })
  for (const query of ['', '?kakburk=', '?x=kakburk%3Dexplain']) {
    await open(query)
    await visitor.page.waitForTimeout(250)
    expect(await visitor.page.locator(panel).count()).toBe(0)
  }
  expect(visitor.requests.filter((request) => request.includes('explain.'))).toEqual([])
})
