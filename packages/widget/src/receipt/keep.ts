import { hasOneTimeKey, purposeOf, type Receipt } from '@kakburk/shared'
import { canonical } from '../storage/canonical.ts'
import { keepPurposeReceipt, readPurposes } from '../storage/purposes.ts'
import { isYesStanding, readKept, writeKept } from '../storage/receipts.ts'

/** Receipts that the log has answered on this page, the newest first: what is not kept can still be saved here. */
export const answered: string[] = []

/** The checkpoint that the log is held to, as `Kept` has it: a withdrawal forgets it before the log has answered. */
let seen: string | undefined

/** The newest checkpoint that came with a receipt, which must continue that one. */
let now: string | undefined

/** Takes down what the log is held to, before anything is delivered. */
export const rememberLog = (): void => {
  seen = readKept().seen ?? checkpointIn(readPurposes().receipts[0]) ?? seen
}

/** The checkpoint of a kept receipt, which is all that a browser has where only purposes beside cookies were answered. */
const checkpointIn = (receipt = ''): string | undefined => {
  const [, note] = /"proof":"[^"]*?\\n\\n([^"]*)"/.exec(receipt) ?? []
  return note && `"${note}"`
}

/**
 * Keeps a receipt as the log answered it, when there is a yes that it belongs to. Of a first no, and of what was shown once,
 * nothing stays in the browser.
 */
export const keepReceipt = (text: string, receipt: Receipt, proof: string): void => {
  answered.unshift(text)
  now = canonical(proof.slice(proof.indexOf('\n\n') + 2))
  if (hasOneTimeKey(receipt)) return
  const kept = readKept()
  const purpose = purposeOf(receipt)
  if (purpose !== undefined) {
    keepPurposeReceipt(text, { id: receipt.id, purpose, stays: kept.stays })
    return
  }
  if (!isYesStanding() && !kept.stays) return
  const others = kept.receipts.filter((line) => !line.includes(`"id":"${receipt.id}"`))
  writeKept({ ...kept, receipts: [text, ...others], seen: kept.seen ?? now })
}

/** Two checkpoints of which one must continue the other, once; nothing when there are no two. */
export const takeCheckpoints = (): [seen: string, now: string] | undefined => {
  const newest = now
  now = undefined
  if (seen && newest) return [seen, newest]
}
