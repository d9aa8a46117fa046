import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { aCompile, createServer, outcome } from '../testing/server.ts'
import { aPolicy, policyId } from '../testing/shop.ts'

const gate = `/* gate of window-shop, ${policyId} */`
const file = `/s/window-shop/files/banner.${policyId.slice(7, 19)}.js`

const decode: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes) => bytes }

describe('the gate', () => {
  it.each(['br', 'gzip', 'identity'])('is served as %s to whoever takes that', async (encoding) => {
    const { app } = await createServer()
    const answer = await app.request('/s/window-shop/gate.js', { headers: { 'Accept-Encoding': encoding } })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(answer.status).toBe(200)
    expect(decode[encoding]?.(bytes).toString()).toBe(gate)
    expect(answer.headers.get('Content-Encoding') ?? 'identity').toBe(encoding)
    expect(answer.headers.get('Content-Length')).toBe(String(bytes.length))
  })

  it('says how it may be kept and used', async () => {
    const { app } = await createServer()
    const { headers } = await app.request('/s/window-shop/gate.js')
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300, stale-while-revalidate=600',
      etag: expect.stringMatching(/^"[\w-]+"$/),
      vary: 'Accept-Encoding',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  it('is not sent again to whoever has it', async () => {
    const { app } = await createServer()
    const first = await app.request('/s/window-shop/gate.js', { headers: { 'Accept-Encoding': 'br' } })
    const etag = first.headers.get('ETag') ?? ''
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const headers = { 'Accept-Encoding': 'br', 'If-None-Match': known }
      const again = await app.request('/s/window-shop/gate.js', { headers })
      expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag])
      expect(again.headers.get('Cache-Control')).toBe(first.headers.get('Cache-Control'))
    }
  })

  it('has an ETag for each encoding, and one that changes with the policy', async () => {
    const { app, sites } = await createServer()
    const tag = async (encoding: string) => {
      const answer = await app.request('/s/window-shop/gate.js', { headers: { 'Accept-Encoding': encoding } })
      return answer.headers.get('ETag')
    }
    const before = [await tag('br'), await tag('gzip'), await tag('identity')]
    await sites.publish(aPolicy({ lifetimeDays: 30 }))
    expect(new Set([...before, await tag('br')]).size).toBe(4)
  })

  it('answers HEAD as GET, without the body', async () => {
    const { app } = await createServer()
    const answer = await app.request('/s/window-shop/gate.js', { method: 'HEAD' })
    expect([answer.status, await answer.text(), answer.headers.get('Content-Length')]).toEqual([200, '', String(gate.length)])
  })

  it('fails without a word about why when the widget cannot be compiled, and tells the server', async () => {
    const { app, reported } = await createServer({ compile: () => Promise.reject(new Error('/secret/path is missing')) })
    const answer = await app.request('/s/window-shop/gate.js')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect(reported).toEqual([expect.objectContaining({ message: '/secret/path is missing' })])
  })
})

describe('a file', () => {
  it('is served for ever', async () => {
    const { app } = await createServer()
    const answer = await app.request(file, { headers: { 'Accept-Encoding': 'gzip, br' } })
    expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toBe(`/* banner of ${policyId} */`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
    })
  })

  it('stays when its policy is no longer the current one', async () => {
    const { app } = await createServer({ policies: [aPolicy(), aPolicy({ lifetimeDays: 30 })] })
    expect((await app.request(file)).status).toBe(200)
  })
})

describe('a file of before an update of this program', () => {
  const old = '/s/window-shop/files/banner.sv.OldHash_.js'
  const wordless = ['choose', 'deliver', 'explain']
  const setUp = async (policies = [aPolicy()]) =>
    createServer({
      policies,
      compile: async (policy, name) => ({
        ...(await aCompile(policy, name)),
        files: {
          'banner.sv.NewHash_.js': `/* banner of ${name} */`,
          'placeholder.sv.NewHash_.js': `/* placeholder of ${name} */`,
          ...Object.fromEntries(wordless.map((stem) => [`${stem}.NewHash_.js`, `/* ${stem} */`])),
        },
      }),
    })

  it('is answered by what took its place, which is not kept under that name', async () => {
    const { app } = await setUp()
    const answer = await app.request(old)
    expect([answer.status, await answer.text()]).toEqual([200, `/* banner of ${policyId} */`])
    expect(answer.headers.get('Cache-Control')).toBe('no-cache')
    expect((await app.request('/s/window-shop/files/banner.sv.NewHash_.js')).headers.get('Cache-Control')).toContain('immutable')
  })

  it('is not answered with the words of another policy, which the gate would log as those of its own', async () => {
    const { app, clock } = await setUp([aPolicy(), aPolicy({ lifetimeDays: 30 })])
    expect(await outcome(app.request(old))).toBe('404 not-found')
    expect(await outcome(app.request('/s/window-shop/files/placeholder.sv.OldHash_.js'))).toBe('404 not-found')
    for (const stem of wordless) expect((await app.request(`/s/window-shop/files/${stem}.OldHash_.js`)).status).toBe(200)
    clock.time = new Date(clock.time.getTime() + 86_400_001)
    expect((await app.request(old)).status).toBe(200)
  })

  it('is not answered while an earlier policy is the current one again', async () => {
    const { app, clock } = await setUp([aPolicy(), aPolicy({ lifetimeDays: 30 }), aPolicy()])
    clock.time = new Date(clock.time.getTime() + 86_400_001)
    expect(await outcome(app.request(old))).toBe('404 not-found')
  })

  it('is not there when nothing took its place', async () => {
    const { app } = await setUp()
    for (const name of ['banner.fi.OldHash_.js', 'banner.js', 'banner.', 'preferences.sv.OldHash_.js', 'banner.sv.OldHash_.map.js']) {
      expect(await outcome(app.request(`/s/window-shop/files/${name}`))).toBe('404 not-found')
    }
  })
})

describe('what is not there', () => {
  it.each([
    ['404 site-unknown', '/s/nobody/gate.js'],
    ['404 site-unknown', '/s/nobody/files/deliver.same.js'],
    ['404 site-unknown', '/s/%00/gate.js'],
    ['404 site-unknown', '/s/%E0%A4%A/gate.js'],
    ['404 not-found', '/s/window-shop/files/no-such.js'],
    ['404 not-found', '/s/window-shop/files/__proto__'],
    ['404 not-found', '/s/window-shop/files/..%2f..%2fpackage.json'],
    ['404 not-found', '/s/window-shop/nothing.js'],
    ['404 not-found', '/'],
  ])('is %s: %s', async (expected, path) => {
    const { app } = await createServer()
    expect(await outcome(app.request(path))).toBe(expected)
  })

  it('is said as JSON, and not kept', async () => {
    const { app } = await createServer()
    const answer = await app.request('/nowhere')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(await answer.json()).toEqual({ code: 'not-found', message: 'path: there is nothing at this address' })
  })
})
