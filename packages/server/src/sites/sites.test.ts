import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { canonical } from '@kakburk/shared'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { makeFolder } from '../testing/folder.ts'
import { aPolicy, policyId } from '../testing/shop.ts'
import { createSites } from './sites.ts'

const now = () => new Date('2026-11-20T12:00:00.000Z')

const open = (file = ':memory:') => {
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  return { sites: createSites(database, { now }), log: createSqliteLog(database, { now }) }
}

const other = aPolicy({ lifetimeDays: 30 })

describe('publishing a policy', () => {
  it('names it by its content, and counts it', async () => {
    const { sites } = open()
    const { published, isNew } = await sites.publish(aPolicy())
    const hash = createHash('sha256').update(canonical(aPolicy())).digest('base64url')
    expect(isNew).toBe(true)
    expect(published).toEqual({ policy: aPolicy(), name: `sha256-${hash}`, version: 1, publishedAt: '2026-11-20T12:00:00.000Z' })
  })

  it('makes it the current one, and keeps the earlier ones', async () => {
    const { sites } = open()
    await sites.publish(aPolicy())
    const { published } = await sites.publish(other)
    expect(published.version).toBe(2)
    expect((await sites.readCurrent('window-shop'))?.policy).toEqual(other)
    expect((await sites.readPolicy('window-shop', policyId))?.policy).toEqual(aPolicy())
    expect(await sites.policyNames('window-shop')).toEqual([published.name, policyId])
  })

  it('is an entry of the log', async () => {
    const { sites, log } = open()
    await sites.publish(aPolicy())
    const entries = []
    for await (const { entry } of log.entries('window-shop')) entries.push(entry)
    expect(entries).toEqual([
      {
        v: 1,
        type: 'policy',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        site: 'window-shop',
        at: '2026-11-20T12:00:00.000Z',
        action: 'publish-policy',
        grants: {},
        policy: policyId,
        previous: null,
        commitment: null,
      },
    ])
  })

  it('changes nothing when it is the current one already', async () => {
    const { sites, log } = open()
    await sites.publish(aPolicy())
    const again = await sites.publish(aPolicy())
    expect([again.isNew, again.published.version]).toEqual([false, 1])
    expect(await log.size('window-shop')).toBe(1)
  })

  it('goes back to an earlier one, which keeps its version', async () => {
    const { sites, log } = open()
    await sites.publish(aPolicy())
    await sites.publish(other)
    const back = await sites.publish(aPolicy())
    expect([back.isNew, back.published.version]).toEqual([true, 1])
    expect((await sites.readCurrent('window-shop'))?.name).toBe(policyId)
    expect(await log.size('window-shop')).toBe(3)
  })

  it('is as if it never was when the log cannot take it', async () => {
    const file = join(makeFolder(), 'kakburk.db')
    const { sites } = open(file)
    const client = new Client(file)
    client.exec("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no room'); END")
    client.close()
    await expect(sites.publish(aPolicy())).rejects.toThrow('no room')
    expect(await sites.readCurrent('window-shop')).toBeUndefined()
    expect(await sites.policyNames('window-shop')).toEqual([])
  })
})

describe('the sites', () => {
  it('are listed by id, each with its current policy', async () => {
    const { sites } = open()
    for (const policy of [aPolicy(), aPolicy({ site: 'a-shop' }), other]) await sites.publish(policy)
    expect((await sites.list()).map(({ policy, version }) => [policy.site, version])).toEqual([
      ['a-shop', 1],
      ['window-shop', 2],
    ])
  })

  it('do not know a site or a policy of another', async () => {
    const { sites } = open()
    await sites.publish(aPolicy())
    expect(await sites.readCurrent('nobody')).toBeUndefined()
    expect(await sites.readPolicy('nobody', policyId)).toBeUndefined()
    expect(await sites.policyNames('nobody')).toEqual([])
  })

  it('see at once what another process publishes', async () => {
    const file = join(makeFolder(), 'kakburk.db')
    const [serving, publishing] = [open(file), open(file)]
    await publishing.sites.publish(aPolicy())
    expect((await serving.sites.readCurrent('window-shop'))?.version).toBe(1)
    await publishing.sites.publish(other)
    expect((await serving.sites.readCurrent('window-shop'))?.version).toBe(2)
  })

  it('are there after a restart', async () => {
    const file = join(makeFolder(), 'kakburk.db')
    const database = openDatabase(file)
    await createSites(database, { now }).publish(aPolicy())
    database.close()
    expect((await open(file).sites.readCurrent('window-shop'))?.policy).toEqual(aPolicy())
  })

  it('still read a policy that the schema of today would refuse', async () => {
    const file = join(makeFolder(), 'kakburk.db')
    const { sites } = open(file)
    await sites.publish(aPolicy())
    const client = new Client(file)
    client.exec(
      "INSERT INTO policies VALUES ('window-shop', 2, 'sha256-old', '{\"v\":0}', ''); UPDATE sites SET current_policy = 'sha256-old'",
    )
    client.close()
    expect((await sites.readCurrent('window-shop'))?.policy).toEqual({ v: 0 })
  })
})
