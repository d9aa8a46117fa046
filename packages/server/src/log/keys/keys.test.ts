import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseNote } from '@kakburk/shared/proof'
import { describe, expect, it } from 'vitest'
import { aDraft } from '../../testing/draft.ts'
import { makeFile, openFile, openLog, query } from '../../testing/sqlite.ts'
import { verifyLog } from '../../testing/verify.ts'
import { createSqliteLog } from '../sqlite.ts'
import { createKeys } from './keys.ts'
import { createSigner, makeSignerText } from './signer.ts'

const site = 'window-shop'
const name = `consent.example/${site}`

const setUp = () => {
  const file = makeFile()
  const clock = { time: '2026-11-20T12:00:00.000Z' }
  const reported: string[] = []
  const options = {
    now: () => new Date(clock.time),
    host: 'consent.example',
    report: (what: string) => void reported.push(what),
  }
  const database = openFile(file)
  return { file, clock, reported, options, database, log: createSqliteLog(database, options), keys: createKeys(database, options) }
}

/** The ids of the keys that signed the newest checkpoint, after one more entry. */
const signersOf = async (log: ReturnType<typeof openLog>): Promise<string[]> => {
  await log.append(aDraft())
  return parseNote((await log.checkpoint(site))?.note ?? '').signatures.map(({ id }) => id)
}

const filesOf = (file: string): string[] =>
  readdirSync(`${file}.keys`)
    .filter((name) => name.endsWith('.key'))
    .sort()

const idOf = ({ verifier }: { verifier: string }): string => verifier.split('+')[1] ?? ''

describe('the key of a site', () => {
  it('is made with its first entry, named by host and site, and stays', async () => {
    const { file, log, options } = setUp()
    const [id] = await signersOf(log)
    expect(await log.keys(site)).toEqual([
      {
        verifier: expect.stringMatching(`^${name.replace('.', '\\.')}\\+${id}\\+`),
        createdAt: '2026-11-20T12:00:00.000Z',
        retiredAt: null,
      },
    ])
    expect(filesOf(file)).toEqual([`${site}.${id}.key`])
    expect(await signersOf(openLog(file, { ...options, host: 'elsewhere.example' }))).toEqual([id])
  })

  it('comes from the environment when that has one of the name', async () => {
    const { file, options } = setUp()
    const [text, other] = [makeSignerText(name), makeSignerText('consent.example/other')]
    const log = openLog(file, { ...options, secrets: `${other}\n  ${text}\n` })
    expect(await signersOf(log)).toEqual([createSigner(text).key.id])
    expect(filesOf(file)).toEqual([])
    await expect(openLog(file, options).append(aDraft())).rejects.toMatchObject({ code: 'storage-unavailable' })
    expect((await log.append(aDraft())).isNew).toBe(true)
  })

  it('is the one that lies there, when the change with which it was made did not reach the disk', async () => {
    const { file, database, keys, log } = setUp()
    const rolledBack = () =>
      database.change(() => {
        keys.signers(site)
        throw new Error('after all not')
      })
    expect(rolledBack).toThrow('after all not')
    const files = filesOf(file)
    expect(files).toEqual([`${site}.${(await signersOf(log))[0]}.key`])
  })

  it('is refused from the environment when it is none, without a word of it', () => {
    const { database, options } = setUp()
    const secrets = `${makeSignerText(name)} PRIVATE+KEY+swordfish`
    expect(() => createKeys(database, { ...options, secrets })).toThrow(
      expect.objectContaining({
        cause: expect.objectContaining({ message: expect.stringMatching(/^KAKBURK_KEYS: key 2: key: expected (?!.*swordfish)/) }),
      }),
    )
  })
})

