import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { OpenPrinter } from '../export/contract.ts'
import { createPrinters } from '../export/printers.ts'
import { aDraft } from '../testing/draft.ts'
import { makeFolder } from '../testing/folder.ts'
import { createServer, outcome, post, type Server } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor } from '../testing/visitor.ts'

const setUp = async () => {
  const server = await createServer({ policies: [aPolicy(), aPolicy({ site: 'b-shop' })] })
  const { token } = await server.tokens.make({ site: 'window-shop', label: '', days: 1 })
  return { server, token }
}

const get = async ({ app }: Server, token: string | undefined, query = '', site = 'window-shop', name = 'export.csv') =>
  app.request(`/s/${site}/${name}${query}`, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } })

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

  it.each([
    ['', 'text/csv; charset=utf-8', 'csv', /^index,id,.*\r\n0,/],
    ['?format=csv', 'text/csv; charset=utf-8', 'csv', /^index,id,.*\r\n0,/],
    ['?format=json-lines', 'application/x-ndjson', 'jsonl', /^\{"index":0,"entry":\{.*\}\}|\}\n$/],
    ['?format=json-ld', 'application/ld+json', 'jsonld', /^\{"@context":\{/],
  ])('chooses a format: %s', async (query, type, extension, expected) => {
    const { server, token } = await setUp()
    const answer = await get(server, token, query, 'window-shop', 'export')
    expect(answer.headers.get('Content-Type')).toBe(type)
    expect(answer.headers.get('Content-Disposition')).toContain(`window-shop-consent-log-2026-11-20.${extension}"`)
    expect(await answer.text()).toMatch(expected)
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
    '?format=xml',
    '?format=',
    '?format=json-ld&spreadsheet=1',
    '?__proto__=1',
  ])('is not given something else than was meant: %s', async (query) => {
    const { server, token } = await setUp()
    expect(await outcome(get(server, token, query))).toBe('400 range-invalid')
  })
})

describe('who looked', () => {
  const accessesOf = async ({ accesses }: Server, site = 'window-shop') => {
    const lines = []
    for await (const line of accesses.list(site)) lines.push(line)
    return lines
  }

  it('is a line of the access log for every export, with the id of the token and never the token', async () => {
    const { server } = await setUp()
    const { token, id } = await server.tokens.make({ site: 'window-shop', role: 'owner', label: 'Anna', days: 1 })
    await get(server, token, '?from=2026-11-21')
    await get(server, token, '?spreadsheet=1')
    expect(await accessesOf(server)).toEqual([
      {
        site: 'window-shop',
        index: 0,
        at: '2026-11-20T12:00:00.500Z',
        who: `token ${id}, owner "Anna"`,
        action: 'export',
        detail: 'csv, from 2026-11-21T00:00:00.000Z, no entries',
      },
      expect.objectContaining({ index: 1, detail: 'csv for a spreadsheet, entries 0 to 0' }),
    ])
    expect(JSON.stringify(await accessesOf(server))).not.toContain(token.slice(4))
    expect(await accessesOf(server, 'b-shop')).toEqual([])
  })

  it('is no line when nothing was given', async () => {
    const { server, token } = await setUp()
    await get(server, token, '?from=yesterday')
    expect(await accessesOf(server)).toEqual([])
  })

  it.each([
    ['no token', undefined, 'unknown', 'export, no token'],
    ['a wrong token', 'kak_wrong', 'unknown', 'export, a token that is not in force'],
  ])('is a line for whoever was refused, too: with %s', async (_, wrong, who, detail) => {
    const { server } = await setUp()
    await get(server, wrong)
    expect(await accessesOf(server)).toEqual([expect.objectContaining({ who, action: 'refused', detail })])
    expect(await accessesOf(server, 'b-shop')).toEqual([])
  })

  it('is the name of an editor who was refused, and of an auditor who came to another site nothing but that', async () => {
    const { server, token } = await setUp()
    const editor = await server.tokens.make({ site: 'window-shop', role: 'editor', label: 'Bo', days: 1 })
    await get(server, editor.token)
    await get(server, token, '', 'b-shop')
    expect(await accessesOf(server)).toEqual([
      expect.objectContaining({ who: `token ${editor.id}, editor "Bo"`, detail: 'export, a role that may not' }),
    ])
    expect(await accessesOf(server, 'b-shop')).toEqual([expect.objectContaining({ who: 'unknown', action: 'refused' })])
  })

  it('is not filled by whoever is refused again and again: the next line after a minute counts them', async () => {
    const { server } = await setUp()
    for (let time = 0; time < 50; time++) await get(server, 'kak_wrong')
    expect(await accessesOf(server)).toHaveLength(1)
    server.clock.time = new Date(server.clock.time.getTime() + 60_000)
    await get(server, undefined)
    expect((await accessesOf(server)).map(({ detail }) => detail)).toEqual([
      'export, a token that is not in force',
      'export, no token; 49 more since the refusal before',
    ])
  })

  it('is given nothing that cannot be logged', async () => {
    const { server, token } = await setUp()
    server.database.connection.exec("CREATE TRIGGER full BEFORE INSERT ON accesses BEGIN SELECT RAISE(ABORT, 'no room'); END")
    expect(await outcome(get(server, token))).toBe('500 internal')
  })
})

describe('whoever has no token for the site', () => {
  it('is refused with the token of an editor, who does not read the log', async () => {
    const { server } = await setUp()
    const { token } = await server.tokens.make({ site: 'window-shop', role: 'editor', label: '', days: 1 })
    expect(await outcome(get(server, token))).toBe('401 token-invalid')
  })

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
    const server = await createServer({ file: join(makeFolder(), 'log.db') })
    onTestFinished(() => server.database.close())
    const { token } = await server.tokens.make({ site: 'window-shop', label: '', days: 1 })
    await Promise.all(Array.from({ length: 3000 }, () => server.log.append(aDraft())))
    const reading = { count: 0, ended: false }
    const printers = createPrinters(server.database)
    const openPrinter: OpenPrinter = (entries) => {
      const printer = printers(entries)
      return {
        async print(job, part) {
          if (typeof part === 'object') reading.count += part.end - part.start
          return printer.print(job, part)
        },
        async close() {
          await printer.close()
          reading.ended = true
        },
      }
    }
    const { app } = await createServer({ ...server, policies: [], openPrinter })
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
    await reader.cancel()
  })

  it('who leaves is not read for any longer', async () => {
    const { reader, reading } = await setUpReader()
    await reader.read()
    expect(reading.ended).toBe(false)
    await reader.cancel()
    expect(reading.ended).toBe(true)
  })
})
