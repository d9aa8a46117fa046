import { describe, expect, it } from 'vitest'
import { at, button, held, open, order, prepare, proxy, shop, tracked, visitor, withTrackers } from './ground.ts'

prepare()

describe.each(held)('a policy of the page, in %s mode', (mode) => {
  const withNonce = () => shop.tag(mode).replace('<script ', '<script nonce="abc" ')
  const scripts = `script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'; base-uri 'none'; style-src 'self'`

  it.each([
    ['a nonce and strict-dynamic', scripts],
    ['a nonce, strict-dynamic and Trusted Types', `${scripts}; require-trusted-types-for 'script'`],
    ['Trusted Types alone', `require-trusted-types-for 'script'`],
    ['Trusted Types with a list that names us', `require-trusted-types-for 'script'; trusted-types kakburk own`],
    ['Trusted Types with duplicates allowed', `require-trusted-types-for 'script'; trusted-types * 'allow-duplicates'`],
  ])('%s: it holds, asks, and lets go with the nonce', async (_, policy) => {
    const page = withTrackers({ headers: { 'content-security-policy': policy }, tag: withNonce() })
    // The page's own scripts obey Trusted Types.
    page.head = `<script nonce="abc">window.own = window.trustedTypes.createPolicy('own', { createScriptURL: (text) => text, createHTML: (text) => text })</script>${page.head}`
    page.body = page.body?.replace(/script\.src = '([^']*)'/, "script.src = own.createScriptURL('$1')") ?? ''
    await open(mode, page)
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    await button('settings').first().click()
    await visitor.page.locator('#kakburk dialog').waitFor()
    await visitor.page.locator('#kakburk dialog [data-kakburk=accept]').click()
    await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    await expect.poll(order).toContain('tracker')
    expect(visitor.complaints).toEqual([])
  })

  it('every screen of ours, in two languages, is drawn without one report', async () => {
    await visitor.context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        console.error('violation', violatedDirective, blockedURI, sample),
      )
    })
    const policy = `default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; script-src-attr 'none'; style-src 'nonce-abc'; style-src-attr 'none'; connect-src ${proxy.url}; frame-src ${at('tracker', '')}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types kakburk`
    await open(
      mode,
      {
        headers: { 'content-security-policy': policy },
        tag: withNonce(),
        body: `<div data-kakburk-declaration></div><div id="films"></div><script nonce="abc">
        for (const path of ['/frame', '/frame?2']) {
          const film = document.createElement('iframe')
          film.width = 480
          film.height = 320
          film.src = at('tracker', path)
          film.dataset.poster = '/picture.svg'
          films.append(film)
        }
      </script>`,
      },
      '/?kakburk=explain',
    )
    const { page } = visitor
    const inFilm = (n: number) => page.locator('#films iframe').nth(n).contentFrame()
    const dialog = page.locator('#kakburk dialog')
    const openMine = async () => {
      await button('open').press('Enter')
      await dialog.locator('.mine summary').click()
    }

    // The banner, what stands in a frame and over its picture, the declaration, and the owner's panel.
    await page.locator('#kakburk .banner').waitFor()
    await inFilm(0).locator('section img').waitFor()
    await page.locator('.kakburk-declaration').waitFor()
    await page.locator('text=tracker.localhost').first().waitFor()
    // The preferences, with everything unfolded.
    await button('settings').click()
    await dialog.locator('[data-kakburk=save]').waitFor()
    for (const summary of await dialog.locator('summary').all()) await summary.click()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    // Another language.
    await page.evaluate(() => {
      document.documentElement.lang = 'en'
    })
    await expect.poll(() => button('reject').first().textContent()).toBe('Reject all')
    await expect.poll(() => inFilm(1).locator('section').textContent()).toContain('Content from Tracker')
    // Shown once, which the net of strict mode cannot; then a no, and the note that says it is kept.
    if (mode === 'automatic') {
      await inFilm(0).locator('[data-kakburk=once]').press('Enter')
      await expect.poll(tracked).toEqual(['/frame'])
    } else expect(await inFilm(0).locator('div div button').count()).toBe(1)
    await button('reject').first().click()
    await page.locator('#kakburk .note:has-text("saved")').waitFor({ state: 'attached' })
    // A yes, which strict mode loads the page anew for; the visitor's own choices; and a withdrawal, with its note.
    // By key, since the owner's panel lies over it.
    await button('open').press('Enter')
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/receipts') && response.ok()),
      dialog.locator('[data-kakburk=accept]').click(),
    ])
    await page.waitForTimeout(1_500)
    await openMine()
    await dialog.locator('[data-kakburk=receipt]').first().waitFor()
    await dialog.locator('[data-kakburk=withdraw]').click()
    await page.locator('#kakburk .note button').waitFor()
    expect(visitor.complaints.filter((text) => !text.startsWith('kakburk: strict mode holds'))).toEqual([])
  })

  it('Trusted Types with a list that does not name us: it holds, and nothing of the page breaks', async () => {
    const page = withTrackers({
      headers: { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types own` },
      tag: withNonce(),
    })
    page.head = `<script nonce="abc">window.own = window.trustedTypes.createPolicy('own', { createScriptURL: (text) => text })</script>${page.head}`
    page.body = page.body?.replace(/script\.src = '([^']*)'/, "script.src = own.createScriptURL('$1')") ?? ''
    await open(mode, page)
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    expect(visitor.complaints.filter((text) => !/kakburk/i.test(text))).toEqual([])
  })

  it('what Trusted Types refuse is still refused, and what they allow is written and held', async () => {
    await open(mode, { headers: { 'content-security-policy': `require-trusted-types-for 'script'` }, body: '<div id="place"></div>' })
    visitor.complaints.length = 0
    const told = await visitor.page.evaluate(async () => {
      const place = document.querySelector('#place') as HTMLElement
      type Policy = { createHTML(text: string): string; createScriptURL(text: string): string; createScript(text: string): string }
      const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): Policy } }
      const same = (text: string) => text
      const policy = trustedTypes.createPolicy('own', { createHTML: same, createScriptURL: same, createScript: same })
      const refused: string[] = []
      const held = `<iframe src="${window.at('tracker', '/frame')}"></iframe><img alt="" src="${window.at('tracker', '/a.svg')}">`
      const script = document.createElement('script')
      const tries: Record<string, () => unknown> = {
        innerHTML: () => Object.assign(place, { innerHTML: '<b>x</b>' }),
        'innerHTML that is held': () => Object.assign(place, { innerHTML: held }),
        outerHTML: () => Object.assign(place.appendChild(document.createElement('p')), { outerHTML: held }),
        insertAdjacentHTML: () => place.insertAdjacentHTML('beforeend', held),
        'script.src': () => Object.assign(script, { src: '/one.js' }),
        'script.src that is held': () => Object.assign(script, { src: window.at('tracker', '/a.js') }),
        'script.setAttribute': () => script.setAttribute('src', '/one.js'),
        'script.text': () => Object.assign(script, { text: '1' }),
        srcdoc: () => Object.assign(document.createElement('iframe'), { srcdoc: held }),
        range: () => document.createRange().createContextualFragment(held),
        parser: () => new DOMParser().parseFromString(held, 'text/html'),
        worker: () => new Worker('/own/import.js'),
        eval: () => setTimeout('1' as unknown as () => void),
      }
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          attempt()
        } catch (error) {
          refused.push(`${name} ${(error as Error).name}`)
        }
      }
      place.innerHTML = policy.createHTML(`<b>allowed</b>${held}`)
      place.insertAdjacentHTML('beforeend', policy.createHTML('<i>too</i>'))
      window.order = []
      await new Promise((done) => {
        script.onload = done
        script.src = policy.createScriptURL('/one.js')
        document.head.append(script)
      })
      const worker = new Worker(policy.createScriptURL('/own/worker.mjs'), { type: 'module' })
      const answer = await new Promise<{ part: string }>((done) => {
        worker.onmessage = ({ data }) => done(data)
        worker.postMessage('go')
      })
      return { refused, written: [...place.children].map(({ localName }) => localName), order: window.order, part: answer.part }
    })
    expect(told).toEqual({
      refused: [
        'innerHTML TypeError',
        'innerHTML that is held TypeError',
        'outerHTML TypeError',
        'insertAdjacentHTML TypeError',
        'script.src TypeError',
        'script.src that is held TypeError',
        'script.setAttribute TypeError',
        'script.text TypeError',
        'srcdoc TypeError',
        'range TypeError',
        'parser TypeError',
        'worker TypeError',
        'eval TypeError',
      ],
      written: ['b', 'iframe', 'img', 'i'],
      order: ['one'],
      part: 'part',
    })
    await visitor.page.waitForTimeout(200)
    expect(tracked()).toEqual([])
  })
})
