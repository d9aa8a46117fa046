import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'
import { accept, ask, openMine, saveReceipt, sizeOf } from './own.ts'

let lab: Lab
let visitor: Visitor
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.write({ body: '<a href="/?next">Next</a>' })
  visitor = await aVisitor(lab.browser, { acceptDownloads: true })
  return () => visitor.context.close()
})

const logged = (since: number) => lab.world.log('lab').slice(since)
const size = () => sizeOf(lab)

/** Says yes, and returns the address of the receipt's page. */
const acceptForLink = async (): Promise<string> => {
  await accept(lab, visitor)
  return (await (await openMine(visitor)).locator('a', { hasText: 'Kvittots sida' }).first().getAttribute('href')) ?? ''
}

/** Another browser, in which no script runs. Whatever it asks other hosts for is collected. */
const elsewhere = async (work: (page: Page, foreign: string[]) => Promise<void>): Promise<void> => {
  const context = await lab.browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE', acceptDownloads: true })
  const foreign: string[] = []
  context.on('request', (request) => {
    if (!request.url().startsWith(lab.world.url)) foreign.push(request.url())
  })
  await work(await context.newPage(), foreign)
  await context.close()
}

describe('the link of a receipt', () => {
  it('takes back the yes from a browser without scripts, and the first browser obeys at its next visit', async () => {
    const since = await size()
    const address = await acceptForLink()
    await elsewhere(async (page, foreign) => {
      await page.goto(address)
      expect(await page.locator('.standing').textContent()).toBe('Ditt samtycke gäller.')
      await page.getByRole('button', { name: 'Ta tillbaka mitt samtycke' }).click()
      await page.getByText('Du har tagit tillbaka ditt samtycke').waitFor()
      expect([page.url(), foreign]).toEqual([address, []])
    })
    const next = await visitor.context.newPage()
    await next.goto(lab.address)
    await next.waitForFunction('window.kakburk.get().grants.analytics === false', undefined, { timeout: 15_000 })
    expect(await stored({ ...visitor, page: next })).toEqual({ cookies: ['kakburk'], storage: [], databases: [] })
    await visitor.page.waitForFunction('window.kakburk.get().grants.analytics === false')
    expect(logged(since).map(({ action }) => action)).toEqual(['accept-all', 'withdraw'])
  })

  it('gives all that is held, as a file in which each receipt can be checked', async () => {
    const address = await acceptForLink()
    await elsewhere(async (page) => {
      await page.goto(address)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Hämta allt som en fil' }).click(),
      ])
      const file = await download.path()
      const { receipts } = JSON.parse(readFileSync(file, 'utf8')) as { receipts: object[] }
      expect(receipts).toHaveLength(1)
      writeFileSync(file, JSON.stringify(receipts[0]))
      expect(lab.world.run('verify', file, '--key', await keyOf())).toContain('logged: holds')
    })
  })

  it('erases, in two steps and without scripts, and the first browser forgets', async () => {
    const since = await size()
    const address = await acceptForLink()
    await elsewhere(async (page) => {
      await page.goto(address)
      await page.getByRole('link', { name: 'Radera mina uppgifter' }).click()
      await page.getByRole('button', { name: 'Radera mina uppgifter' }).click()
      await page.getByRole('heading', { name: 'Dina uppgifter är raderade' }).waitFor()
      expect((await page.goto(address))?.status()).toBe(404)
    })
    expect(logged(since).map(({ type, commitment_state }) => `${type} ${commitment_state}`)).toEqual(['consent erased', 'erasure none'])
    const next = await visitor.context.newPage()
    await next.goto(lab.address)
    await next.waitForFunction('window.kakburk.get().grants.analytics === false', undefined, { timeout: 15_000 })
    expect(await stored({ ...visitor, page: next })).toEqual({ cookies: ['kakburk'], storage: [], databases: [] })
    expect(logged(since)).toHaveLength(2)
  })

  it('with one letter changed says no more than any other wrong address, and the browser keeps its yes', async () => {
    const address = await acceptForLink()
    const [last] = address.slice(-1)
    const answerOf = async (wrong: string) => {
      const answer = await ask(lab, wrong)
      return [answer.status, await answer.text()]
    }
    const nothing = await answerOf(`${lab.world.url}/r/lab/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}/${'x'.repeat(43)}`)
    expect(nothing[0]).toBe(404)
    // Of the last letter two bits count for nothing, so the one before it.
    for (const wrong of [address.slice(0, -2) + (address.at(-2) === 'A' ? 'B' : 'A') + last, address.slice(0, -1), `${address}A`])
      expect(await answerOf(wrong)).toEqual(nothing)
    const next = await visitor.context.newPage()
    await next.goto(lab.address)
    await next.waitForLoadState('networkidle')
    expect(await next.evaluate(() => window.kakburk?.get().grants.analytics)).toBe(true)
  })
})

