import type { Entry, PersonalHalf } from '@kakburk/shared'
import { readSigned } from '../receipts/draft.ts'
import { isSignedByItsKey } from '../receipts/signature.ts'

/** An entry and its personal half, each as the text that the log keeps. */
export type Signed = { text: string; half: string }

/** Whether an entry was signed by the key that it names; null for what nobody signed, which is no fault. */
export const judge = ({ text, half }: Signed): boolean | null => {
  const signed = readSigned({ entry: JSON.parse(text) as Entry, personal: { half: JSON.parse(half) as PersonalHalf } })
  return signed ? isSignedByItsKey(signed) : null
}
