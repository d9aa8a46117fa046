import {
  createRange,
  hasSameBytes,
  leafHash,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyEd25519,
} from '@kakburk/shared/proof'
import type { ConsentLog } from '../log/contract.ts'
import { hash } from '../log/hash.ts'

/**
 * How many entries and checkpoints a log has, after all of it was checked by what it tells of itself: every checkpoint is signed
 * and has the root of so many entries, the newest one of all. Throws when one does not.
 */
export const verifyLog = async (log: ConsentLog, site = 'window-shop'): Promise<{ size: number; checkpoints: number }> => {
  const keys = (await log.keys(site)).map(({ verifier }) => parseVerifierKey(hash, verifier))
  const range = createRange(hash)
  const roots = new Map<number, Uint8Array>()
  for await (const { text } of log.entries(site)) {
    range.append(leafHash(hash, new TextEncoder().encode(text)))
    roots.set(range.size(), range.root())
  }
  let checkpoints = 0
  let last = 0
  for await (const { size, note } of log.checkpoints(site)) {
    const parsed = parseNote(note)
    await openNote(parsed, keys, verifyEd25519)
    const checkpoint = parseCheckpoint(parsed.text)
    const root = roots.get(size)
    if (checkpoint.size !== size || !root || !hasSameBytes(checkpoint.root, root)) throw new Error(`checkpoint ${size} has another root`)
    checkpoints++
    last = size
  }
  if (last !== range.size()) throw new Error(`the newest checkpoint is of ${last} of ${range.size()} entries`)
  return { size: last, checkpoints }
}
