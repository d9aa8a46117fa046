/** Databases with logs of a size, made by the log's own writer. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createSites, type Draft, openDatabase } from '@kakburk/server'
import { createWriter } from '../../packages/server/src/log/writer.ts'
import { makeDraft } from '../../packages/server/src/receipts/draft.ts'
import { createVisitor } from '../../packages/server/src/testing/visitor.ts'
import { ask } from './server.ts'
import { host, policy, policyId, site } from './shop.ts'

/** So many entries are written at a time, with one checkpoint, as under load. */
const groupSize = 1000

/**
 * Makes a database with so many entries, each signature checked, unless the file is there already and still good. `signed` entries have real
 * signatures, which a verifier asks for and which take longer to make than all else; the others have random ones.
 */
export const makeDatabase = async (file: string, { size, signed }: { size: number; signed: boolean }): Promise<void> => {
  const kind = describe({ size, signed })
  if (isGood(file, size, kind)) return
  for (const end of ['', '-wal', '-shm', '.keys', '.flat', '.csv', '.kind']) rmSync(file + end, { recursive: true, force: true })
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
  writeFileSync(`${file}.kind`, kind)
  console.error(`made ${file}, ${size} entries, in ${Math.round((performance.now() - start) / 1000)} s`)
}

/** What the making of a database went by. One of another policy would refuse every receipt, and one of another schema be another log. */
const describe = (made: { size: number; signed: boolean }): string => {
  const folder = resolve(import.meta.dirname, '../../packages/server/migrations')
  const migrations = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const schema = createHash('sha256')
  for (const name of migrations.sort()) schema.update(readFileSync(join(folder, name)))
  return JSON.stringify({ ...made, policy: policyId, schema: schema.digest('hex') })
}

/** Runs add to a log: one that has grown to twice its size is no log of that size any more. */
const isGood = (file: string, size: number, kind: string): boolean =>
  existsSync(file) &&
  existsSync(`${file}.kind`) &&
  readFileSync(`${file}.kind`, 'utf8') === kind &&
  ask(file, 'SELECT max("index") + 1 FROM entries') <= 2 * size

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
