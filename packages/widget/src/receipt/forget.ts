import { dropKept } from '../storage/receipts.ts'
import { forgetKey } from './key.ts'

/** Forgets the key of a yes that was taken back elsewhere, and the receipts that belong to it. */
export const forget = async (): Promise<void> => {
  await forgetKey()
  dropKept()
}
