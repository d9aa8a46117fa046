import { endPurpose } from '../storage/purposes.ts'
import { dropKept, readKept } from '../storage/receipts.ts'
import { forgetKey } from './key.ts'

/** Forgets the key of a yes that was taken back elsewhere, to cookies or to a purpose, and the receipts that belong to it. */
export const forget = async (purpose?: string): Promise<void> => {
  await forgetKey(purpose)
  if (purpose === undefined) dropKept()
  else endPurpose(purpose, readKept().stays)
}
