import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { holdsProof, parseProof, parseVerifierKey, verifyEd25519 } from '@kakburk/shared/proof'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Appended, LoggedEntry } from '../log/contract.ts'
import { hash } from '../log/hash.ts'
import { aDraft, half } from '../testing/draft.ts'
import { createServer, type Server } from '../testing/server.ts'
import { makeFile, query } from '../testing/sqlite.ts'
import { verifyLog } from '../testing/verify.ts'
import { createErasure } from './erasure.ts'

const setUp = async (file = makeFile()) => {
  const server = await createServer({ file })
  onTestFinished(() => server.database.close())
  return { file, server, erasure: createErasure(server, { patience: 300, report: server.report }) }
}

/** A receipt of a visitor, personal in every part. */
const receiptOf = (visitor: string, number: number) =>
  aDraft({}, { ...half, visitor, page: `/of-${visitor}-${number}`, signature: `signature-${visitor}-${number}` })

const take = ({ log }: Server, visitor: string, count: number): Promise<Appended[]> =>
  Promise.all(Array.from({ length: count }, (_, number) => log.append(receiptOf(visitor, number))))

const bytesOf = (file: string) => Buffer.concat(['', '-wal', '-shm'].map((part) => readFileSync(`${file}${part}`)))

/** All that is personal about an entry, in every form in which it might lie somewhere. */
const traces = ({ personal }: LoggedEntry): Buffer[] => {
  if (!personal) throw new TypeError('nothing is personal about it')
  const salt = Buffer.from(personal.salt)
  const { visitor = '', page = '', signature = '' } = personal.half
  return [
    salt,
    ...[salt.toString('hex'), salt.toString('base64'), salt.toString('base64url'), visitor, page, signature].map((text) =>
      Buffer.from(text),
    ),
  ]
}

describe('erasing', () => {
  it('leaves nothing of it in any file of the database, and all else', async () => {
    const { file, server, erasure } = await setUp()
    const gone = [...(await take(server, 'Anna-Anna-Anna', 300)), ...(await take(server, 'Elsa-Elsa-Elsa', 1))]
    const kept = await take(server, 'Bert-Bert-Bert', 300)
    const tracesOfGone = gone.flatMap(({ logged }) => traces(logged))
    const before = bytesOf(file)
    for (const trace of [tracesOfGone[0] as Buffer, Buffer.from('Anna-Anna-Anna')]) expect(before.includes(trace)).toBe(true)
    for (const visitor of ['Anna-Anna-Anna', 'Elsa-Elsa-Elsa']) {
      await erasure.erase({ site: 'window-shop', indices: erasure.ofVisitor('window-shop', visitor), reason: 'visitor' })
    }
    expect(await erasure.wipe()).toBe(true)
    const after = bytesOf(file)
    expect(tracesOfGone.filter((trace) => after.includes(trace))).toEqual([])
    for (const { logged } of kept) {
      expect(after.includes(traces(logged)[0] as Buffer)).toBe(true)
      expect((await server.log.find('window-shop', logged.entry.id))?.personal?.half).toEqual(logged.personal?.half)
    }
    expect(server.reported).toEqual([])
  })

  it('leaves every proof and the tree as they were, and says in the log what is no more', async () => {
    const { server, erasure } = await setUp()
    const receipts = await take(server, 'anna', 3)
    const [erased] = await erasure.erase({ site: 'window-shop', indices: [3, 1, 3], reason: 'owner' })
    expect(erased?.entry).toMatchObject({ type: 'erasure', action: 'erase', erased: [1, 3], reason: 'owner', commitment: null })
    const keys = (await server.log.keys('window-shop')).map(({ verifier }) => parseVerifierKey(hash, verifier))
    for (const { logged, proof } of receipts) {
      const leafData = new TextEncoder().encode(logged.text)
      const origin = 'consent.example/window-shop'
      expect(await holdsProof({ proof: parseProof(proof), leafData, origin, keys, hash, verify: verifyEd25519 })).toMatchObject({
        index: logged.index,
      })
    }
    expect(await verifyLog(server.log)).toMatchObject({ size: 5 })
  })

  it('takes the secrets of the receipts along', async () => {
    const { file, server, erasure } = await setUp()
    await take(server, 'anna', 2)
    await erasure.erase({ site: 'window-shop', indices: [1], reason: 'owner' })
    expect(query(file, 'SELECT "index" FROM receipt_secrets')).toEqual([{ index: 2 }])
  })

  it('names at most 500 entries in one of the log, all in one change', async () => {
    const { file, server, erasure } = await setUp()
    await take(server, 'anna', 1001)
    const entries = await erasure.erase({ site: 'window-shop', indices: erasure.ofVisitor('window-shop', 'anna'), reason: 'owner' })
    expect(entries.map(({ entry }) => entry.erased?.length)).toEqual([500, 500, 1])
    for (const { text } of entries) expect(Buffer.byteLength(text)).toBeLessThan(8192)
    expect(query(file, 'SELECT size FROM checkpoints ORDER BY size DESC LIMIT 2')).toEqual([{ size: 1005 }, { size: 1002 }])
  })

  it('says nothing of what is erased already or never was personal', async () => {
    const { server, erasure } = await setUp()
    await take(server, 'anna', 2)
    const wish = { site: 'window-shop', indices: [0, 1, 2, 7], reason: 'owner' } as const
    // Together, as somebody does who presses a button twice.
    const twice = await Promise.all([erasure.erase(wish), erasure.erase(wish)])
    expect(twice.map((entries) => entries.map(({ entry }) => entry.erased))).toEqual([[[1, 2]], []])
    expect(await erasure.erase(wish)).toEqual([])
  })

  it('erases nothing that cannot be logged', async () => {
    const { server, erasure, file } = await setUp()
    await take(server, 'anna', 1)
    server.database.connection.exec("CREATE TRIGGER full BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'no room'); END")
    await expect(erasure.erase({ site: 'window-shop', indices: [1], reason: 'owner' })).rejects.toThrow('no room')
    expect(erasure.ofVisitor('window-shop', 'anna')).toEqual([1])
    expect(query(file, 'SELECT "index" FROM receipt_secrets')).toEqual([{ index: 1 }])
  })

  it('knows no site that there is not', async () => {
    const { erasure } = await setUp()
    await expect(erasure.erase({ site: 'nobody', indices: [1], reason: 'owner' })).rejects.toMatchObject({ code: 'site-unknown' })
  })
})

