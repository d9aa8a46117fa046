import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aDraft } from '../testing/draft.ts'
import { createServer, outcome, post, type Server } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor } from '../testing/visitor.ts'

const setUp = async () => {
  const server = await createServer({ policies: [aPolicy(), aPolicy({ site: 'b-shop' })] })
  const { token } = await server.tokens.make({ site: 'window-shop', label: '', days: 1 })
  return { server, token }
}

const get = async ({ app }: Server, token: string | undefined, query = '', site = 'window-shop') =>
  app.request(`/s/${site}/export.csv${query}`, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } })

describe('an auditor with a token', () => {
  it('gets the log as a file', async () => {
    const { server, token } = await setUp()
    await post(server, createVisitor().signed())
    const answer = await get(server, token)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="window-shop-consent-log-2026-11-20.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect((await answer.text()).split('\r\n')).toHaveLength(4)
  })

  it('chooses a range and the flavour for spreadsheets', async () => {
    const { server, token } = await setUp()
    expect((await (await get(server, token, '?from=2026-11-21')).text()).split('\r\n')).toHaveLength(2)
    expect((await (await get(server, token, '?to=2026-11-21T00:00Z')).text()).split('\r\n')).toHaveLength(3)
    const bytes = new Uint8Array(await (await get(server, token, '?spreadsheet=1')).arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })

  it('is told what is wrong with a range', async () => {
    const { server, token } = await setUp()
    expect(await outcome(get(server, token, '?from=yesterday'))).toBe('400 range-invalid')
    expect(await outcome(get(server, token, '?from=2026-11-20&to=2026-11-20'))).toBe('400 range-invalid')
  })

  it.each([
    '?form=2026-11-20',
    '?until=2026-11-20',
    '?from=2026-11-20&from=2026-11-21',
    '?spreadsheet=1&spreadsheet=1',
    '?spreadsheet=yes',
    '?__proto__=1',
  ])('is not given something else than was meant: %s', async (query) => {
    const { server, token } = await setUp()
    expect(await outcome(get(server, token, query))).toBe('400 range-invalid')
  })
})

describe('whoever has no token for the site', () => {
  it('is refused', async () => {
    const { server, token } = await setUp()
    for (const wrong of [undefined, '', 'kak_', `${token}x`, 'x'.repeat(5000)]) {
      const answer = await get(server, wrong)
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer realm="kakburk"')
      expect(await outcome(answer)).toBe('401 token-invalid')
    }
    expect(await outcome(get(server, token, '', 'b-shop'))).toBe('401 token-invalid')
  })

  it('is refused with the token in another place', async () => {
    const { server, token } = await setUp()
    const headers = { Authorization: `Basic ${token}` }
    expect(await outcome(server.app.request('/s/window-shop/export.csv', { headers }))).toBe('401 token-invalid')
    expect(await outcome(server.app.request(`/s/window-shop/export.csv?token=${token}`))).toBe('401 token-invalid')
  })

  it('is refused when the token has expired', async () => {
    const { server, token } = await setUp()
    server.clock.time = new Date('2026-11-22T00:00:00Z')
    expect(await outcome(get(server, token))).toBe('401 token-invalid')
  })

  it('is told before the token is looked at that there is no such site', async () => {
    const { server, token } = await setUp()
    expect(await outcome(get(server, token, '', 'nobody'))).toBe('404 site-unknown')
  })
})

describe('a reader of an export', () => {
  const setUpReader = async () => {
    const { server, token } = await setUp()
    for (let count = 0; count < 3000; count++) await server.log.append(aDraft())
    const reading = { count: 0, ended: false }
    const entries: typeof server.log.entries = async function* (...args) {
      try {
        for await (const entry of server.log.entries(...args)) {
          reading.count++
          yield entry
        }
      } finally {
        reading.ended = true
      }
    }
    const { app } = await createServer({ ...server, policies: [], log: { ...server.log, entries } })
    const answer = await app.request('/s/window-shop/export.csv', { headers: { Authorization: `Bearer ${token}` } })
    return { reader: answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>, reading }
  }

  it('who is slow is not run ahead of', async () => {
    const { reader, reading } = await setUpReader()
    await setTimeout(50)
    expect(reading.count).toBe(0)
    await reader.read()
    await setTimeout(50)
    expect(reading.count).toBeGreaterThan(0)
    expect(reading.count).toBeLessThan(1000)
  })

  it('who leaves is not read for any longer', async () => {
    const { reader, reading } = await setUpReader()
    await reader.read()
    expect(reading.ended).toBe(false)
    await reader.cancel()
    expect(reading.ended).toBe(true)
  })
})
