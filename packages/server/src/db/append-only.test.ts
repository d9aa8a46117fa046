import { join } from 'node:path'
import Client from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { openDatabase } from './open.ts'

// Through a connection of another program, which sets none of our pragmas: only what lies in the file protects it.
let client: Client.Database

const entry = (site: string, index: number, id: string) => `('${site}', ${index}, '${id}', '2026-11-20T12:00:00.000Z', '{}', x'00')`

beforeEach(() => {
  const file = join(makeFolder(), 'kakburk.db')
  openDatabase(file).close()
  client = new Client(file)
  onTestFinished(() => void client.close())
  client.exec(`
    INSERT INTO sites VALUES ('a', 'p');
    INSERT INTO entries VALUES ${entry('a', 0, 'first')};
    INSERT INTO entries VALUES ${entry('a', 1, 'second')};
    INSERT INTO personal_halves VALUES ('a', 0, x'01', '{}');
    INSERT INTO policies VALUES ('a', 1, 'p', '{}', '2026-11-20T12:00:00.000Z');
  `)
})

const everything = () => ['entries', 'personal_halves', 'policies'].map((table) => client.prepare(`SELECT rowid, * FROM ${table}`).all())

describe('the database itself refuses to', () => {
  it.each([
    ['change an entry', "UPDATE entries SET entry = '{\"a\":1}' WHERE id = 'first'"],
    ['change an entry by REPLACE', 'UPDATE OR REPLACE entries SET "index" = 0 WHERE id = \'second\''],
    ['remove an entry', "DELETE FROM entries WHERE id = 'second'"],
    ['remove every entry', 'DELETE FROM entries'],
    ['put an entry in the place of another index', `INSERT OR REPLACE INTO entries VALUES ${entry('a', 0, 'third')}`],
    ['put an entry in the place of another id', `REPLACE INTO entries VALUES ${entry('a', 2, 'first')}`],
    [
      'put an entry in the place of another row',
      `REPLACE INTO entries (rowid, site, "index", id, at, entry, leaf_hash) VALUES (1, ${entry('a', 2, 'third').slice(1)}`,
    ],
    ['turn an insert into a change', `INSERT INTO entries VALUES ${entry('a', 0, 'x')} ON CONFLICT DO UPDATE SET entry = 'x'`],
    ['leave an index out', `INSERT INTO entries VALUES ${entry('a', 3, 'third')}`],
    ['start a log at 1', `INSERT INTO entries VALUES ${entry('b', 1, 'third')}`],
    ['change a policy', 'UPDATE policies SET document = \'{"a":1}\''],
    ['remove a policy', 'DELETE FROM policies'],
    ['replace a policy by its version', "REPLACE INTO policies VALUES ('a', 1, 'q', '{}', '')"],
    ['replace a policy by its name', "REPLACE INTO policies VALUES ('a', 2, 'p', '{}', '')"],
    [
      'replace a policy by its row',
      "REPLACE INTO policies (rowid, site, version, name, document, published_at) VALUES (1, 'a', 2, 'q', '{}', '')",
    ],
    ['change a personal half', 'UPDATE personal_halves SET half = \'{"a":1}\''],
    ['replace a personal half', "REPLACE INTO personal_halves VALUES ('a', 0, x'02', '{}')"],
    [
      'replace a personal half by its row',
      "REPLACE INTO personal_halves (rowid, site, \"index\", salt, half) VALUES (1, 'a', 1, x'02', '{}')",
    ],
  ])('%s', (_, statement) => {
    const before = everything()
    expect(() => client.exec(statement)).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER' }))
    expect(everything()).toEqual(before)
  })

  it('keep a personal half that is to be erased: that alone can go', () => {
    client.exec('DELETE FROM personal_halves')
    expect(everything()[1]).toEqual([])
  })

  it('take an entry that is the next one: that it appends', () => {
    client.exec(`INSERT INTO entries VALUES ${entry('a', 2, 'third')}`)
    client.exec(`INSERT INTO entries VALUES ${entry('b', 0, 'first')}`)
    expect(everything()[0]).toHaveLength(4)
  })
})
