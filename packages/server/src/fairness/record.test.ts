import { expect, it } from 'vitest'
import { createServer } from '../testing/server.ts'
import { policyId } from '../testing/shop.ts'
import { keepFairness } from './record.ts'

it('keeps the first measurement of a policy, however often it is published', async () => {
  const { database } = await createServer()
  const { connection } = database
  for (const browser of ['first', 'second']) keepFairness(connection, 'window-shop', policyId, { browser, screens: [] })
  const kept = connection.prepare("SELECT content FROM screens WHERE file = 'fairness.json'").pluck().all()
  expect(kept).toEqual(['{"browser":"first","screens":[]}'])
})
