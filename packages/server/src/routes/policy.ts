import { canonical } from '@kakburk/shared'
import { Hono } from 'hono'
import { requireCurrent, type Sites } from '../sites/contract.ts'

/** The policy that a site asks by now, as it was published. The shop's own server marks pages by it. */
export const policyRoutes = (sites: Sites) =>
  new Hono().get('/s/:site/policy.json', async (c) => {
    const { policy, name } = await requireCurrent(sites, c.req.param('site'))
    // As long as browsers keep the gate: whoever marks pages is no later than whoever shows them.
    return c.body(canonical(policy), 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=300',
      ETag: `"${name}"`,
      'Access-Control-Allow-Origin': '*',
    })
  })
