import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { shopHosts } from './hosts.ts'
import { createExamples, startExamples } from './index.ts'
import { createVisitor } from './testing.ts'

const { windowShop, platformShop } = shopHosts
const tag = '<script src="http://localhost:4870/s/shop/gate.js" data-guard></script>\n<meta data-end="--><meta name=kakburk ">$& $1'
const tags = { 'window-shop': tag, 'platform-shop': tag }

const pages = [
  [windowShop, '/', 'sv'],
  [windowShop, '/fonster/vridfonster', 'sv'],
  [windowShop, '/varukorg', 'sv'],
  [windowShop, '/logga-in', 'sv'],
  [windowShop, '/integritet', 'sv'],
  [windowShop, '/tack', 'sv'],
  [windowShop, '/en/', 'en'],
  [platformShop, '/', 'sv'],
  [platformShop, '/produkt/vantar', 'sv'],
  [platformShop, '/produkt/kurs', 'sv'],
  [platformShop, '/varukorg', 'sv'],
  [platformShop, '/kassa', 'sv'],
  [platformShop, '/konto', 'sv'],
  [platformShop, '/integritet', 'sv'],
  [platformShop, '/tack', 'sv'],
  [platformShop, '/en/', 'en'],
] as const

describe('the pages of both shops', () => {
  it.each(pages)('have the tag first in the head: %s%s', async (host, path, language) => {
    const response = await createVisitor(host, { tags }).get(path)
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${language}">\\s*<head>\\s*<script src="http://localhost:4870/`))
    expect(text.split(tag)).toHaveLength(2)
    expect(text).not.toContain('{{')
  })

  it('keep their room for the tag while there is none', async () => {
    expect(await createVisitor(windowShop).text('/')).toMatch(/<head>\s*<!-- kakburk -->/)
  })

  it('take a tag that comes after the start', async () => {
    const late: { 'window-shop'?: string } = {}
    const visitor = createVisitor(windowShop, { tags: late })
    late['window-shop'] = tag
    expect(await visitor.text('/')).toContain(tag)
  })

  it('hold whole addresses with the port that the visitor came through', async () => {
    const { fetch } = createExamples()
    const text = await (await fetch(new Request('http://butik.localhost:12345/'))).text()
    expect(text).toContain('http://www.googletagmanager.localhost:12345/gtag/js?id=G-')
    expect(text).not.toContain('4871/')
  })

  it.each([
    [windowShop, '/finns-inte'],
    [windowShop, '/fonster/finns-inte'],
    [platformShop, '/produkt/finns-inte'],
    [windowShop, '/pages/layout.html'],
  ])('that are not there say so, and hold the tag all the same: %s%s', async (host, path) => {
    const response = await createVisitor(host, { tags }).get(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain(tag)
  })

  it('set no cookie before there is a form or a cart', async () => {
    for (const host of [windowShop, platformShop]) {
      const visitor = createVisitor(host)
      for (const path of ['/', '/en/', '/integritet', '/varukorg']) await visitor.get(path)
      expect([...visitor.jar.keys()]).toEqual([])
    }
  })

  it('come without the panel when it is not wanted', async () => {
    expect(await createVisitor(windowShop, { panel: false }).text('/')).not.toContain('/demo/')
  })
})

describe('the cart', () => {
  it('is kept for two weeks by the window shop, and until the browser closes by the platform shop', async () => {
    const guest = createVisitor(windowShop)
    await guest.submit('/fonster/vridfonster', '/varukorg', { slug: 'vridfonster', quantity: '2' })
    expect(guest.jar.get('varukorg')).toEqual({ value: 'vridfonster.2', attributes: 'Max-Age=1209600; Path=/; SameSite=Lax' })

    const customer = createVisitor(platformShop)
    await customer.submit('/produkt/kurs', '/varukorg', { slug: 'kurs', quantity: '1' })
    expect(customer.jar.get('cart')).toEqual({ value: 'kurs.1', attributes: 'Path=/; SameSite=Lax' })
  })

  it('adds up, shows its count on every page, and loses what is taken out', async () => {
    const visitor = createVisitor(windowShop)
    await visitor.submit('/fonster/vridfonster', '/varukorg', { slug: 'vridfonster', quantity: '1' })
    await visitor.submit('/fonster/vridfonster', '/varukorg', { slug: 'vridfonster', quantity: '1' })
    await visitor.submit('/fonster/fast-fonster', '/varukorg', { slug: 'fast-fonster', quantity: '1' })
    expect(visitor.jar.get('varukorg')?.value).toBe('vridfonster.2~fast-fonster.1')
    expect(await visitor.text('/')).toContain('Varukorg (3)')
    expect(await visitor.text('/varukorg')).toMatch(/13\s490 kr/)

    await visitor.submit('/varukorg', '/varukorg/ta-bort', { slug: 'vridfonster' })
    expect(visitor.jar.get('varukorg')?.value).toBe('fast-fonster.1')
    await visitor.submit('/varukorg', '/varukorg/ta-bort', { slug: 'fast-fonster' })
    expect(visitor.jar.has('varukorg')).toBe(false)
  })

  it('believes nothing that its cookie claims', async () => {
    const visitor = createVisitor(windowShop)
    visitor.jar.set('varukorg', { value: '<b>.1~vridfonster.0~finns-inte.2~vridfonster', attributes: '' })
    expect(await visitor.text('/varukorg')).toContain('Här är det tomt')
  })

  it('is emptied by an order', async () => {
    const visitor = createVisitor(windowShop)
    await visitor.submit('/fonster/fonsterdorr', '/varukorg', { slug: 'fonsterdorr', quantity: '1' })
    const answer = await visitor.submit('/varukorg', '/bestall', {})
    expect(answer.headers.get('location')).toBe('/tack')
    expect(visitor.jar.has('varukorg')).toBe(false)
  })
})

describe('the checkout', () => {
  it('takes an order that has been paid, and no other', async () => {
    const visitor = createVisitor(platformShop)
    await visitor.submit('/produkt/kurs', '/varukorg', { slug: 'kurs', quantity: '1' })
    expect((await visitor.submit('/kassa', '/kassa', { payment: 'klarna', paymentToken: '' })).status).toBe(400)
    expect((await visitor.submit('/kassa', '/kassa', { payment: 'guld', paymentToken: 'x' })).status).toBe(400)
    expect(visitor.jar.has('cart')).toBe(true)

    const answer = await visitor.submit('/kassa', '/kassa', { payment: 'swedbank-pay', paymentToken: 'x' })
    expect(answer.status).toBe(303)
    expect(await visitor.text(answer.headers.get('location') ?? '')).toContain('Swedbank Pay')
    expect(visitor.jar.has('cart')).toBe(false)
  })

  it('sells nothing out of an empty cart', async () => {
    const answer = await createVisitor(platformShop).submit('/kassa', '/kassa', { payment: 'klarna', paymentToken: 'x' })
    expect(answer.headers.get('location')).toBe('/varukorg')
  })
})

describe('logging in', () => {
  const anna = { email: 'anna@exempel.se', password: 'hemligt' }

  it('lasts until the browser closes', async () => {
    const visitor = createVisitor(windowShop)
    await visitor.submit('/logga-in', '/logga-in', anna)
    expect(visitor.jar.get('login')?.attributes).toBe('Path=/; HttpOnly; SameSite=Lax')
    expect(visitor.jar.has('remember_me')).toBe(false)
    expect(await visitor.text('/logga-in')).toContain(anna.email)
    visitor.close()
    expect(await visitor.text('/logga-in')).not.toContain(anna.email)
  })

  it('is remembered when the visitor ticks the box, until they log out', async () => {
    const visitor = createVisitor(windowShop)
    await visitor.submit('/logga-in', '/logga-in', { ...anna, stay: 'yes' })
    expect(visitor.jar.get('remember_me')?.attributes).toBe('Max-Age=2592000; Path=/; SameSite=Lax')
    visitor.close()
    const answer = await visitor.get('/logga-in')
    expect(await answer.text()).toContain(anna.email)
    expect(answer.headers.getSetCookie().filter((line) => line.startsWith('login='))).toHaveLength(1)
    await visitor.submit('/logga-in', '/logga-ut', {})
    expect([...visitor.jar.keys()]).toEqual(['_csrf'])
  })

  it('opens the customer account, whose data can be taken along', async () => {
    const visitor = createVisitor(platformShop)
    expect((await visitor.get('/konto/uppgifter.json')).status).toBe(303)
    await visitor.submit('/konto', '/konto', anna)
    expect(await visitor.text('/konto/uppgifter.json')).toBe('{"email":"anna@exempel.se","cart":[]}')
  })

  it('needs both fields, and shows a strange address as text', async () => {
    const visitor = createVisitor(windowShop)
    expect((await visitor.submit('/logga-in', '/logga-in', { email: anna.email, password: '' })).status).toBe(400)
    await visitor.submit('/logga-in', '/logga-in', { email: '<i>@exempel.se', password: 'x' })
    expect(await visitor.text('/')).toContain('&#60;i&#62;@exempel.se')
  })
})

describe('a form', () => {
  it.each([
    [windowShop, '/varukorg'],
    [windowShop, '/varukorg/ta-bort'],
    [windowShop, '/bestall'],
    [windowShop, '/logga-in'],
    [windowShop, '/logga-ut'],
    [platformShop, '/varukorg'],
    [platformShop, '/varukorg/ta-bort'],
    [platformShop, '/kassa'],
    [platformShop, '/konto'],
    [platformShop, '/konto/logga-ut'],
  ])('is refused without its own token: %s%s', async (host, action) => {
    const visitor = createVisitor(host)
    const fields = { slug: 'vridfonster', email: 'anna@exempel.se', password: 'x' }
    expect((await visitor.post(action, fields)).status).toBe(403)
    expect((await visitor.post(action, { ...fields, csrf: '' })).status).toBe(403)
    await visitor.get(host === windowShop ? '/logga-in' : '/konto')
    expect((await visitor.post(action, { ...fields, csrf: 'f'.repeat(32) })).status).toBe(403)
    expect([...visitor.jar.keys()]).toEqual(['_csrf'])
  })
})

describe('the listener', () => {
  it('serves all shops on one port, and no other host', async () => {
    const { addresses, close } = await startExamples({ port: 0 })
    const port = new URL(addresses.windowShop).port
    expect(addresses).toEqual({
      windowShop: `http://fonster.localhost:${port}`,
      platformShop: `http://butik.localhost:${port}`,
      react: `http://react.localhost:${port}`,
      vue: `http://vue.localhost:${port}`,
    })
    expect(await statusOf(port, `fonster.localhost:${port}`)).toBe(200)
    expect(await statusOf(port, `butik.localhost:${port}`)).toBe(200)
    expect(await statusOf(port, `shop.example:${port}`)).toBe(404)
    await close()
    await expect(statusOf(port, 'fonster.localhost')).rejects.toThrow('ECONNREFUSED')
  })

  it('says so when its port is taken', async () => {
    const first = await startExamples({ port: 0 })
    await expect(startExamples({ port: Number(new URL(first.addresses.windowShop).port) })).rejects.toThrow('EADDRINUSE')
    await first.close()
  })
})

/** Not every system resolves `*.localhost` outside browsers, so the host is named apart from the address. */
const statusOf = (port: string, host: string): Promise<number | undefined> =>
  new Promise((done, failed) => {
    request({ host: '127.0.0.1', port, agent: false, headers: { host } }, (answer) => done(answer.resume().statusCode))
      .on('error', failed)
      .end()
  })
