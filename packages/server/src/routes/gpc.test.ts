import { expect, it } from 'vitest'
import { createServer } from '../testing/server.ts'

it('says that Global Privacy Control is honoured, in the form of the specification', async () => {
  const { app } = await createServer()
  const answer = await app.request('/.well-known/gpc.json')
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/json'])
  expect(await answer.json()).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) })
})

it('says the same to everyone, whatever they send', async () => {
  const { app } = await createServer()
  const bodies = ['0', '1'].map(async (signal) =>
    (await app.request('/.well-known/gpc.json', { headers: { 'Sec-GPC': signal, Cookie: 'kakburk=x' } })).text(),
  )
  expect(new Set(await Promise.all(bodies)).size).toBe(1)
})
