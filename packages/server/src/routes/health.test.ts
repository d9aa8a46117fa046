import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { createServer, outcome, post } from '../testing/server.ts'
import { createVisitor } from '../testing/visitor.ts'

it('is well while the database answers', async () => {
  const { app } = await createServer()
  const answer = await app.request('/health')
  expect([answer.status, await answer.json()]).toEqual([200, { healthy: true }])
})

it('is not when it does not', async () => {
  const { app, database } = await createServer()
  database.close()
  const answer = await app.request('/health')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ code: 'storage-unavailable' })
})

it('is not from a receipt that found the disk full until one is taken again', async () => {
  const server = await createServer({ file: join(makeFolder(), 'kakburk.db') })
  const health = () => outcome(server.app.request('/health'))
  const first = createVisitor().signed()
  expect(await outcome(post(server, first))).toBe(201)
  const { page_count } = server.database.orm.get<{ page_count: number }>('PRAGMA page_count')
  server.database.orm.run(`PRAGMA max_page_count = ${page_count}`)
  while ((await outcome(post(server, createVisitor().signed()))) === 201);
  expect(await health()).toBe('503 storage-unavailable')
  // A receipt that comes again is answered although nothing can be written.
  expect(await outcome(post(server, first))).toBe(200)
  expect(await health()).toBe('503 storage-unavailable')
  server.database.orm.run('PRAGMA max_page_count = 100000')
  expect(await outcome(post(server, createVisitor().signed()))).toBe(201)
  expect(await health()).toBe(200)
  server.database.close()
})
