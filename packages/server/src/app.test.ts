import { join } from 'node:path'
import Client from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createMemoryLog } from './log/memory.ts'
import { makeFolder } from './testing/folder.ts'
import { createServer, outcome, post } from './testing/server.ts'
import { createVisitor } from './testing/visitor.ts'

describe('when something fails', () => {
  it('an unknown error is told to the server and not to the world', async () => {
    const log = { ...createMemoryLog(), checkpoint: () => Promise.reject(new Error('password is swordfish')) }
    const { app, reported } = await createServer({ log })
    const answer = await app.request('/s/window-shop/checkpoint')
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({ code: 'internal', message: 'the server failed; its own log tells why' })
    expect(reported).toEqual([expect.objectContaining({ message: 'password is swordfish' })])
  })

  it.each(['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_IOERR_FSYNC', 'SQLITE_CORRUPT'])(
    '%s is an answer to come back later',
    async (code) => {
      const append = () => Promise.reject(new Client.SqliteError(`/var/lib/secret.db ${code}`, code))
      const server = await createServer({ log: { ...createMemoryLog(), append } })
      const answer = await post(server, createVisitor().signed())
      expect(answer.headers.get('Retry-After')).toBe('30')
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example')
      expect(await answer.clone().text()).not.toContain('secret')
      expect(await outcome(answer)).toBe('503 storage-unavailable')
      expect(server.reported).toEqual([expect.objectContaining({ code })])
    },
  )

  it('a clock that no log can be kept by is an answer to come back later, and one that is behind is reported', async () => {
    const server = await createServer()
    server.clock.time = new Date('2026-11-20T11:50:00.000Z')
    expect(await outcome(post(server, createVisitor().signed()))).toBe(201)
    expect(server.reported).toEqual([expect.stringMatching(/^clock: it says 2026-11-20T11:50/)])
    server.clock.time = new Date('+012026-11-18T12:00:00.000Z')
    expect(await outcome(post(server, createVisitor().signed()))).toBe('503 storage-unavailable')
    expect(await outcome(server.app.request('/health'))).toBe('503 storage-unavailable')
  })

  it('a full disk leaves the log as it was, and a receipt that comes again is taken', async () => {
    const server = await createServer({ file: join(makeFolder(), 'kakburk.db') })
    const { page_count } = server.database.orm.get<{ page_count: number }>('PRAGMA page_count')
    server.database.orm.run(`PRAGMA max_page_count = ${page_count}`)
    const signed = Array.from({ length: 30 }, () => createVisitor().signed())
    const first = await Promise.all(signed.map((each) => outcome(post(server, each))))
    expect(first).toContain('503 storage-unavailable')
    server.database.orm.run('PRAGMA max_page_count = 100000')
    const second = await Promise.all(signed.map((each) => outcome(post(server, each))))
    expect(second).toEqual(first.map((status) => (status === 201 ? 200 : 201)))
    expect(await server.log.size('window-shop')).toBe(31)
    server.database.close()
  })
})

it('works with a log in memory as well', async () => {
  const server = await createServer({ log: createMemoryLog() })
  const signed = createVisitor().signed()
  expect(await outcome(post(server, signed))).toBe(201)
  expect(await outcome(post(server, signed))).toBe(200)
})

it('has everything still after a restart', async () => {
  const file = join(makeFolder(), 'kakburk.db')
  const before = await createServer({ file })
  const visitor = createVisitor()
  const yes = visitor.signed()
  const first = await (await post(before, yes)).text()
  before.database.close()

  const after = await createServer({ file, policies: [] })
  const again = await post(after, yes)
  expect([again.status, await again.text()]).toEqual([200, first])
  const nothing = { analytics: false, marketing: false }
  expect(await outcome(post(after, visitor.signed({ action: 'withdraw', grants: nothing, previous: yes.receipt.id })))).toBe(201)
  after.database.close()
})
