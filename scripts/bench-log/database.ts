/** Databases with logs of a size, made by the log's own writer. */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { createSites, type Draft, openDatabase } from '@kakburk/server'
import { createWriter } from '../../packages/server/src/log/writer.ts'
import { makeDraft } from '../../packages/server/src/receipts/draft.ts'
import { createVisitor } from '../../packages/server/src/testing/visitor.ts'
import { host, policy, policyId, site } from './shop.ts'

/** So many entries are written at a time, with one checkpoint, as under load. */
const groupSize = 1000

/**
 * Makes a database with so many entries, each signature checked, unless the file is there already. `signed` entries have real
 * signatures, which a verifier asks for and which take longer to make than all else; the others have random ones.
 */
export const makeDatabase = async (file: string, { size, signed }: { size: number; signed: boolean }): Promise<void> => {
  if (existsSync(file)) return
  const start = performance.now()
  const unfinished = `${file}.unfinished`
  for (const end of ['', '-wal', '-shm', '.keys']) rmSync(unfinished + end, { recursive: true, force: true })
  const database = openDatabase(unfinished)
  const { connection } = database
  // Nobody needs a file that a power cut left unfinished.
  connection.pragma('synchronous = OFF')
  connection.pragma('cache_size = -2000000')
  connection.pragma('wal_autocheckpoint = 100000')
  await createSites(database, { host }).publish(policy)
  const writer = createWriter(database, { host })
  const check = connection.prepare('INSERT INTO signature_checks VALUES (?, ?, 1, ?)')
  const drafts = signed ? signedDrafts() : randomDrafts()
  for (let index = 1; index < size; index += groupSize) {
    const wishes = Array.from({ length: Math.min(groupSize, size - index) }, () => ({ draft: drafts.next().value }))
    const at = new Date().toISOString()
    database.change(() => {
      writer.append(wishes)
      for (let place = 0; place < wishes.length; place++) check.run(site, index + place, at)
    })
    if (index % 500_000 === 1 && index > 1)
      console.error(`  ${index - 1} entries after ${Math.round((performance.now() - start) / 1000)} s`)
  }
  connection.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  renameSync(`${unfinished}.keys`, `${file}.keys`)
  renameSync(unfinished, file)
  console.error(`made ${file}, ${size} entries, in ${Math.round((performance.now() - start) / 1000)} s`)
}

/** Each visitor says yes, looks twice, and takes it back. */
function* signedDrafts(): Generator<Draft, never> {
  for (;;) {
    const visitor = createVisitor()
    const yes = visitor.signed({ policy: policyId, site })
    yield makeDraft(yes, circumstances)
    for (let turn = 0; turn < 2; turn++) yield makeDraft(visitor.signed({ policy: policyId, site }), circumstances)
    const grants = { analytics: false, marketing: false }
    yield makeDraft(visitor.signed({ policy: policyId, site, action: 'withdraw', grants, previous: yes.receipt.id }), circumstances)
  }
}

/** The same, but for keys and signatures that are none. */
function* randomDrafts(): Generator<Draft, never> {
  const { entry, half } = signedDrafts().next().value
  for (let count = 0; ; count++) {
    const bytes = randomBytes(192).toString('base64url')
    const key = { crv: 'P-256', kty: 'EC', x: bytes.slice(0, 43), y: bytes.slice(43, 86) } as const
    const personal = { ...half, key, page: `/produkter/${count % 1000}`, signature: bytes.slice(86, 172), visitor: bytes.slice(172, 215) }
    yield { entry: { ...entry, id: randomUUID() }, half: personal as Draft['half'] }
  }
}

const circumstances = { browser: 'Firefox', country: 'SE' }
