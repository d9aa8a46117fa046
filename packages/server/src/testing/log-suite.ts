import { createHash, randomUUID } from 'node:crypto'
import { canonical, type Entry } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import type { ConsentLog, LoggedEntry } from '../log/contract.ts'
import { aDraft, half } from './draft.ts'

/** What every log keeps of the contract. `create` gives an empty one. */
export const describeLog = (name: string, create: (now: () => Date) => ConsentLog) => {
  const setUp = () => {
    const clock = { time: '2026-11-20T12:00:00.000Z' }
    return { clock, log: create(() => new Date(clock.time)) }
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

    it('answers when asked whether it does', async () => {
      await expect(setUp().log.check()).resolves.toBeUndefined()
    })
  })
}

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()

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
