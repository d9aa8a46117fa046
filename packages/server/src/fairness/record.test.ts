import { expect, it } from 'vitest'
import { createScreens } from '../sites/screens.ts'
import { createServer } from '../testing/server.ts'
import { policyId } from '../testing/shop.ts'
import { keepFairness } from './record.ts'

it('keeps the first measurement of a policy, however often it is published', async () => {
  const { database } = await createServer()
  const screens = createScreens(database.connection)
  for (const browser of ['first', 'second']) keepFairness(screens, policyId, { browser, screens: [] })
  expect(screens.readFile(policyId, 'fairness.json')).toBe('{"browser":"first","screens":[]}')
})
