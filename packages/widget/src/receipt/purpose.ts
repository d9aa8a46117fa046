import { purposeActionOf, type Receipt } from '@kakburk/shared'
import { warn } from '../quiet.ts'
import { endPurpose, readPurposes, startPurpose } from '../storage/purposes.ts'
import { pending } from '../storage/queue.ts'
import { readKept } from '../storage/receipts.ts'

/** What every receipt of a page says alike. */
export type About = Pick<Receipt, 'site' | 'policy' | 'language'>

/** An answer about a purpose; `text` is what stood beside its box. */
export type PurposeAnswer = { purpose: string; granted: boolean; text?: string }

/**
 * Writes down an answer about a purpose and its receipt, in the turn in which it is given, so that nothing is lost when the page
 * closes. It follows the yes to the same purpose that stands in this browser. Returns the id of the receipt; undefined on a page
 * that cannot sign.
 */
export const answerPurpose = ({ purpose, granted, text }: PurposeAnswer, about: About): string | undefined => {
  const id = crypto.randomUUID?.()
  if (!id) {
    warn('not logged: only https pages can sign receipts')
    return
  }
  const previous = readPurposes().standing.get(purpose) ?? null
  pending.keep(id, {
    ...about,
    id,
    action: purposeActionOf(granted, previous !== null),
    grants: { [purpose]: granted },
    previous,
    browserTime: new Date().toISOString(),
    page: location.pathname.slice(0, 512),
    ...(text && { text }),
  })
  if (granted) startPurpose(purpose, id)
  else endPurpose(purpose, readKept().stays)
  return id
}
