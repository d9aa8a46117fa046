import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, stored, type Visitor, waiting } from './browser.ts'
import { type Lab, startLab } from './lab.ts'
import { ask, openLab } from './own.ts'

const purposes = [
  { id: 'newsletter', name: { sv: 'Nyhetsbrevet', en: 'The newsletter' }, purpose: { sv: 'Nyheter en gång i månaden.' } },
  { id: 'letters' },
]

const box = (purpose: string, label: string, more = '') =>
  `<label><input type="checkbox" data-kakburk-purpose="${purpose}" ${more}> ${label}</label>`
const form = (boxes: string, more = '') =>
  `<form action="/" ${more}><input name="mail" value="anna@shop.example"><input name="word" value="hemligt ord">${boxes}<button>Skicka</button></form>`
const newsletter = box('newsletter', 'Ja, skicka   <b>nyhetsbrev</b><br>en gång i månaden.')
const text = 'Ja, skicka nyhetsbrev en gång i månaden.'

let lab: Lab
let visitor: Visitor
let token: string
let since: number
/** What was posted to the log. */
let posted: string[]
beforeAll(async () => {
  lab = await startLab({ purposes })
  token = lab.world.run('token', '--site', 'lab', '--role', 'shop').trim()
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  since = lab.world.log('lab').length
  posted = []
  visitor.context.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.postData() ?? '')
  })
  return () => visitor.context.close()
})

const open = async (body: string) => {
  lab.write({ body })
  await openLab(lab, visitor)
  await visitor.page.waitForLoadState('networkidle')
}
/** What the log has of this test, once it is as much as that. */
const logged = async (count: number) => {
  const read = () => lab.world.log('lab').slice(since)
  await expect.poll(() => read().length, { timeout: 20_000, interval: 500 }).toBe(count)
  return read().map(({ action, purposes, text }) => [action, purposes, text])
}
const idOf = (purpose = 'newsletter') => new URL(visitor.page.url()).searchParams.get(`kakburk-${purpose}`)
const send = async () => {
  await visitor.page.getByRole('button', { name: 'Skicka' }).click()
  await visitor.page.waitForURL(/\?mail=/)
  await visitor.page.waitForFunction('window.kakburk')
}
const stateOf = async (id: string | null) =>
  (await ask(lab, `${lab.world.url}/s/lab/purposes/${id}`, { headers: { Authorization: `Bearer ${token}` } })).json()
const ours = () => visitor.complaints.filter((line) => line.startsWith('kakburk'))
const openMine = async () => {
  await visitor.page.evaluate(() => window.kakburk?.open())
  const mine = visitor.page.locator('#kakburk .mine')
  await mine.locator('summary').click()
  await mine.locator('p').first().waitFor()
  return mine
}
/** Says yes to the newsletter, and returns the id of the receipt. */
const accept = async () => {
  await open(form(newsletter))
  await visitor.page.getByRole('checkbox').check()
  await send()
  const id = idOf()
  await expect.poll(async () => (await stateOf(id)).granted, { timeout: 20_000 }).toBe(true)
  return id
}

