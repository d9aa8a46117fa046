import { expect, it } from 'vitest'
import { createServer } from '../testing/server.ts'

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