describe('a reader of the database as it was before', () => {
  it('is waited for, and told of when it stays too long', async () => {
    const { file, server, erasure } = await setUp()
    const [receipt] = await take(server, 'Anna-Anna-Anna', 1)
    const reader = new Client(file, { readonly: true })
    onTestFinished(() => void reader.close())
    reader.exec('BEGIN; SELECT * FROM entries')
    await erasure.erase({ site: 'window-shop', indices: [1], reason: 'owner' })
    expect(await erasure.wipe()).toBe(false)
    await setTimeout(1)
    expect(server.reported.map(String)).toEqual([expect.stringContaining('is still in the files')])
    const wiped = erasure.wipe()
    reader.exec('COMMIT')
    expect(await wiped).toBe(true)
    expect(traces((receipt as Appended).logged).filter((trace) => bytesOf(file).includes(trace))).toEqual([])
  })
})

describe('what is kept', () => {
  it('is found by its visitor, whole and at the site alone', async () => {
    const { server, erasure } = await setUp()
    for (const visitor of ['anna', 'annb', 'anna']) await take(server, visitor, 1)
    await server.sites.publish({ ...(await server.sites.list())[0]?.policy, site: 'b-shop' } as never)
    await server.log.append({ ...receiptOf('anna', 1), entry: { ...receiptOf('anna', 1).entry, site: 'b-shop' } })
    expect(erasure.ofVisitor('window-shop', 'anna')).toEqual([1, 3])
    expect(erasure.ofVisitor('b-shop', 'anna')).toEqual([1])
    expect(erasure.ofVisitor('window-shop', 'ann')).toEqual([])
    expect(erasure.ofVisitor('nobody', 'anna')).toEqual([])
  })

  it('is found in every block of 8192 entries, by the index', async () => {
    const { server, erasure } = await setUp()
    for (let count = 0; count < 9; count++) {
      await take(server, 'bert', 990)
      await take(server, 'anna', 1)
    }
    expect(erasure.ofVisitor('window-shop', 'anna')).toEqual(Array.from({ length: 9 }, (_, count) => 991 * (count + 1)))
  })

  it('is given a page at a time before an index, as long as it is kept', async () => {
    const { server, erasure } = await setUp()
    await take(server, 'anna', 1200)
    await erasure.erase({ site: 'window-shop', indices: [1, 2, 700], reason: 'owner' })
    const pages = [...erasure.before('window-shop', 1100)]
    expect(pages.map((page) => page.length)).toEqual([500, 500, 96])
    expect([pages[0]?.[0], pages[2]?.at(-1)]).toEqual([3, 1099])
    expect(pages.flat()).not.toContain(700)
    expect([...erasure.before('nobody', 10)]).toEqual([])
  })
})
