import { describe, expect, it } from 'vitest'
import { shopHosts } from '../hosts.ts'
import { createVisitor } from '../testing.ts'

const servicesOn = (html: string) => /data-services="([^"]*)"/.exec(html)?.[1]?.split(' ')

describe('the panel', () => {
  it.each([
    [shopHosts.windowShop, '/', ['google-analytics']],
    [shopHosts.platformShop, '/', ['google-analytics', 'facebook-pixel', 'newsletter']],
    [shopHosts.platformShop, '/produkt/kurs', ['google-analytics', 'facebook-pixel', 'klarna-messaging', 'newsletter']],
    [shopHosts.platformShop, '/produkt/vantar', ['google-analytics', 'facebook-pixel', 'klarna-messaging', 'newsletter', 'youtube']],
  ])('knows which services a page uses: %s%s', async (host, path, services) => {
    expect(servicesOn(await createVisitor(host).text(path))).toEqual(services)
  })

  it('tells the checkout and the offers of Klarna apart, though they share a host', async () => {
    const visitor = createVisitor(shopHosts.platformShop)
    await visitor.submit('/produkt/kurs', '/varukorg', { slug: 'kurs', quantity: '1' })
    const found = servicesOn(await visitor.text('/kassa'))
    expect(found).toEqual(['klarna-checkout', 'swedbank-pay', 'google-analytics', 'facebook-pixel', 'newsletter'])
  })

  it('shows the hits of its own shop, with their service, and the names of all cookies', async () => {
    const visitor = createVisitor(shopHosts.platformShop)
    await visitor.get('/konto')
    for (const referer of ['http://butik.localhost:4871/', 'http://fonster.localhost:4871/']) {
      await visitor.examples.fetch(new Request('http://www.google-analytics.localhost:4871/g/collect?v=2', { headers: { referer } }))
    }
    const { hits, cookies } = await (await visitor.get('/demo/hits')).json()
    expect(hits).toEqual([expect.objectContaining({ host: 'www.google-analytics.localhost', service: 'google-analytics' })])
    expect(cookies).toEqual(['_csrf'])
    expect(await (await visitor.get(`/demo/hits?since=${hits[0].time + 1}`)).json()).toEqual({ hits: [], cookies: ['_csrf'] })
  })

  it('sets no cookie, and loads from nowhere but the shop', async () => {
    const visitor = createVisitor(shopHosts.windowShop, { consentUrl: 'http://localhost:4870' })
    expect(await visitor.text('/')).toContain('data-server="http://localhost:4870"')
    for (const path of ['/demo/hits', '/demo/services', '/demo/panel.js', '/demo/panel.css', '/demo/room.css']) {
      const response = await visitor.get(path)
      expect(response.status).toBe(200)
      expect(await response.text()).not.toMatch(/https?:\/\//)
    }
    expect(visitor.jar.size).toBe(0)
  })
})