describe('a box', { timeout: 90_000 }, () => {
  it('that is ticked makes a receipt when its form is sent, which the shop reads by the id in the form, and nothing that was written leaves the page', async () => {
    await open(form(newsletter))
    await visitor.page.locator('label b').click()
    await visitor.page.waitForTimeout(500)
    expect(posted).toEqual([])
    await send()
    const id = idOf()
    expect(await logged(1)).toEqual([['grant-purpose', 'newsletter=yes', text]])
    expect(await stateOf(id)).toMatchObject({ receipt: id, purpose: 'newsletter', granted: true, text, language: 'sv', page: '/' })
    expect(posted.join()).not.toMatch(/anna|hemligt/)
    // The answer about cookies is another matter.
    expect(await visitor.page.evaluate(() => window.kakburk?.get().decided)).toBe(false)
    expect(await stored(visitor)).toEqual({ cookies: [], storage: ['kakburkPurposes'], databases: ['kakburk-newsletter'] })
    expect(ours()).toEqual([])
  })

  it('that came later counts in a form that a script sends, and the page is told before it reads its form', async () => {
    await open('<main></main>')
    await visitor.page.evaluate((inner) => {
      window.kakburk?.on('purpose', (answer) => Object.assign(window, { answer }))
      document.querySelector('main')?.insertAdjacentHTML('beforeend', inner)
      document.querySelector('form')?.addEventListener('submit', (event) => {
        event.preventDefault()
        Object.assign(window, { sent: [...new FormData(event.target as HTMLFormElement)] })
      })
    }, form(newsletter))
    await visitor.page.getByRole('checkbox').press(' ')
    await visitor.page.getByRole('button', { name: 'Skicka' }).click()
    const answer = (await visitor.page.evaluate('window.answer')) as { purpose: string; granted: boolean; receipt: string }
    expect(answer).toMatchObject({ purpose: 'newsletter', granted: true })
    expect(await visitor.page.evaluate('window.sent')).toContainEqual(['kakburk-newsletter', answer.receipt])
    // Sent once more as it is, as after a field was wrong, it is the same answer.
    await visitor.page.getByRole('button', { name: 'Skicka' }).click()
    expect(await visitor.page.evaluate('window.sent')).toContainEqual(['kakburk-newsletter', answer.receipt])
    expect(await logged(1)).toEqual([['grant-purpose', 'newsletter=yes', text]])
  })

  it('in an open shadow tree counts once, within its form and without one, and so does one that is shown through a slot', async () => {
    const inner = `<slot></slot><i id="about">Två gånger om året.</i>${box('letters', 'Brev på papper', 'aria-describedby="about"')}`
    const slotted = box('letters', 'Brev på <u>tyg</u>')
    await open(`<paper-letter><template shadowrootmode="open">${inner}</template>${slotted}</paper-letter>
      <news-letter><template shadowrootmode="open"><div><template shadowrootmode="open">${form(newsletter)}</template></div></template></news-letter>`)
    await visitor.page.getByRole('checkbox', { name: 'papper' }).check()
    expect(await logged(1)).toEqual([['grant-purpose', 'letters=yes', 'Brev på papper Två gånger om året.']])
    await visitor.page.getByRole('checkbox', { name: 'tyg' }).check()
    expect((await logged(2))[1]).toEqual(['grant-purpose', 'letters=yes', 'Brev på tyg'])
    await visitor.page.getByRole('checkbox', { name: 'nyhetsbrev' }).check()
    await send()
    expect(idOf()).not.toBeNull()
    expect((await logged(3))[2]).toEqual(['grant-purpose', 'newsletter=yes', text])
  })

  it('in a closed shadow tree is not seen', async () => {
    const fill = `const tree = document.querySelector('news-letter').attachShadow({ mode: 'closed' }); tree.innerHTML = document.querySelector('template').innerHTML`
    await open(`<news-letter></news-letter><template>${form(newsletter)}</template><script>${fill}; window.closedTree = tree</script>`)
    const inside = (field: string) => visitor.page.evaluateHandle<Element>(`window.closedTree.querySelector('${field}')`)
    await (await inside('[type=checkbox]')).asElement()?.click()
    await (await inside('button')).asElement()?.click()
    await visitor.page.waitForURL(/\?mail=/)
    expect(idOf()).toBeNull()
    expect(lab.world.log('lab').slice(since)).toEqual([])
  })

  it('counts when a script of the page sends its form, and one without a form when it is ticked', async () => {
    await open(`${form(newsletter)}<p>${box('letters', 'Brev på papper')}</p>`)
    await visitor.page.getByRole('checkbox', { name: 'papper' }).check()
    expect(await logged(1)).toEqual([['grant-purpose', 'letters=yes', 'Brev på papper']])
    await visitor.page.getByRole('checkbox', { name: 'nyhetsbrev' }).check()
    await visitor.page.evaluate(() => document.querySelector('form')?.submit())
    expect((await logged(2))[1]).toEqual(['grant-purpose', 'newsletter=yes', text])
  })

  it.each([
    ['in the markup', 'checked', ''],
    ['by a script', '', '.checked = true'],
    ['by a click of a script', '', '.click()'],
  ])('that was ticked for its visitor %s grants nothing, and the owner is told once', async (_, more, script) => {
    // In the page itself: what a test evaluates counts as the visitor's own doing.
    const late = script && `<script>setTimeout(() => { document.querySelector('[data-kakburk-purpose]')${script} }, 1500)</script>`
    await open(form(box('newsletter', 'Ja tack', more)) + late)
    await expect.poll(() => visitor.page.getByRole('checkbox').isChecked()).toBe(true)
    await visitor.page.getByRole('button', { name: 'Skicka' }).press('Enter')
    await visitor.page.waitForURL(/\?mail=/)
    await visitor.page.waitForTimeout(1500)
    expect(idOf()).toBeNull()
    expect(lab.world.log('lab').slice(since)).toEqual([])
    expect([...new Set(ours())]).toEqual([expect.stringContaining('a box that was ticked for its visitor is no consent')])
    expect((await stored(visitor)).storage).toEqual([])
  })

  it('that has no label, or names no purpose of the policy, grants nothing', async () => {
    await open(
      form('<input type="checkbox" data-kakburk-purpose="newsletter"><input type="checkbox" data-kakburk-purpose="other" title="x">'),
    )
    for (const each of await visitor.page.getByRole('checkbox').all()) await each.check()
    await send()
    await visitor.page.waitForTimeout(1000)
    expect(lab.world.log('lab').slice(since)).toEqual([])
    expect(ours()).toEqual([expect.stringContaining('a box without a label'), expect.stringContaining('no such purpose')])
  })

  it('that is unticked later takes the yes back, one that nobody touches does not, and other words are a new yes', async () => {
    const first = await accept()
    await open(form(newsletter))
    await send()
    expect(idOf()).toBeNull()
    await open(form(box('newsletter', 'Ja, nyheter och erbjudanden')))
    await visitor.page.getByRole('checkbox').check()
    await send()
    const second = idOf()
    expect(await logged(2)).toEqual([
      ['grant-purpose', 'newsletter=yes', text],
      ['grant-purpose', 'newsletter=yes', 'Ja, nyheter och erbjudanden'],
    ])
    // As an account page shows it to one who subscribes.
    await open(form(box('newsletter', 'Nyheter', 'checked')))
    await send()
    expect(idOf()).toBe(second)
    expect(ours()).toEqual([])
    await open(form(box('newsletter', 'Nyheter', 'checked')))
    await visitor.page.getByRole('checkbox').uncheck()
    await send()
    expect((await logged(3))[2]).toEqual(['withdraw-purpose', 'newsletter=no', 'Nyheter'])
    for (const id of [first, second, idOf()]) expect(await stateOf(id)).toMatchObject({ granted: false, state: 'withdrawn' })
    expect(await stored(visitor)).toEqual({ cookies: [], storage: [], databases: [] })
  })
})

