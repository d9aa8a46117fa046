import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
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

const open = async () => {
  await visitor.page.goto(lab.address)
  await visitor.page.waitForTimeout(250)
}
const accept = () => decide(() => window.kakburk?.acceptAll())
const decide = async (how: () => void) => {
  await visitor.page.evaluate(how)
  await visitor.page.waitForTimeout(400)
}
const order = () => visitor.page.evaluate(() => (globalThis as { order?: string[] }).order ?? [])

describe('after a yes', () => {
  it('what waited runs in the order of the document, asynchronous scripts holding nobody up', async () => {
    lab.write({
      head: `<script src="${lab.tracker('/one.js')}"></script>
        <script type="text/plain" data-consent="analytics">order = [...(window.order ?? []), 'two']</script>
        <script type="text/plain" data-consent="analytics" src="${lab.tracker('/three.js')}"></script>`,
      body: `<script type="text/plain" data-consent="analytics">order = [...(window.order ?? []), 'four']</script>
        <script type="text/plain" data-consent="analytics" data-type="module">order = [...(window.order ?? []), 'five']</script>`,
    })
    await open()
    expect(await order()).toEqual([])
    await accept()
    expect(await order()).toEqual(['one', 'two', 'three', 'four', 'five'])
    await accept()
    expect(await order()).toHaveLength(5)
  })

  it('a script that cannot be had does not hold up the next', async () => {
    lab.write({ head: `<script src="http://tracker.localhost:1/gone.js"></script><script src="${lab.tracker('/next.js')}"></script>` })
    await open()
    await accept()
    expect(await order()).toEqual(['next'])
  })

  it.each([
    ['inserted as text', (at: string) => `<div id="d"></div><script>d.innerHTML = '<script src="${at}"></scr' + 'ipt>'</script>`],
    ['not meant for this browser', (at: string) => `<script nomodule src="${at}"></script>`],
    ['in a part of the page that is gone', (at: string) => `<div id="d"><script src="${at}"></script></div><script>d.remove()</script>`],
  ])('a script that never runs does not hold up the next: %s', async (_, body) => {
    lab.write({ body: `${body(lab.tracker('/never.js'))}<script src="${lab.tracker('/next.js')}"></script>` })
    await open()
    expect(lab.asked).toEqual([])
    await accept()
    await expect.poll(order, { timeout: 8_000 }).toContain('next')
  })

  it('the page’s own element runs, with its attributes, its listeners and its nonce', async () => {
    lab.write({
      headers: { 'content-security-policy': `script-src 'nonce-abc' ${lab.world.url}` },
      body: `<script nonce="abc" type="text/plain" data-consent="analytics">order = [document.currentScript.nonce]</script>
        <script nonce="abc">
          window.s = document.createElement('script'); s.src = '${lab.tracker('/own.js')}'; s.nonce = 'abc'; s.id = 'own'; s.crossOrigin = 'anonymous'
          s.dataset.key = 'kept'; s.onload = () => { window.loaded = document.querySelector('#own') === s && s.dataset.key }
          document.head.append(s)
        </script>`,
    })
    await open()
    await accept()
    expect(await order()).toEqual(['abc', 'own'])
    expect(await visitor.page.evaluate(() => (window as { loaded?: unknown }).loaded)).toBe('kept')
    expect(visitor.complaints).toEqual([])
  })

  it('only what was granted runs, and what comes later is judged too', async () => {
    lab.write({
      body: `<script src="${lab.tracker('/a.js')}"></script><script type="text/plain" data-consent="marketing">order = [...(window.order ?? []), 'pixel']</script>`,
    })
    await open()
    await decide(() => window.kakburk?.set({ analytics: true }))
    expect(await order()).toEqual(['a'])
    await visitor.page.evaluate(() => {
      const script = document.createElement('script')
      script.dataset.consent = 'marketing'
      script.textContent = 'order = [...order, "late"]'
      document.head.append(script)
    })
    expect(await order()).toEqual(['a'])
  })

  it('a mark that names nothing known is never granted', async () => {
    lab.write({ head: '<script type="text/plain" data-consent="analytcis">order = [1]</script>' })
    await open()
    await accept()
    expect(await order()).toEqual([])
  })

  it('what the owner marks necessary, and what nobody declared, runs at once', async () => {
    lab.write({
      head: `<script data-consent="necessary" src="${lab.tracker('/a.js')}"></script><script src="/own.js"></script>`,
    })
    await open()
    expect(await order()).toEqual(['a', 'own'])
  })
})

