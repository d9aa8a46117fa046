import { describe, expect, it } from 'vitest'
import { createExamples } from '../index.ts'

const ask = (address: string, { fetch } = createExamples(), init?: RequestInit) => fetch(new Request(address, init))

describe('a stand-in', () => {
  it.each([
    ['http://www.googletagmanager.localhost:4871/gtag/js?id=G-KARMBAGE01', 'text/javascript'],
    ['http://connect.facebook.localhost:4871/en_US/fbevents.js', 'text/javascript'],
    ['http://www.facebook.localhost:4871/tr/?id=1&ev=PageView', 'image/gif'],
    ['http://www.facebook.localhost:4871/tr?id=1&ev=PageView&noscript=1', 'image/gif'],
    ['http://js.klarna.localhost:4871/kp/lib/v1/api.js', 'text/javascript'],
    ['http://js.klarna.localhost:4871/kp/frame', 'text/html'],
    ['http://js.klarna.localhost:4871/web-sdk/v1/klarna.js', 'text/javascript'],
    ['http://ecom.payex.localhost:4871/checkout/core/client/checkout/c0ffee?culture=sv-SE', 'text/javascript'],
    ['http://ecom.payex.localhost:4871/checkout/frame', 'text/html'],
    ['http://chimpstatic.localhost:4871/mcjs-connected/js/users/a/b.js', 'text/javascript'],
    ['http://www.youtube.localhost:4871/embed/film', 'text/html'],
  ])('answers, and is never cached: %s', async (address, type) => {
    const response = await ask(address)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain(type)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('sends its scripts to the port that it was asked through', async () => {
    const text = await (await ask('http://www.googletagmanager.localhost:12345/gtag/js?id=G-1')).text()
    expect(text).toContain('http://www.google-analytics.localhost:12345/g/collect')
  })

  it('sets cookies of its own in a frame, kept apart for each site', async () => {
    const cookies = (await ask('http://www.youtube.localhost:4871/embed/film')).headers.getSetCookie()
    expect(cookies.map((line) => line.split('=')[0])).toEqual(['YSC', 'VISITOR_INFO1_LIVE'])
    for (const line of cookies) expect(line).toMatch(/Secure; SameSite=None; Partitioned$/)
  })

  it('answers for no other host, and logs nothing of it', async () => {
    const examples = createExamples()
    expect((await ask('http://www.google-analytics.com/g/collect', examples)).status).toBe(404)
    expect(examples.hits.list()).toEqual([])
  })
})

describe('hits', () => {
  it('hold every request with its time, host, path, query and referer', async () => {
    const examples = createExamples()
    const before = Date.now()
    const headers = { referer: 'http://butik.localhost:4871/' }
    await ask('http://www.google-analytics.localhost:4871/g/collect?v=2&tid=G-1', examples, { method: 'POST', headers })
    await ask('http://connect.facebook.localhost:4871/nothing-here', examples)
    expect(examples.hits.list()).toEqual([
      {
        time: expect.any(Number),
        host: 'www.google-analytics.localhost',
        path: '/g/collect',
        query: 'v=2&tid=G-1',
        referer: 'http://butik.localhost:4871/',
      },
      { time: expect.any(Number), host: 'connect.facebook.localhost', path: '/nothing-here', query: '', referer: '' },
    ])
    expect(examples.hits.list()[0]?.time).toBeGreaterThanOrEqual(before)
  })

  it('can be listened to, until the listener is taken off, and cleared', async () => {
    const examples = createExamples()
    const heard: string[] = []
    const stop = examples.hits.on(({ host }) => heard.push(host))
    await ask('http://www.facebook.localhost:4871/tr/', examples)
    stop()
    await ask('http://www.facebook.localhost:4871/tr/', examples)
    expect(heard).toEqual(['www.facebook.localhost'])
    expect(examples.hits.list()).toHaveLength(2)
    examples.hits.clear()
    expect(examples.hits.list()).toEqual([])
  })

  it('are not made by the shops themselves', async () => {
    const examples = createExamples()
    await ask('http://fonster.localhost:4871/', examples)
    expect(examples.hits.list()).toEqual([])
  })
})
