import { expect, it } from 'vitest'
import { createServer, outcome, post } from '../testing/server.ts'
import { createVisitor } from '../testing/visitor.ts'

it('tells anyone how far the log has come', async () => {
  const server = await createServer({ url: 'https://consent.example:8443' })
  const read = async () => (await server.app.request('/s/window-shop/checkpoint')).json()
  expect(await read()).toEqual({ origin: 'consent.example:8443/window-shop', size: 1 })
  await post(server, createVisitor().signed())
  expect(await read()).toEqual({ origin: 'consent.example:8443/window-shop', size: 2 })
})

it('may be read from any page, and is never stale', async () => {
  const { app } = await createServer()
  const { headers } = await app.request('/s/window-shop/checkpoint')
  expect([headers.get('Access-Control-Allow-Origin'), headers.get('Cache-Control')]).toEqual(['*', 'no-cache'])
})

it('knows no site that there is not', async () => {
  expect(await outcome((await createServer()).app.request('/s/nobody/checkpoint'))).toBe('404 site-unknown')
})
