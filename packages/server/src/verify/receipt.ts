import { hash as digest } from 'node:crypto'
import { verifyEd25519 } from '@kakburk/shared/proof'
import { checkSaved, parseSaved, parseVerifierKeys, type SavedReport } from '@kakburk/shared/saved'

/**
 * Checks a receipt that a visitor saved, trusting nothing but `keys`: verifier keys of its log, one to a line, as
 * `GET /s/SITE/key` answers them. Throws `body-not-json`, `receipt-invalid` or `note-invalid` for what cannot be read at all.
 */
export const verifyReceipt = async (text: string, keys: string): Promise<SavedReport> =>
  checkSaved(parseSaved(text), { keys: parseVerifierKeys(hash, keys), hash, verify: verifyEd25519 })

const hash = (bytes: Uint8Array): Uint8Array => digest('sha256', bytes, 'buffer')
