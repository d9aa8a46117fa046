import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor, waiting } from './browser.ts'
import { type Lab, startLab } from './lab.ts'
import { accept, ask, checkpointIn, kept, openLab, openMine, receiptsIn, saveReceipt, sizeOf } from './own.ts'

let lab: Lab
let visitor: Visitor
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.write({})
  visitor = await aVisitor(lab.browser, { acceptDownloads: true })
  return () => visitor.context.close()
})

const logged = (since: number) => lab.world.log('lab').slice(since)
const size = () => sizeOf(lab)
const decide = (how: 'acceptAll' | 'rejectAll' | 'withdraw') => visitor.page.evaluate((name) => window.kakburk?.[name](), how)
const choose = () => visitor.page.evaluate(() => window.kakburk?.set({ analytics: false }))
/** Others decide meanwhile. */
const others = async (count: number) => {
  for (let n = 0; n < count; n++) {
    const since = await size()
    const other = await aVisitor(lab.browser)
    await openLab(lab, other)
    await other.page.evaluate(() => window.kakburk?.rejectAll())
    await expect.poll(size, { timeout: 15_000 }).toBe(since + 1)
    await other.context.close()
  }
}

describe('a receipt', () => {
  it('is kept after a yes, shown with what and when, and saved as a file that is checked offline, under a strict policy of the page', async () => {
    const csp = `default-src 'none'; script-src ${lab.world.url}; connect-src ${lab.world.url}; require-trusted-types-for 'script'; trusted-types kakburk`
    lab.write({ headers: { 'content-security-policy': csp } })
    await accept(lab, visitor)
    const file = await saveReceipt(visitor)
    expect(await visitor.page.locator('#kakburk .mine .service').allTextContents()).toEqual([
      expect.stringMatching(/^\d+ \S+ 20\d\d .*Du godkände allaSpara kvittot Kvittots sida Frågan du fick$/),
    ])
    const saved = JSON.parse(readFileSync(file, 'utf8'))
    expect(saved.link).toBe(`${lab.world.url}/r/lab/${saved.entry.id}/${saved.secret}`)
    const key = (await (await ask(lab, `${lab.world.url}/s/lab/key`)).text()).trim()
    expect(lab.world.run('verify', file, '--key', key)).toMatch(/logged: holds.*\npersonal: holds.*\nsignature: holds/)
    writeFileSync(file, readFileSync(file, 'utf8').replace('"marketing":true', '"marketing":false'))
    expect(() => lab.world.run('verify', file, '--key', key)).toThrow('does not hold')
    // The icon of the page itself.
    expect(visitor.complaints.filter((text) => !text.includes("'data:,'"))).toEqual([])
  })

  it('loads what delivers it and nothing that checks or shows it', async () => {
    await accept(lab, visitor)
    await visitor.page.waitForTimeout(2000)
    const files = visitor.requests.flatMap((request) => /\/files\/([\w.]+)\./.exec(request)?.[1]?.split('.')[0] ?? [])
    expect([...new Set(files)].sort()).toEqual(['banner', 'choose', 'deliver', 'note'])
  })

  it('of a first no can be saved on its page, and leaves nothing behind', async () => {
    const since = await size()
    await openLab(lab, visitor)
    await decide('rejectAll')
    await expect.poll(size, { timeout: 15_000 }).toBe(since + 1)
    await expect.poll(async () => (await stored(visitor)).storage, { timeout: 10_000 }).toEqual([])
    expect(await (await openMine(visitor)).locator('.service').count()).toBe(1)
    await openLab(lab, visitor)
    expect(await (await openMine(visitor)).locator('p').allTextContents()).toEqual([
      expect.stringContaining('Ett nej lämnar inget kvitto efter sig'),
    ])
    expect(await stored(visitor)).toEqual({ cookies: ['kakburk'], storage: [], databases: [] })
  })

  it.each([false, true])('is deleted with a withdrawal, unless the visitor wants it to stay: %s', async (stays) => {
    await accept(lab, visitor)
    if (stays) await (await openMine(visitor)).locator('input').check()
    await decide('withdraw')
    await expect.poll(async () => (await stored(visitor)).databases, { timeout: 10_000 }).toEqual([])
    await expect.poll(async () => receiptsIn(await kept(visitor)).length, { timeout: 10_000 }).toBe(stays ? 2 : 0)
  })

  it('whose predecessor is erased stands alone', async () => {
    await accept(lab, visitor)
    const [first] = receiptsIn(await kept(visitor))
    const { entry, secret } = JSON.parse(first ?? '')
    await openLab(lab, visitor)
    const answer = await ask(lab, `${lab.world.url}/r/lab/${entry.id}/${secret}/erase`, { method: 'POST' })
    expect(answer.status).toBe(200)
    const since = await size()
    await choose()
    await expect.poll(size, { timeout: 15_000 }).toBe(since + 1)
    expect(logged(since).map(({ action, previous }) => [action, previous])).toEqual([['choose', '']])
    expect(await waiting(visitor)).toEqual([])
  })
})

