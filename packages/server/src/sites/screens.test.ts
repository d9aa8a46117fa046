import { describe, expect, it } from 'vitest'
import { aCompile, createServer } from '../testing/server.ts'
import { aPolicy, policyId } from '../testing/shop.ts'
import { requireCurrent } from './contract.ts'

const setUp = async () => {
  const server = await createServer({ policies: [aPolicy()] })
  const published = await requireCurrent(server.sites, 'window-shop')
  const { showing } = await aCompile(published.policy, published.name)
  const rows = () =>
    server.database.connection.prepare<[], { file: string; content: string }>('SELECT file, content FROM screens ORDER BY rowid').all()
  const updated = { shown: { ...showing.shown, css: ':host{color:red}' }, files: { ...showing.files, 'new.js': '/* new */' } }
  return { ...server, published, showing, updated, rows }
}

describe('what shows a policy', () => {
  it('is kept with the moment from which it did', async () => {
    const { screens, published, showing } = await setUp()
    screens.keep(published, showing)
    expect(screens.list(policyId)).toEqual([{ number: 1, at: '2026-11-20T12:00:00.500Z', shown: showing.shown }])
    for (const [file, content] of Object.entries(showing.files)) expect(screens.readFile(policyId, file)).toBe(content)
  })

  it('is kept once, however often it is shown', async () => {
    const { screens, published, showing, rows } = await setUp()
    for (let time = 0; time < 3; time++) screens.keep(published, showing)
    expect(rows()).toHaveLength(4)
  })

  it('is kept anew after an update of this program, without the files that are the same', async () => {
    const { screens, published, showing, updated, rows, clock } = await setUp()
    screens.keep(published, showing)
    clock.time = new Date('2027-01-01T00:00:00.000Z')
    screens.keep(published, updated)
    expect(rows().map(({ file }) => file)).toEqual([...Object.keys(showing.files), '1.json', 'new.js', '2.json'])
    expect(screens.list(policyId).map(({ number, at, shown }) => [number, at, shown.css])).toEqual([
      [1, '2026-11-20T12:00:00.500Z', ':host{}'],
      [2, '2027-01-01T00:00:00.000Z', ':host{color:red}'],
    ])
  })

  it('is there of a policy that was never shown, or never published, as nothing', async () => {
    const { screens } = await setUp()
    for (const policy of [policyId, 'sha256-no', '', '__proto__']) {
      expect(screens.list(policy)).toEqual([])
      expect(screens.readFile(policy, '1.json')).toBeUndefined()
    }
  })
})

describe('a server that serves a gate', () => {
  it('has kept what it shows, before the answer', async () => {
    const { app, screens } = await setUp()
    expect(screens.list(policyId)).toEqual([])
    expect((await app.request('/s/window-shop/gate.js')).status).toBe(200)
    expect(screens.list(policyId)).toHaveLength(1)
  })

  it('serves it although nothing can be kept, says so, and tries again later', async () => {
    const { app, screens, database, reported, clock } = await setUp()
    database.connection.pragma('query_only = ON')
    for (let time = 0; time < 3; time++) expect((await app.request('/s/window-shop/gate.js')).status).toBe(200)
    expect(reported).toHaveLength(1)
    database.connection.pragma('query_only = OFF')
    clock.time = new Date(clock.time.getTime() + 60_000)
    await app.request('/s/window-shop/gate.js')
    expect(screens.list(policyId)).toHaveLength(1)
  })
})
