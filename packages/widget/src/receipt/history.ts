import { ConsentProblem } from '@kakburk/shared'
import {
  type Checkpoint,
  holdsConsistency,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  readBase64,
  sha256,
  type VerifierKey,
  verifyEd25519,
} from '@kakburk/shared/proof'
import type { Fork } from '../api.ts'
import { warn } from '../quiet.ts'
import { readKept, writeKept } from '../storage/receipts.ts'

/**
 * Holds the log of a site to the checkpoint that it is known by: one of the two must continue the other. When it does, the newer
 * one is what the log is held to from now on; else a `fork` is dispatched to `events`. What cannot be asked or understood now is
 * asked again with the next delivery. `address` is where receipts go; the checkpoints are as they are kept.
 */
export const checkHistory = async (address: string, seen: string, now: string, events: EventTarget): Promise<void> => {
  try {
    const fork = { seen: JSON.parse(seen) as string, now: JSON.parse(now) as string }
    const keys = (await read(address, 'key'))
      .split('\n')
      .filter(Boolean)
      .map((line) => parseVerifierKey(sha256, line.split(' ')[0] as string))
    const [before, after] = [await open(fork.seen, keys), (await open(fork.now, keys)) as Checkpoint]
    if (before && (await isOneHistory(address, before, after))) {
      const kept = readKept()
      // Another tab may have gone further meanwhile.
      if (kept.seen === seen && before.size < after.size) writeKept({ ...kept, seen: now })
      return
    }
    warn('the log of consents shows two histories, of which one is not true', fork)
    events.dispatchEvent(new CustomEvent<Fork>('fork', { detail: fork }))
  } catch (fault) {
    warn('the log of consents did not show that it has only grown', fault)
  }
}

/** The checkpoint of a note, when one of the keys has signed it. Throws for a signature that does not hold. */
const open = async (text: string, keys: readonly VerifierKey[]): Promise<Checkpoint | undefined> => {
  const note = parseNote(text)
  // A key that retires stays in the list. Where none is left, somebody began another log.
  if (!note.signatures.some((one) => keys.some(({ name, id }) => name === one.name && id === one.id))) return
  await openNote(note, keys, verifyEd25519).catch((fault) => {
    // Browsers that cannot check the signature go by the rest.
    if (fault instanceof ConsentProblem) throw fault
  })
  return parseCheckpoint(note.text)
}

/** Whether the larger of two trees begins with the smaller. The one that was seen can be the larger: another tab's. */
const isOneHistory = async (address: string, one: Checkpoint, other: Checkpoint): Promise<boolean> => {
  const [from, to] = one.size < other.size ? [one, other] : [other, one]
  const path = from.size < to.size ? await readPath(address, from.size, to.size) : []
  return !!path && holdsConsistency(sha256, { from: from.size, fromRoot: from.root, to: to.size, toRoot: to.root, path })
}

/** Hashes, an empty line, and a note that is known already; nothing when the log has never been of these sizes. */
const readPath = async (address: string, from: number, to: number): Promise<Uint8Array[] | undefined> => {
  const text = await read(address, `consistency?from=${from}&to=${to}`).catch((fault) => {
    if (fault !== 400) throw fault
  })
  return text
    ?.slice(0, text.indexOf('\n\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => readBase64(line) as Uint8Array)
}

/** What the server answers, beside where receipts go. Rejects with the status of a refusal. */
const read = async (address: string, name: string): Promise<string> => {
  const answer = await fetch(new URL(name, address), { credentials: 'omit', mode: 'cors' })
  if (!answer.ok) throw answer.status
  return answer.text()
}