describe('a key whose private half is missing', () => {
  it('stops the log of its site alone, which says what to do, and goes on when it is back', async () => {
    const { file, log } = setUp()
    const [id] = await signersOf(log)
    await log.append(aDraft({ site: 'b-shop' }))
    const path = join(`${file}.keys`, `${site}.${id}.key`)
    chmodSync(path, 0o644)
    const fresh = openLog(file)
    const refused = fresh.append(aDraft())
    const other = fresh.append(aDraft({ site: 'b-shop' }))
    await expect(refused).rejects.toMatchObject({ code: 'storage-unavailable', message: 'the log takes nothing now; try again' })
    expect((await other).isNew).toBe(true)
    await expect(fresh.check()).resolves.toBeUndefined()
    chmodSync(path, 0o600)
    expect((await fresh.append(aDraft())).isNew).toBe(true)
  })

  it('is told before any receipt comes', async () => {
    const { file, log, database, options } = setUp()
    const [id] = await signersOf(log)
    expect(() => createKeys(database, options).check()).not.toThrow()
    rmSync(`${file}.keys`, { recursive: true })
    expect(() => createKeys(database, options).check()).toThrow(
      expect.objectContaining({
        cause: expect.objectContaining({
          message: `site "${site}": the private half of its key ${id} is missing; put ${site}.${id}.key back into the folder ${file}.keys, or its text into KAKBURK_KEYS; if it is lost, run: kakburk site rotate-key ${site}`,
        }),
      }),
    )
  })

  it('retires at once when a new one is made', async () => {
    const { file, log, clock, options } = setUp()
    const [lost] = await signersOf(log)
    rmSync(`${file}.keys`, { recursive: true })
    const fresh = createKeys(openFile(file), options)
    clock.time = '2026-11-21T12:00:00.000Z'
    const { added, retiring } = fresh.rotate(site, 30)
    expect(retiring).toEqual([expect.objectContaining({ retiredAt: '2026-11-21T12:00:00.000Z' })])
    expect(retiring.map(idOf)).toEqual([lost])
    expect(await signersOf(openLog(file, options))).toEqual([idOf(added)])
  })
})

describe('rotation', () => {
  it('has both keys sign for the overlap, and the new one alone after it', async () => {
    const { file, log, keys, clock } = setUp()
    const [old = ''] = await signersOf(log)
    const { added } = keys.rotate(site, 7)
    expect(added.verifier).toContain(`${name}+`)
    expect(await signersOf(log)).toEqual([idOf(added), old])
    clock.time = '2026-11-27T11:59:59.999Z'
    expect(await signersOf(log)).toEqual([idOf(added), old])
    expect(filesOf(file)).toHaveLength(2)
    clock.time = '2026-11-27T12:00:00.000Z'
    expect(await signersOf(log)).toEqual([idOf(added)])
    expect(filesOf(file)).toEqual([`${site}.${idOf(added)}.key`])
    expect((await log.keys(site)).map(({ retiredAt }) => retiredAt)).toEqual(['2026-11-27T12:00:00.000Z', null])
    expect(await verifyLog(log)).toEqual({ size: 4, checkpoints: 4 })
  })

  it('in the middle of an overlap ends it no later than it was to end', async () => {
    const { log, keys, clock } = setUp()
    clock.time = '2026-11-19T12:00:00.000Z'
    await signersOf(log)
    clock.time = '2026-11-20T12:00:00.000Z'
    const first = keys.rotate(site, 7).added
    clock.time = '2026-11-21T12:00:00.000Z'
    const second = keys.rotate(site, 30).added
    expect((await log.keys(site)).map(({ retiredAt }) => retiredAt)).toEqual(['2026-11-27T12:00:00.000Z', '2026-12-21T12:00:00.000Z', null])
    const third = keys.rotate(site, 0).added
    expect(await signersOf(log)).toEqual([idOf(third)])
    expect((await log.keys(site)).map(idOf).slice(1)).toEqual([first, second, third].map(idOf))
  })

  it('goes on with the new key alone when a clock that was ahead has had the old one deleted, and says so once', async () => {
    const { file, log, keys, clock, reported } = setUp()
    await signersOf(log)
    const { added } = keys.rotate(site, 7)
    clock.time = '2036-11-20T12:00:00.000Z'
    await signersOf(log)
    expect(filesOf(file)).toHaveLength(1)
    clock.time = '2026-11-20T12:00:01.000Z'
    for (let turn = 0; turn < 3; turn++) expect(await signersOf(log)).toEqual([idOf(added)])
    expect(reported.filter((each) => each.includes('which is to sign until 2026-11-27'))).toHaveLength(1)
    expect((await verifyLog(log)).size).toBe(5)
  })

  it('gives a receipt that comes again the secret that it had', async () => {
    const { log, keys } = setUp()
    const draft = aDraft()
    const { secret } = await log.append(draft)
    keys.rotate(site, 7)
    expect((await log.append(draft)).secret).toBe(secret)
  })

  it('takes the key that the environment has for it', async () => {
    const { file, log, options, database } = setUp()
    await signersOf(log)
    const text = makeSignerText(name)
    const keys = createKeys(database, { ...options, secrets: text })
    expect(idOf(keys.rotate(site, 0).added)).toBe(createSigner(text).key.id)
    expect(filesOf(file)).toHaveLength(1)
    expect(query(file, 'SELECT * FROM site_keys')).toHaveLength(2)
  })
})
