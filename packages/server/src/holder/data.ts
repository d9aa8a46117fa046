import { type Entry, isSigned, type PersonalHalf } from '@kakburk/shared'
import { printProof } from '@kakburk/shared/proof'
import type { ConsentLog, LoggedEntry } from '../log/contract.ts'
import type { Held } from './holders.ts'
import { type Standing, standingOf } from './standing.ts'

/** All that is held about a visitor, in one document (GDPR, articles 15 and 20). */
export type HolderData = {
  site: string
  /** When the document was made. */
  at: string
  /** The newest last. Each is a receipt that can be saved and checked by itself. */
  receipts: HeldReceipt[]
}

type HeldReceipt = {
  index: number
  entry: Entry
  personal?: PersonalHalf
  salt?: string
  proof: string
  standing: Standing
  /** Who said it: a browser, which signed it, whoever held the link of a receipt, or a visitor without scripts on the server's own page. */
  by: 'browser' | 'link' | 'form' | null
}

/** Gathers what is held about the visitor of a receipt. */
export const makeData = async (log: ConsentLog, { logged: { entry }, chain }: Held, now: Date): Promise<HolderData> => {
  const checkpoint = await log.checkpoint(entry.site)
  const prove = async ({ index }: LoggedEntry): Promise<string> =>
    checkpoint ? printProof({ index, path: await log.prove(entry.site, index, checkpoint.size), checkpoint: checkpoint.note }) : ''
  const receipts = chain.map(async (each): Promise<HeldReceipt> => {
    const { index, personal } = each
    return {
      index,
      entry: each.entry,
      ...(personal && { personal: personal.half, salt: Buffer.from(personal.salt).toString('base64url') }),
      proof: await prove(each),
      standing: standingOf(each, chain),
      by: personal && (isSigned(personal.half) ? 'browser' : personal.half.by),
    }
  })
  return { site: entry.site, at: now.toISOString(), receipts: await Promise.all(receipts) }
}