it('whether a yes was taken back is asked once a visit, and loads nothing when it was not', async () => {
  await accept(lab, visitor)
  const asked = () => visitor.requests.filter((request) => request.endsWith('/state')).length
  expect(asked()).toBe(0)
  const before = visitor.requests.length
  await visitor.page.goto(lab.address)
  await expect.poll(asked, { timeout: 10_000 }).toBe(1)
  await visitor.page.getByText('Next').click()
  await visitor.page.waitForURL('**/?next')
  await visitor.page.waitForLoadState('networkidle')
  expect(asked()).toBe(1)
  expect(visitor.requests.slice(before).filter((request) => /\/files\/(choose|deliver)/.test(request))).toEqual([])
})

describe('the page /r', () => {
  const outcome = async (page: Page, chosen: string) => {
    await page.locator('#file').setInputFiles(chosen)
    await page.locator('#findings:visible, #problem:visible').first().waitFor()
    const cells = await page.locator('#findings:visible td').allTextContents()
    return cells.length ? cells.map((text) => text.split(' (')[0]) : [await page.locator('#problem').textContent()]
  }
  const reset = (page: Page) => page.reload()

  it('checks a saved receipt in the browser, and tells what was changed in it', async () => {
    await accept(lab, visitor)
    const file = await saveReceipt(visitor)
    const page = await visitor.context.newPage()
    await page.goto(`${lab.world.url}/r`)
    expect(await outcome(page, file)).toEqual(['Stämmer', 'Stämmer', 'Stämmer'])
    const text = readFileSync(file, 'utf8')
    for (const [from, to, found] of [
      ['"page":"/"', '"page":"/other"', ['Stämmer', 'Stämmer inte', 'Stämmer inte']],
      ['"analytics":true', '"analytics":false', ['Stämmer inte', 'Stämmer', 'Stämmer inte']],
      ['{', '', ['Filen är inget kvitto.']],
    ] as const) {
      await reset(page)
      writeFileSync(file, text.replace(from, to))
      expect(await outcome(page, file)).toEqual(found)
    }
    expect(visitor.complaints).toEqual([])
  })

  it('trusts the key that it is given, and not the server', async () => {
    await accept(lab, visitor)
    const file = await saveReceipt(visitor)
    const page = await visitor.context.newPage()
    await page.goto(`${lab.world.url}/r`)
    // A key of the same name that has signed nothing.
    await page.locator('#key').fill(await strangerOf(await keyOf()))
    expect(await outcome(page, file)).toEqual(['Stämmer inte', 'Stämmer', 'Stämmer'])
    await page.locator('#key').fill(await keyOf())
    await page.locator('#file').setInputFiles([])
    expect(await outcome(page, file)).toEqual(['Stämmer', 'Stämmer', 'Stämmer'])
    await page.locator('#key').fill('x')
    await page.locator('#file').setInputFiles([])
    expect(await outcome(page, file)).toEqual([expect.stringContaining('Det där är ingen nyckel')])
  })
})

const keyOf = async (): Promise<string> => (await (await ask(lab, `${lab.world.url}/s/lab/key`)).text()).trim()

/** The key of somebody who gave it the name of a log. */
const strangerOf = async (key: string): Promise<string> => {
  const { makeVerifierKey, sha256 } = await import('@kakburk/shared/proof')
  return makeVerifierKey(sha256, key.split('+')[0] ?? '', new Uint8Array(32).fill(1)).text
}