describe('the log that a browser has seen', { timeout: 120_000 }, () => {
  /** Listens for a fork on a page that is loaded anew. */
  const watch = async () => {
    await openLab(lab, visitor)
    await visitor.page.evaluate(() => window.kakburk?.on('fork', (fork) => Object.assign(window, { fork })))
  }
  const reported = () => visitor.page.waitForFunction('window.fork', undefined, { timeout: 15_000 }).then((fork) => fork.jsonValue())
  const notesOf = (size: number) => expect.stringMatching(new RegExp(`^consent\\.localhost:\\d+/lab\\n${size}\\n[^]+\\n— `))

  it('is held to its newest checkpoint at every delivery, and may grow', async () => {
    await accept(lab, visitor)
    const before = checkpointIn(await kept(visitor))
    await others(3)
    await watch()
    await choose()
    await expect.poll(async () => checkpointIn(await kept(visitor)) !== before, { timeout: 15_000 }).toBe(true)
    expect(receiptsIn(await kept(visitor))).toHaveLength(2)
    expect(visitor.complaints).toEqual([])
    expect(await visitor.page.evaluate('window.fork')).toBeUndefined()
  })

  it('and that is put back to an older copy and goes on otherwise is reported, and what followed a lost receipt stands alone', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'kakburk-copy-'))
    const at = await size()
    await lab.world.change((folder) => cpSync(folder, copy, { recursive: true }))
    await accept(lab, visitor)
    await lab.world.change((folder) => {
      rmSync(folder, { recursive: true })
      cpSync(copy, folder, { recursive: true })
    })
    rmSync(copy, { recursive: true })
    await others(2)
    await watch()
    await choose()
    expect(await reported()).toEqual({ seen: notesOf(at + 1), now: notesOf(at + 3) })
    expect(logged(at + 2).map(({ action, previous }) => [action, previous])).toEqual([['choose', '']])
    const ours = visitor.complaints.filter((text) => text.startsWith('kakburk'))
    expect(ours).toEqual([expect.stringContaining('previous-unknown'), expect.stringContaining('two histories')])
    // What is known to be signed is not given up for what contradicts it.
    expect(checkpointIn(await kept(visitor))).toContain(`\\n${at + 1}\\n`)
  })

  it('and that is shorter than it was is reported, by a withdrawal too', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'kakburk-copy-'))
    const at = await size()
    await lab.world.change((folder) => cpSync(folder, copy, { recursive: true }))
    await others(2)
    await accept(lab, visitor)
    await lab.world.change((folder) => {
      rmSync(folder, { recursive: true })
      cpSync(copy, folder, { recursive: true })
    })
    rmSync(copy, { recursive: true })
    await watch()
    await decide('withdraw')
    expect(await reported()).toEqual({ seen: notesOf(at + 3), now: notesOf(at + 1) })
    expect(await stored(visitor)).toEqual({ cookies: ['kakburk'], storage: [], databases: [] })
  })

  it('and that another took the place of is reported', async () => {
    await accept(lab, visitor)
    const at = await size()
    await lab.world.change((folder) => {
      rmSync(folder, { recursive: true })
      cpSync(mkdtempSync(join(tmpdir(), 'kakburk-empty-')), folder, { recursive: true })
      lab.publish({})
    })
    await watch()
    await choose()
    expect(await reported()).toEqual({ seen: notesOf(at), now: notesOf(2) })
  })
})
