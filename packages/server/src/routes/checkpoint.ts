import { ConsentProblem } from '@kakburk/shared'
import { printBase64 } from '@kakburk/shared/proof'
import { type Context, Hono } from 'hono'
import type { ConsentLog, SiteKey } from '../log/contract.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'

/** What anyone needs to hold the log of a site to its word: its newest checkpoint, proof that it only grew, and its keys. */
export const checkpointRoutes = ({ log, sites }: { log: ConsentLog; sites: Sites }) => {
  const newest = async (site: string) => {
    await requireCurrent(sites, site)
    const checkpoint = await log.checkpoint(site)
    // Publishing its policy was the first entry of the site.
    if (!checkpoint) throw new ConsentProblem('storage-unavailable', `the log of site "${site}" has no checkpoint yet; try again`)
    return checkpoint
  }

  /** The checkpoint of a size that a browser was given one of: the newest when it names none. */
  const upTo = async (site: string, to: string | undefined) => {
    const checkpoint = await newest(site)
    if (to === undefined) return checkpoint
    const known = await log.checkpointAt(site, parseSize('to', to))
    if (known) return known
    throw new ConsentProblem('range-invalid', `to: the log of site "${site}" has no checkpoint of ${to} entries`)
  }

  return new Hono()
    .get('/s/:site/checkpoint', async (c) => {
      const { note } = await newest(c.req.param('site'))
      return answer(c, note)
    })
    .get('/s/:site/consistency', async (c) => {
      const site = c.req.param('site')
      // A browser must be able to tell a log that is too short from one that does not answer.
      c.header('Access-Control-Allow-Origin', '*')
      const { size, note } = await upTo(site, c.req.query('to'))
      const path = await log.consistency(site, parseSize('from', c.req.query('from')), size)
      return answer(c, [...path.map(printBase64), '', note].join('\n'))
    })
    .get('/s/:site/key', async (c) => {
      const site = c.req.param('site')
      await requireCurrent(sites, site)
      const keys = await log.keys(site)
      return answer(c, keys.map(printKey).join(''))
    })
}

const answer = (c: Context, text: string): Response =>
  c.body(text, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' })

/** A key that another follows has the time until which it signs or signed, after a space, which no key has in it. */
const printKey = ({ verifier, retiredAt }: SiteKey): string => (retiredAt === null ? `${verifier}\n` : `${verifier} until ${retiredAt}\n`)

const parseSize = (name: 'from' | 'to', text: string | undefined): number => {
  if (text !== undefined && /^(0|[1-9]\d{0,15})$/.test(text)) return Number(text)
  throw new ConsentProblem('range-invalid', `${name}: expected the size of a checkpoint, got "${text ?? ''}"`)
}
