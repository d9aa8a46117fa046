import { createHash, randomUUID } from 'node:crypto'
import { ConsentProblem, canonical, type Entry } from '@kakburk/shared'
import {
  holdsConsistency,
  holdsInclusion,
  holdsProof,
  parseCheckpoint,
  parseNote,
  parseProof,
  parseVerifierKey,
  verifyEd25519,
} from '@kakburk/shared/proof'
import { describe, expect, it } from 'vitest'
import type { Check, ConsentLog, Draft, LoggedEntry } from '../log/contract.ts'
import { hash } from '../log/hash.ts'
import type { LogOptions } from '../log/writer.ts'
import { aDraft, half } from './draft.ts'
import { verifyLog } from './verify.ts'

/** What every log keeps of the contract. `create` gives an empty one. */
export const describeLog = (name: string, create: (options: LogOptions) => ConsentLog) => {
  const setUp = () => {
    const clock = { time: '2026-11-20T12:00:00.000Z' }
    return { clock, log: create({ now: () => new Date(clock.time), host: 'consent.example' }) }
  }

  describe(`${name} keeps the contract of a log:`, () => {
    it('gives indices from 0, without a gap, to each site its own', async () => {
      const { log } = setUp()
      const indices = []
      for (const site of ['a', 'a', 'b', 'a']) indices.push((await log.append(aDraft({ site }))).logged.index)
      expect(indices).toEqual([0, 1, 0, 2])
      expect([await log.size('a'), await log.size('b'), await log.size('c')]).toEqual([3, 1, 0])
    })

    it('makes entry, commitment and leaf as the format says', async () => {
      const { log } = setUp()
      const draft = aDraft()
      const { logged } = await log.append(draft)
      const salt = Buffer.from(logged.personal?.salt ?? [])
      const commitment = sha256(salt, Buffer.from(canonical(half))).toString('base64url')
      const entry: Entry = { v: 1, ...draft.entry, at: '2026-11-20T12:00:00.000Z', commitment }
      expect(salt).toHaveLength(32)
      expect(logged.text).toBe(canonical(entry))
      expect(logged.entry).toEqual(entry)
      expect(Buffer.from(logged.leafHash)).toEqual(sha256(Buffer.of(0), Buffer.from(canonical(entry))))
    })

    it('takes a salt of its own for every entry', async () => {
      const { log } = setUp()
      const first = await log.append(aDraft())
      const second = await log.append(aDraft())
      expect(first.logged.entry.commitment).not.toBe(second.logged.entry.commitment)
    })

    it('commits to nothing when there is no personal half', async () => {
      const { log } = setUp()
      const { logged } = await log.append(aDraft({}, null))
      expect(logged.entry.commitment).toBeNull()
      expect(logged.personal).toBeNull()
    })

    it('logs an id only once, and gives its first entry back', async () => {
      const { log } = setUp()
      const draft = aDraft()
      const first = await log.append(draft)
      const again = await log.append({ ...draft, half: { ...half, page: '/other' } })
      expect([first.isNew, again.isNew]).toEqual([true, false])
      expect(plain(again.logged)).toEqual(plain(first.logged))
      expect(await log.size('window-shop')).toBe(1)
    })

    it('knows an id in its own site alone', async () => {
      const { log } = setUp()
      const draft = aDraft({ site: 'a' })
      await log.append(draft)
      expect((await log.append({ ...draft, entry: { ...draft.entry, site: 'b' } })).isNew).toBe(true)
      expect(await log.find('c', draft.entry.id)).toBeUndefined()
    })

    it('finds what it appended, as it was appended', async () => {
      const { log } = setUp()
      const { logged } = await log.append(aDraft({ site: 'a' }))
      const found = await log.find('a', logged.entry.id)
      expect(found && plain(found)).toEqual(plain(logged))
      expect(await log.find('a', randomUUID())).toBeUndefined()
    })

    it('lets no time go backwards when the clock is set back, within a site', async () => {
      const { log, clock } = setUp()
      await log.append(aDraft({ site: 'a' }))
      clock.time = '2026-11-20T11:00:00.000Z'
      expect((await log.append(aDraft({ site: 'a' }))).logged.entry.at).toBe('2026-11-20T12:00:00.000Z')
      expect((await log.append(aDraft({ site: 'b' }))).logged.entry.at).toBe('2026-11-20T11:00:00.000Z')
      clock.time = '2026-11-20T12:00:00.001Z'
      expect((await log.append(aDraft({ site: 'a' }))).logged.entry.at).toBe('2026-11-20T12:00:00.001Z')
    })

    it('takes no entry in a year that has no four digits, and takes it when the clock is right', async () => {
      const { log, clock } = setUp()
      clock.time = '+012026-11-20T12:00:00.000Z'
      const draft = aDraft()
      await expect(log.append(draft)).rejects.toMatchObject({ code: 'storage-unavailable', message: expect.stringContaining('clock') })
      expect(await log.size('window-shop')).toBe(0)
      clock.time = '2026-11-20T12:00:01.000Z'
      expect((await log.append(draft)).isNew).toBe(true)
    })

    it('gives entries in order, from any start and before any end', async () => {
      const { log } = setUp()
      for (let count = 0; count < 1100; count++) await log.append(aDraft({ site: 'a' }, null))
      await log.append(aDraft({ site: 'b' }))
      const indices = (await all(log.entries('a'))).map(({ index }) => index)
      expect(indices).toEqual(Array.from({ length: 1100 }, (_, index) => index))
      expect((await all(log.entries('a', 99, 1051))).map(({ index }) => index)).toEqual(indices.slice(99, 1051))
      expect(await all(log.entries('a', 1100))).toEqual([])
      expect(await all(log.entries('a', 5, 2))).toEqual([])
      expect(await all(log.entries('c'))).toEqual([])
    })

    it('takes new entries while it is read, and does not read them', async () => {
      const { log } = setUp()
      for (let count = 0; count < 1100; count++) await log.append(aDraft({}, null))
      let read = 0
      for await (const _ of log.entries('window-shop')) {
        read++
        if (read % 100 === 0) await log.append(aDraft({}, null))
      }
      expect(read).toBe(1100)
      expect(await log.size('window-shop')).toBe(1111)
    })

    it('tells the index at a time', async () => {
      const { log, clock } = setUp()
      for (const time of ['2026-11-20T12:00:00.000Z', '2026-11-20T13:00:00.000Z', '2026-11-20T13:00:00.000Z', '2026-11-20T14:00:00.000Z']) {
        clock.time = time
        await log.append(aDraft())
      }
      const at = (time: string) => log.indexAt('window-shop', time)
      expect(await at('2026-11-20T00:00:00.000Z')).toBe(0)
      expect(await at('2026-11-20T13:00:00.000Z')).toBe(1)
      expect(await at('2026-11-20T13:00:00.001Z')).toBe(3)
      expect(await at('2026-11-21T00:00:00.000Z')).toBe(4)
      expect(await log.indexAt('nobody', '2026-11-21T00:00:00.000Z')).toBe(0)
    })

    it('answers every entry with a proof that it is in a signed checkpoint', async () => {
      const { log } = setUp()
      for (let count = 0; count < 20; count++) {
        const { logged, proof } = await log.append(aDraft())
        expect(await proven(log, logged, proof)).toMatchObject({ index: count, size: count + 1 })
      }
      expect(await verifyLog(log)).toEqual({ size: 20, checkpoints: 20 })
    })

    it('answers a draft that comes again with a proof in the newest checkpoint', async () => {
      const { log } = setUp()
      const draft = aDraft()
      await log.append(draft)
      for (let count = 0; count < 6; count++) await log.append(aDraft())
      const { logged, proof } = await log.append(draft)
      expect(await proven(log, logged, proof)).toMatchObject({ index: 0, size: 7 })
    })

    it('names each log by its host and its site, and signs each with a key of its own', async () => {
      const { log } = setUp()
      for (const site of ['a', 'b']) await log.append(aDraft({ site }))
      const [[a], [b]] = [await log.keys('a'), await log.keys('b')]
      expect(a?.verifier.slice(0, 17)).toBe('consent.example/a')
      expect(b?.verifier.slice(0, 17)).toBe('consent.example/b')
      expect(a?.verifier.slice(-44)).not.toBe(b?.verifier.slice(-44))
      expect((await log.checkpoint('a'))?.note.split('\n').slice(0, 2)).toEqual(['consent.example/a', '1'])
      expect(await log.keys('c')).toEqual([])
      expect(await log.checkpoint('c')).toBeUndefined()
    })

    it('proves any entry at any size, and that each size is the beginning of the next', async () => {
      const { log } = setUp()
      for (let count = 0; count < 20; count++) await log.append(aDraft())
      const roots = await rootsOf(log)
      for (let size = 1; size <= 20; size++) {
        for await (const { index, leafHash: leaf } of log.entries('window-shop', 0, size)) {
          const path = await log.prove('window-shop', index, size)
          expect(holdsInclusion(hash, { leaf, index, size, root: roots[size] ?? leaf, path })).toBe(true)
        }
        for (let from = 1; from <= size; from++) {
          const [fromRoot = hash(Buffer.of()), toRoot = fromRoot] = [roots[from], roots[size]]
          const path = await log.consistency('window-shop', from, size)
          expect(holdsConsistency(hash, { from, to: size, fromRoot, toRoot, path })).toBe(true)
        }
      }
      expect(await log.prove('window-shop', 3)).toEqual(await log.prove('window-shop', 3, 20))
    })

    it.each<[string, (log: ConsentLog) => Promise<unknown>]>([
      ['an entry that there is not', (log) => log.prove('window-shop', 2)],
      ['an entry beyond the size', (log) => log.prove('window-shop', 1, 1)],
      ['an index that is none', (log) => log.prove('window-shop', -1)],
      ['a size that it does not have', (log) => log.prove('window-shop', 0, 3)],
      ['growth to a size that it does not have', (log) => log.consistency('window-shop', 1, 3)],
      ['shrinking', (log) => log.consistency('window-shop', 2, 1)],
      ['anything of a site that nobody knows', (log) => log.prove('nobody', 0)],
    ])('proves no such thing as %s', async (_, prove) => {
      const { log } = setUp()
      for (let count = 0; count < 2; count++) await log.append(aDraft())
      await expect(prove(log)).rejects.toMatchObject({ code: 'range-invalid' })
    })

    it('gives the checkpoint of a size at which one was signed', async () => {
      const { log } = setUp()
      for (let count = 0; count < 3; count++) await log.append(aDraft())
      expect((await log.checkpointAt('window-shop', 2))?.note.split('\n')[1]).toBe('2')
      expect(await log.checkpointAt('window-shop', 4)).toBeUndefined()
    })

    it('asks whoever judges a draft once, with what it has by then, and keeps none that is refused', async () => {
      const { log } = setUp()
      const before = await log.append(aDraft())
      const draft = aDraft()
      const seen: unknown[] = []
      const refuse: Check = (find, first) => {
        seen.push(find(before.logged.entry.id)?.index, find(draft.entry.id), first)
        throw new ConsentProblem('key-differs', 'not you')
      }
      await expect(log.append(draft, refuse)).rejects.toMatchObject({ code: 'key-differs' })
      expect(seen).toEqual([0, undefined, undefined])
      expect(await log.size('window-shop')).toBe(1)
      expect((await log.append(draft, (_, first) => void seen.push(first))).isNew).toBe(true)
      await log.append(draft, (_, first) => void seen.push(first?.index))
      expect(seen.slice(3)).toEqual([undefined, 1])
      expect(await verifyLog(log)).toEqual({ size: 2, checkpoints: 2 })
    })

    it('gives the holder of a receipt a secret, and the same one again for a day', async () => {
      const { log, clock } = setUp()
      const draft = aDraft()
      const { secret } = await log.append(draft)
      expect(secret).toMatch(/^[\w-]{43}$/)
      expect((await log.append(aDraft())).secret).not.toBe(secret)
      clock.time = '2026-11-21T12:00:00.000Z'
      expect((await log.append(draft)).secret).toBe(secret)
      clock.time = '2026-11-21T12:00:00.001Z'
      expect(await log.append(draft)).not.toHaveProperty('secret')
      expect(await log.append(aDraft({}, null))).not.toHaveProperty('secret')
    })

    it('destroys with an erasure what is personal about the entries that it names, and nothing else', async () => {
      const { log } = setUp()
      const drafts = [aDraft(), aDraft(), aDraft(), aDraft({ site: 'b-shop' })]
      const proofs = []
      for (const draft of drafts) proofs.push(await log.append(draft))
      const erasure = aDraft({ type: 'erasure', action: 'erase', grants: {}, erased: [0, 2], reason: 'owner' }, null)
      const { logged } = await log.append(erasure)
      expect([logged.index, logged.entry.erased]).toEqual([3, [0, 2]])
      const kept = async (site: string) => (await all(log.entries(site))).map(({ personal }) => personal !== null)
      expect([await kept('window-shop'), await kept('b-shop')]).toEqual([[false, true, false, false], [true]])
      expect(await log.append(drafts[0] as Draft)).not.toHaveProperty('secret')
      expect(await log.append(drafts[1] as Draft)).toHaveProperty('secret')
      for (const { logged, proof } of proofs.slice(0, 3)) expect(await proven(log, logged, proof)).toMatchObject({ index: logged.index })
      expect(await verifyLog(log)).toEqual({ size: 4, checkpoints: 4 })
    })

    it('destroys nothing with an erasure that is refused', async () => {
      const { log } = setUp()
      await log.append(aDraft())
      const erasure = aDraft({ type: 'erasure', action: 'erase', grants: {}, erased: [0] }, null)
      const refuse: Check = () => {
        throw new ConsentProblem('not-found', 'no')
      }
      await expect(log.append(erasure, refuse)).rejects.toMatchObject({ code: 'not-found' })
      expect((await all(log.entries('window-shop')))[0]?.personal).not.toBeNull()
    })

    it('answers when asked whether it does', async () => {
      await expect(setUp().log.check()).resolves.toBeUndefined()
    })
  })
}

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()

/** What the proof of an entry proves to whoever knows the keys of its log. */
const proven = async (log: ConsentLog, { text }: LoggedEntry, proof: string) => {
  const keys = (await log.keys('window-shop')).map(({ verifier }) => parseVerifierKey(hash, verifier))
  const leafData = new TextEncoder().encode(text)
  return holdsProof({ proof: parseProof(proof), leafData, origin: 'consent.example/window-shop', keys, hash, verify: verifyEd25519 })
}

/** The root at each size, by the checkpoints. */
const rootsOf = async (log: ConsentLog): Promise<Uint8Array[]> => {
  const roots = []
  for await (const { size, note } of log.checkpoints('window-shop')) roots[size] = parseCheckpoint(parseNote(note).text).root
  return roots
}

const all = async (entries: AsyncIterable<LoggedEntry>): Promise<LoggedEntry[]> => {
  const list = []
  for await (const entry of entries) list.push(entry)
  return list
}

/** With bytes as text, whatever kind of array holds them. */
const plain = ({ leafHash, personal, ...logged }: LoggedEntry) => ({
  ...logged,
  leafHash: Buffer.from(leafHash).toString('hex'),
  personal: personal && { ...personal, salt: Buffer.from(personal.salt).toString('hex') },
})
