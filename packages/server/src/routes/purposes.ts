import { ConsentProblem } from '@kakburk/shared'
import { Hono } from 'hono'
import type { AccessLog } from '../access/contract.ts'
import { createLookUps } from '../access/look-ups.ts'
import { createRefusals } from '../access/refusals.ts'
import type { Holders } from '../holder/holders.ts'
import { readPurposeState } from '../holder/purpose.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'
import { mayAsk, nameHolder, type Tokens } from '../sites/tokens.ts'

type Parts = { sites: Sites; holders: Holders; tokens: Tokens; accesses: AccessLog; now: () => Date }

/**
 * Where a shop's own server asks what became of the receipt that came with a form. It takes a token of the site and the id of the
 * receipt, which nobody guesses: there is no list to walk.
 */
export const purposeRoutes = ({ sites, holders, tokens, accesses, now }: Parts) => {
  const refuse = createRefusals(accesses, { now })
  const lookUp = createLookUps(accesses, { now })
  return new Hono().get('/s/:site/purposes/:id', async (c) => {
    const { site, id } = c.req.param()
    await requireCurrent(sites, site)
    const token = /^Bearer ([\w-]+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    const holder = token === undefined ? undefined : await tokens.find(site, token)
    if (!holder || !mayAsk(holder.role)) {
      const why = holder ? 'a role that may not' : token === undefined ? 'no token' : 'a token that is not in force'
      await refuse({ site, who: holder ? nameHolder(holder) : 'unknown', detail: `purposes, ${why}` })
      throw new ConsentProblem(
        'token-invalid',
        `Authorization: expected "Bearer" and a token of a shop, an auditor or the owner of site "${site}" that has not expired`,
      )
    }
    await lookUp({ site, who: nameHolder(holder), detail: 'purposes, by the id of a receipt' })
    const held = holders.find(site, id)
    const state = held && readPurposeState(held)
    if (!state)
      throw new ConsentProblem('not-found', 'receipt: the log of this site has none of this id for a purpose; it may be on its way')
    c.header('Cache-Control', 'no-store')
    return c.json(state)
  })
}