describe('the page', () => {
  it('sees the browser’s own functions, and one name of ours', async () => {
    lab.write({})
    await open()
    expect(
      await visitor.page.evaluate(() => [
        Node.prototype.appendChild.name,
        Node.prototype.appendChild.length,
        /\[native code\]/.test(String(Element.prototype.setAttribute)),
        Object.keys(window).filter((name) => /kakburk/i.test(name)).length,
        typeof window.kakburk,
      ]),
    ).toEqual(['appendChild', 1, true, 1, 'object'])
  })

  it('gets the browser’s own errors for its own mistakes, and none for ours', async () => {
    lab.write({})
    await open()
    expect(
      await visitor.page.evaluate(() => {
        try {
          document.body.appendChild('text' as unknown as Node)
        } catch (error) {
          return (error as Error).name
        }
      }),
    ).toBe('TypeError')
    expect(
      await visitor.page.evaluate(() => {
        window.kakburk?.on('change', () => {
          throw new Error('of the page')
        })
        window.kakburk?.rejectAll()
        return window.kakburk?.get().decided
      }),
    ).toBe(true)
  })

  it('can listen, and stop listening', async () => {
    lab.write({})
    await open()
    const heard = await visitor.page.evaluate(() => {
      const states: unknown[] = []
      const stop = window.kakburk?.on('change', ({ grants }) => states.push(grants))
      window.kakburk?.set({ analytics: true })
      stop?.()
      window.kakburk?.set({ marketing: true })
      return states
    })
    expect(heard).toEqual([{ analytics: true, marketing: false }])
  })

  it('decides nothing when it names nothing that the policy knows, and is told so', async () => {
    lab.write({})
    await open()
    await visitor.page.evaluate(() => window.kakburk?.set({ analytcis: true }))
    expect(await visitor.page.evaluate(() => window.kakburk?.get().decided)).toBe(false)
    expect(visitor.complaints.join()).toContain('no such name in the policy')
  })

  it('may have made something odd of its data layer', async () => {
    lab.publish({ services: ['google-analytics', { use: 'youtube', hosts: ['tracker.localhost'] }] })
    lab.write({ body: `<script>dataLayer = {}</script><script src="${lab.tracker('/a.js')}"></script>` })
    await open()
    expect(lab.asked).toEqual([])
    await accept()
    expect(await order()).toEqual(['a'])
    lab.publish({})
  })

  it.each([
    ['replaces its body', "document.body.replaceWith(document.createElement('body'))"],
    [
      'hides everything it has',
      "document.head.insertAdjacentHTML('beforeend', '<style>div{display:none!important;opacity:0!important}</style>')",
    ],
    ['moves its body', "document.body.style.cssText = 'transform:translateY(500px);filter:grayscale(1)'"],
  ])('still asks when it %s', async (_, how) => {
    lab.write({ body: `<script>addEventListener('load', () => { ${how} })</script>` })
    await open()
    await visitor.page.locator('#kakburk [data-kakburk=reject]').click({ timeout: 5_000 })
    expect(await visitor.page.evaluate(() => window.kakburk?.get().decided)).toBe(true)
    expect(await visitor.page.locator('#kakburk [data-kakburk=open]').isVisible()).toBe(true)
  })

  it('may have the tag twice', async () => {
    lab.write({ head: lab.publish({}), body: `<script src="${lab.tracker('/a.js')}"></script>` })
    await open()
    expect(lab.asked).toEqual([])
    expect(await visitor.page.locator('#kakburk').count()).toBe(1)
    await accept()
    expect(await order()).toEqual(['a'])
  })

  it('is told when the second line of the tag is missing', async () => {
    lab.write({ tag: lab.publish({}).split('\n')[0] ?? '', body: '<!-- a comment of the page -->' })
    await open()
    expect(visitor.complaints.join()).toContain('data-guard without its <meta>')
  })

  it('is whole when its template escapes what stands in attributes', async () => {
    lab.write({
      tag: lab.publish({}).replace('"--><meta', '"--&gt;&lt;meta'),
      body: `<p id="last">whole</p><script src="${lab.tracker('/a.js')}"></script>`,
    })
    await open()
    expect(await visitor.page.locator('#last').isVisible()).toBe(true)
    expect(lab.asked).toEqual([])
  })

  it('works under a strict policy with trusted types', async () => {
    lab.write({
      headers: {
        'content-security-policy': `script-src 'nonce-abc' ${lab.world.url}; style-src 'self'; require-trusted-types-for 'script'`,
      },
      body: `<script nonce="abc">document.body.append(document.createElement('p'))</script>`,
    })
    await open()
    await visitor.page.locator('#kakburk [data-kakburk=settings]').click()
    await visitor.page.locator('#kakburk dialog').waitFor()
    await visitor.page.locator('#kakburk dialog [data-kakburk=accept]').click()
    expect(await visitor.page.evaluate(() => window.kakburk?.get().decided)).toBe(true)
    expect(visitor.complaints).toEqual([])
  })
})

describe('a new policy', () => {
  it('asks again and says why when the services changed, and holds what was granted until then', async () => {
    lab.publish({})
    lab.write({ head: `<script src="${lab.tracker('/a.js')}"></script>` })
    await open()
    await accept()
    expect(await visitor.page.locator('#kakburk .banner').count()).toBe(0)
    const yes = await visitor.page.evaluate(() => window.kakburk?.get().receipt)

    lab.publish({ look: { button: '#aa0000' } })
    await visitor.context.clearCookies({ name: 'none' })
    await reopen()
    expect(await visitor.page.locator('#kakburk .banner').count()).toBe(0)

    lab.publish({ services: ['shop-cart', 'google-ads'] })
    lab.asked.length = 0
    await reopen()
    await visitor.page.locator('#kakburk .banner .changed').waitFor()
    expect(await visitor.page.evaluate(() => window.kakburk?.get())).toEqual({ decided: false, grants: {} })
    await visitor.page.locator('#kakburk [data-kakburk=reject]').click()
    await expect.poll(() => lab.world.log('lab').at(-1), { timeout: 10_000 }).toMatchObject({ action: 'withdraw', previous: yes })
    lab.publish({})
  })
})

/** Opens the page with the gate of today: a browser may keep yesterday's for five minutes. */
const reopen = async () => {
  const session = await visitor.context.newCDPSession(visitor.page)
  await session.send('Network.clearBrowserCache')
  await open()
}
