import { type PersonalHalf, purposeOf } from '@kakburk/shared'
import type { LoggedEntry } from '../log/contract.ts'
import type { Held } from './holders.ts'
import { standingOf } from './standing.ts'

/** What a shop's server is told of the receipt of a box. */
export type PurposeState = {
  receipt: string
  purpose: string
  /** Whether this receipt allows the purpose now. */
  granted: boolean
  state: 'holds' | 'withdrawn' | 'refused' | 'erased'
  /** When it was logged. */
  at: string
  /** When it was taken back, if it was. */
  withdrawnAt: string | null
  policy: string
  /** What stood beside the box, in which language and on which page; none of it once it is erased. */
  text?: string
  language?: string
  page?: string
}

/** Where a purpose stands by one of its receipts; undefined for a receipt about cookies. */
export const readPurposeState = ({ logged, chain }: Held): PurposeState | undefined => {
  const { entry, personal } = logged
  const purpose = purposeOf(entry)
  if (purpose === undefined) return
  const state = stateOf(logged, chain)
  const { text, language, page } = personal?.half ?? ({} as Partial<PersonalHalf>)
  return {
    receipt: entry.id,
    purpose,
    granted: state === 'holds',
    state,
    at: entry.at,
    withdrawnAt: state === 'withdrawn' ? timeOfWithdrawal(logged, chain) : null,
    policy: entry.policy,
    ...(text !== undefined && { text }),
    ...(language !== undefined && { language }),
    ...(page !== undefined && { page }),
  }
}

const stateOf = (logged: LoggedEntry, chain: readonly LoggedEntry[]): PurposeState['state'] => {
  if (!logged.personal) return 'erased'
  if (logged.entry.action === 'refuse-purpose') return 'refused'
  return logged.entry.type === 'withdrawal' ? 'withdrawn' : standingOf(logged, chain)
}

/** A browser that was away may have delivered the yes after the withdrawal. */
const timeOfWithdrawal = (logged: LoggedEntry, chain: readonly LoggedEntry[]): string | null => {
  if (logged.entry.type === 'withdrawal') return logged.entry.at
  const withdrawals = chain.filter(({ entry }) => entry.type === 'withdrawal' && purposeOf(entry) === purposeOf(logged.entry))
  return (withdrawals.find(({ index }) => index > logged.index) ?? withdrawals.at(-1))?.entry.at ?? null
}
