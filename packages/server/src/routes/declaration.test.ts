import type { Declaration } from '@kakburk/widget/compile'
import { describe, expect, it } from 'vitest'
import { createServer, outcome } from '../testing/server.ts'
import { aPolicy, policyFile, policyId } from '../testing/shop.ts'

const get = async (file: string, policies = [aPolicy()]) => (await createServer({ policies })).app.request(`/s/window-shop/${file}`)

const names = ['_ga', '_gid', '_fbp', 'VISITOR_INFO1_LIVE', 'yt-remote-*', 'www.facebook.com/tr', 'kakburk']

describe('the declaration of a site', () => {
  it('is data, named after the policy that the gate asks by', async () => {
    const answer = await get('declaration.json?lang=en')
    const declaration = (await answer.json()) as Declaration & { v: number; publishedAt: string }
    expect(declaration).toMatchObject({ v: 1, site: 'window-shop', policy: policyId, language: 'en' })
    expect(declaration.publishedAt).toBe('2026-11-20T12:00:00.500Z')
    const found = declaration.categories.flatMap(({ services }) => services.flatMap(({ items }) => items.map(({ name }) => name)))
    for (const name of names) expect(found).toContain(name)
  })

  it('is a text with a line for each thing', async () => {
    const answer = await get('declaration.txt?lang=en')
    expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=UTF-8')
    const lines = (await answer.text()).split('\n')
    expect(lines.slice(0, 2)).toEqual(['List of cookies and similar technologies', 'Last changed on 20 November 2026'])
    expect(lines).toContain('- _ga: Cookie; Provider: Google Ireland Limited; Lifetime: 2 years')
    expect(lines).toContain('- YSC: Cookie; Provider: Google Ireland Limited (youtube.com); Lifetime: until the browser closes')
    expect(lines).toContain('- www.facebook.com/tr: Request; Provider: Meta Platforms Ireland Limited')
    expect(lines).toContain('Also read by: Meta Platforms, Inc.')
  })

  it('is a piece of HTML for pages without scripts, with when it was last changed', async () => {
    const answer = await get('declaration.html?lang=sv')
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    const page = await answer.text()
    expect(page).toMatch(/^<div class="kakburk-declaration" lang="sv" dir="ltr" [^>]+>.*<\/div>$/s)
    for (const name of names) expect(page.replaceAll('<wbr aria-hidden="true">', '')).toContain(`<code dir="ltr">${name}</code>`)
    expect(page).toContain('<code dir="ltr">VISITOR_<wbr aria-hidden="true">INFO1_<wbr aria-hidden="true">LIVE</code>')
    expect(page).toContain('<p class="kakburk-updated">Senast ändrad den 20 november 2026</p>')
    expect(page).not.toMatch(/style|script/)
  })

  it('lets nothing that an owner writes be more than a text', async () => {
    const controller = { ...policyFile.controller, name: 'A"<b>&amp;' }
    const page = await (await get('declaration.html', [aPolicy({ controller })])).text()
    expect(page).toContain('A&quot;&lt;b&gt;&amp;amp;')
    expect(page).not.toContain('<b>')
  })

  it.each([
    ['', 'sv'],
    ['?lang=en-US', 'en'],
    ['?lang=fi', 'sv'],
    ['?lang=__proto__', 'sv'],
  ])('speaks the language that is asked for, else the first of the policy: %s', async (query, language) => {
    for (const kind of ['html', 'txt', 'json']) {
      expect((await get(`declaration.${kind}${query}`)).headers.get('Content-Language')).toBe(language)
    }
  })

  it('changes with the policy, at once, and may be kept for as long as the gate', async () => {
    const { app, sites } = await createServer()
    const ask = async () => (await app.request('/s/window-shop/declaration.json')).json() as Promise<Declaration>
    const before = await ask()
    await sites.publish(aPolicy({ services: ['shop-cart'] }))
    const after = await ask()
    expect([before.categories.length, after.categories.length]).toEqual([3, 1])
    expect(after.policy).not.toBe(before.policy)
    const [gate, declaration] = await Promise.all(['gate.js', 'declaration.html'].map((file) => app.request(`/s/window-shop/${file}`)))
    expect(declaration?.headers.get('Cache-Control')).toBe(gate?.headers.get('Cache-Control'))
  })

  it('is not there for a site that is not there', async () => {
    const { app } = await createServer()
    for (const kind of ['html', 'txt', 'json']) expect(await outcome(app.request(`/s/nobody/declaration.${kind}`))).toBe('404 site-unknown')
  })
})