describe('a yes to a purpose', { timeout: 90_000 }, () => {
  it('holds the log to what it was: one that was put back to an older copy and went on otherwise is reported', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'kakburk-copy-'))
    await lab.world.change((folder) => cpSync(folder, copy, { recursive: true }))
    await accept()
    await lab.world.change((folder) => {
      rmSync(folder, { recursive: true })
      cpSync(copy, folder, { recursive: true })
    })
    rmSync(copy, { recursive: true })
    const first = visitor
    visitor = await aVisitor(lab.browser)
    await accept()
    await visitor.context.close()
    visitor = first
    await open(box('newsletter', 'Nyheter'))
    const fork = visitor.page.evaluate(() => new Promise((resolve) => window.kakburk?.on('fork', resolve)))
    await visitor.page.getByRole('checkbox').check()
    expect(await fork).toEqual({
      seen: expect.stringContaining(`/lab\n${since + 1}\n`),
      now: expect.stringContaining(`/lab\n${since + 2}\n`),
    })
  })

  it('stands when cookies are refused, and each of two in one form is its own', async () => {
    await open(form(newsletter + box('letters', 'Brev')))
    for (const each of await visitor.page.getByRole('checkbox').all()) await each.check()
    await visitor.page.evaluate(() => window.kakburk?.acceptAll())
    await send()
    const ids = [idOf(), idOf('letters')]
    await logged(3)
    await visitor.page.evaluate(() => window.kakburk?.withdraw())
    expect((await logged(4))[3]?.[0]).toBe('withdraw')
    expect(await Promise.all(ids.map(async (id) => (await stateOf(id)).granted))).toEqual([true, true])
    const rows = lab.world.log('lab').slice(since)
    expect(new Set(rows.filter(({ visitor }) => visitor).map(({ visitor }) => visitor)).size).toBe(3)
    expect((await stored(visitor)).databases).toEqual(['kakburk-letters', 'kakburk-newsletter'])
  })

  it('leaves the page with the browser’s own functions, as far as it can tell', async () => {
    await open(form(newsletter))
    await visitor.page.getByRole('checkbox').check()
    expect(await visitor.page.evaluate(() => String(HTMLFormElement.prototype.submit))).toBe('function submit() { [native code] }')
  })

  it('is taken back by one click in my choices, also before an answer about cookies', async () => {
    const id = await accept()
    await expect.poll(() => waiting(visitor), { timeout: 20_000 }).toEqual([])
    const mine = await openMine()
    expect(await mine.locator('.service').allTextContents()).toEqual([
      expect.stringMatching(/Du sa ja i ett formulär: NyhetsbrevetJa, skicka nyhetsbrev en gång i månaden\.Spara kvittot Kvittots sida/),
    ])
    await mine.getByRole('button', { name: 'Ta tillbaka: Nyhetsbrevet' }).click()
    await mine.getByText('Du tog tillbaka ett ja som du gett i ett formulär: Nyhetsbrevet').waitFor()
    await expect.poll(async () => (await stateOf(id)).state, { timeout: 20_000 }).toBe('withdrawn')
    await expect.poll(async () => stored(visitor), { timeout: 10_000 }).toEqual({ cookies: [], storage: [], databases: [] })
  })

  it('is taken back by the link of its receipt without scripts, and the browser obeys when it looks', async () => {
    const id = await accept()
    await expect.poll(() => waiting(visitor), { timeout: 20_000 }).toEqual([])
    const link = (await (await openMine()).locator('a', { hasText: 'Kvittots sida' }).getAttribute('href')) ?? ''
    const context = await lab.browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE' })
    const page = await context.newPage()
    await page.goto(link)
    expect(await page.locator('main').textContent()).toMatch(
      /Ditt samtycke gäller\.[\s\S]*Nyhetsbrevet[\s\S]*Ja, skicka nyhetsbrev en gång i månaden\./,
    )
    await page.getByRole('button', { name: 'Ta tillbaka mitt samtycke' }).click()
    await page.getByText('Du har tagit tillbaka ditt samtycke').waitFor()
    await context.close()
    expect(await stateOf(id)).toMatchObject({ granted: false, state: 'withdrawn' })
    await openLab(lab, visitor)
    expect(await (await openMine()).getByRole('button').count()).toBe(0)
    expect((await stored(visitor)).databases).toEqual([])
  })

  it('that is given while the server is away is kept, and delivered later', async () => {
    await open(form(newsletter, 'onsubmit="event.preventDefault()"'))
    await lab.world.kill()
    await visitor.page.getByRole('checkbox').check()
    await visitor.page.getByRole('button', { name: 'Skicka' }).click()
    await expect.poll(async () => (await waiting(visitor)).length).toBe(1)
    const id = await visitor.page.locator('[name=kakburk-newsletter]').inputValue()
    await visitor.page.close()
    await lab.world.start()
    const page = await visitor.context.newPage()
    await page.goto(lab.address)
    await expect.poll(async () => (await stateOf(id)).granted, { timeout: 30_000 }).toBe(true)
    expect(await waiting({ ...visitor, page })).toEqual([])
  })
})

it('leaves a log whose bundle is verified as whole', async () => {
  await accept()
  const folder = mkdtempSync(join(tmpdir(), 'kakburk-boxes-'))
  const file = join(folder, 'bundle.zip')
  lab.world.run('export', '--site', 'lab', '--bundle', file)
  expect(lab.world.run('verify', file, '--all')).toContain('WHOLE')
  rmSync(folder, { recursive: true })
}, 90_000)
