import { canonical } from '@kakburk/shared'
import { createRange, leafHash, parseCheckpoint, parseNote, printCheckpoint, sha256, signNote } from '@kakburk/shared/proof'
import { printLineSums, printManifest } from '../bundle/manifest.ts'
import { type Sums, summed } from '../bundle/sums.ts'
import { openDatabase } from '../db/open.ts'
import { createKeys } from '../log/keys/keys.ts'
import type { Signer } from '../log/keys/signer.ts'
import { readFolder, verifyBundle } from '../verify/verify.mjs'
import { later, makeBundle, readBundle, writeFiles } from './bundle.ts'
import { makeFolder } from './folder.ts'

/** Those who sign for the shop. */
export const signersOf = (file: string): Signer[] => {
  const database = openDatabase(file)
  try {
    return database.change(() => createKeys(database, { now: later }).signers('window-shop'))
  } finally {
    database.close()
  }
}

/** A bundle that was unpacked into a folder, and what the verifier finds when something in it is changed. */
export const unpackBundle = async (...given: Parameters<typeof makeBundle>) => {
  const made = await makeBundle(...given)
  const files = await readBundle(made.file)
  const folder = writeFiles(makeFolder(), files)
  const faults = async () => (await verifyBundle(readFolder(folder), { all: true })).faults
  const faultsOf = async (changed: ReadonlyMap<string, Buffer>) => {
    writeFiles(folder, changed)
    const found = await faults()
    writeFiles(folder, new Map([...changed.keys()].flatMap((name) => (files.has(name) ? [[name, files.get(name) as Buffer]] : []))))
    return found
  }
  /** As whoever has the key could make it: the sums and the manifest fit what was changed. */
  const resealed = async (changed: ReadonlyMap<string, Buffer>) => {
    const content = new Map([...files, ...changed])
    const facts = { ...parseCheckpoint(parseNote(String(content.get('checkpoint.txt'))).text), site: '', note: '', signedAt: '' }
    const sums = new Map<string, Sums>()
    const sum = (name: string, bytes: Buffer) => void [...summed([bytes], (found) => void sums.set(name, found))]
    for (const [name, bytes] of content) if (!['lines.txt', 'manifest.txt'].includes(name)) sum(name, bytes)
    const lineSums = Buffer.from(printLineSums(sums))
    sum('lines.txt', lineSums)
    const manifest = printManifest(facts, { at: later().toISOString(), files: sums, signers: signersOf(made.database) })
    return faultsOf(new Map([...changed, ['lines.txt', lineSums], ['manifest.txt', Buffer.from(manifest)]]))
  }
  return {
    made,
    files,
    folder,
    faults,
    resealed,
    lines: (name: string) => (files.get(name)?.toString() ?? '').split('\n').slice(0, -1),
    faultsWith: (name: string, content: Buffer | string) => faultsOf(new Map([[name, Buffer.from(content)]])),
    /** The whole log written anew by whoever has the key, with one checkpoint of all; the halves stay. */
    rewritten: async (change: (entries: string[]) => string[]) => {
      const entries = change((files.get('entries.jsonl')?.toString() ?? '').split('\n').slice(0, -1))
      const range = createRange(sha256)
      for (const entry of entries) range.append(leafHash(sha256, Buffer.from(entry)))
      const origin = 'consent.example/window-shop'
      const note = signNote(printCheckpoint({ origin, size: entries.length, root: range.root() }), signersOf(made.database))
      const found = await resealed(
        new Map([
          ['entries.jsonl', Buffer.from(entries.map((entry) => `${entry}\n`).join(''))],
          ['checkpoint.txt', Buffer.from(note)],
          ['checkpoints.jsonl', Buffer.from(`${canonical({ at: later().toISOString(), note, size: entries.length })}\n`)],
        ]),
      )
      return found.filter(({ file }) => file !== 'log.csv')
    },
  }
}
