import { policyName } from '@kakburk/shared'
import { expect, it } from 'vitest'
import { createServer, outcome } from '../testing/server.ts'
import { aPolicy, policyId } from '../testing/shop.ts'

it('gives the policy of a site as it was published, so that its name can be told from it', async () => {
  const { app } = await createServer()
  const answer = await app.request('/s/window-shop/policy.json')
  expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('ETag')]).toEqual([
    200,
    'application/json',
    `"${policyId}"`,
  ])
  expect(await policyName(await answer.json())).toBe(policyId)
})

it('gives the next one as soon as it is published', async () => {
  const { app, sites } = await createServer()
  await sites.publish(aPolicy({ lifetimeDays: 30 }))
  expect(await (await app.request('/s/window-shop/policy.json')).json()).toMatchObject({ lifetimeDays: 30 })
})

it('knows no policy of a site that there is not', async () => {
  const { app } = await createServer()
  expect(await outcome(app.request('/s/none/policy.json'))).toBe('404 site-unknown')
})
