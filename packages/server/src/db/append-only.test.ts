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
    INSERT INTO site_keys VALUES ('a', 'ab12cd34', 'a+ab12cd34+AQ==', '2026-11-20T12:00:00.000Z', NULL);
    INSERT INTO checkpoints VALUES ('a', 2, '2026-11-20T12:00:00.000Z', 'note');
    INSERT INTO tiles VALUES ('a', 0, 0, zeroblob(32), zeroblob(8192));
    INSERT INTO receipt_secrets VALUES ('a', 0, x'01');
    INSERT INTO signature_checks VALUES ('a', 0, 1, '2026-11-20T12:00:00.000Z');
    INSERT INTO accesses VALUES ('a', 0, '2026-11-20T12:00:00.000Z', 'auditor', 'export', '');
    INSERT INTO screens VALUES ('a', 'p', 'banner.js', 'banner');
  `)
})

const withRowid = ['entries', 'personal_halves', 'policies', 'tiles', 'screens']
const withoutRowid = ['site_keys', 'checkpoints', 'receipt_secrets', 'signature_checks', 'accesses']

const everything = () => [
  ...withRowid.map((table) => client.prepare(`SELECT rowid, * FROM ${table}`).all()),
  ...withoutRowid.map((table) => client.prepare(`SELECT * FROM ${table}`).all()),
]

const time = "'2026-11-20T12:00:00.000Z'"

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
    ['change the salt alone', "UPDATE personal_halves SET salt = x''"],
    ['empty a personal half alone', "UPDATE personal_halves SET half = ''"],
    ['move a personal half away as it is emptied', "UPDATE personal_halves SET \"index\" = 1, salt = x'', half = ''"],
    ['move the row of a personal half away', "UPDATE personal_halves SET rowid = 7, salt = x'', half = ''"],
    ['remove a personal half, which would leave copies of others', 'DELETE FROM personal_halves'],
    ['replace a personal half', "REPLACE INTO personal_halves VALUES ('a', 0, x'02', '{}')"],
    [
      'replace a personal half by its row',
      "REPLACE INTO personal_halves (rowid, site, \"index\", salt, half) VALUES (1, 'a', 1, x'02', '{}')",
    ],
    ['change a key', "UPDATE site_keys SET verifier = 'b'"],
    ['give a key another id', "UPDATE OR REPLACE site_keys SET id = '00000000'"],
    ['replace a key', `REPLACE INTO site_keys VALUES ('a', 'ab12cd34', 'b', ${time}, NULL)`],
    ['remove a key', 'DELETE FROM site_keys'],
    ['change a checkpoint', "UPDATE checkpoints SET note = 'b'"],
    ['move a checkpoint', 'UPDATE OR REPLACE checkpoints SET size = 3'],
    ['remove a checkpoint', 'DELETE FROM checkpoints'],
    ['replace a checkpoint', `REPLACE INTO checkpoints VALUES ('a', 2, ${time}, 'b')`],
    ['take a checkpoint of less than the one before', `INSERT INTO checkpoints VALUES ('a', 1, ${time}, 'b')`],
    ['change a tile', 'UPDATE tiles SET hashes = zeroblob(8192)'],
    ['remove a tile', 'DELETE FROM tiles'],
    ['replace a tile', "REPLACE INTO tiles VALUES ('a', 0, 0, zeroblob(32), zeroblob(8192))"],
    [
      'replace a tile by its row',
      'REPLACE INTO tiles (rowid, site, level, "index", root, hashes) VALUES (1, \'a\', 0, 1, zeroblob(32), zeroblob(8192))',
    ],
    ['leave a tile out', "INSERT INTO tiles VALUES ('a', 0, 2, zeroblob(32), zeroblob(8192))"],
    ['take a tile that is not full', "INSERT INTO tiles VALUES ('a', 0, 1, zeroblob(32), zeroblob(8160))"],
    ['change the secret of a receipt', "UPDATE receipt_secrets SET hash = x'02'"],
    ['replace the secret of a receipt', "REPLACE INTO receipt_secrets VALUES ('a', 0, x'02')"],
    ['change what came of checking a signature', 'UPDATE signature_checks SET valid = 0'],
    ['remove what came of checking a signature', 'DELETE FROM signature_checks'],
    ['replace what came of checking a signature', `REPLACE INTO signature_checks VALUES ('a', 0, 0, ${time})`],
    ['change a line of the access log', "UPDATE accesses SET who = 'b'"],
    ['remove a line of the access log', 'DELETE FROM accesses'],
    ['replace a line of the access log', `REPLACE INTO accesses VALUES ('a', 0, ${time}, 'b', 'export', '')`],
    ['leave a line of the access log out', `INSERT INTO accesses VALUES ('a', 2, ${time}, 'b', 'export', '')`],
    ['change a file of a banner', "UPDATE screens SET content = 'b'"],
    ['remove a file of a banner', 'DELETE FROM screens'],
    ['replace a file of a banner', "REPLACE INTO screens VALUES ('a', 'p', 'banner.js', 'b')"],
    [
      'replace a file of a banner by its row',
      "REPLACE INTO screens (rowid, site, policy, file, content) VALUES (1, 'a', 'p', 'other.js', 'b')",
    ],
  ])('%s', (_, statement) => {
    const before = everything()
    expect(() => client.exec(statement)).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER' }))
    expect(everything()).toEqual(before)
  })

  it('keep what is personal when it is to be erased: it can be emptied', () => {
    client.exec("UPDATE personal_halves SET salt = x'', half = ''")
    expect(client.prepare('SELECT salt, half FROM personal_halves').all()).toEqual([{ salt: Buffer.of(), half: '' }])
  })

  it('keep the secret of a receipt that is to be erased: it can go', () => {
    expect(client.prepare('DELETE FROM receipt_secrets').run().changes).toBe(1)
  })

  it('let a key sign on when it is to retire: it retires, sooner than was said but never later', () => {
    const retire = (when: string) => client.prepare('UPDATE site_keys SET retired_at = ?').run(when).changes
    expect([retire('2026-12-20'), retire('2026-12-01')]).toEqual([1, 1])
    expect(() => retire('2026-12-02')).toThrow('it retires')
    expect(() => client.exec('UPDATE site_keys SET retired_at = NULL')).toThrow('it retires')
  })

  it('take what comes next: a checkpoint, a tile, a line of the access log', () => {
    client.exec(`
      INSERT INTO checkpoints VALUES ('a', 3, ${time}, 'note');
      INSERT INTO checkpoints VALUES ('b', 1, ${time}, 'note');
      INSERT INTO tiles VALUES ('a', 0, 1, zeroblob(32), zeroblob(8192));
      INSERT INTO tiles VALUES ('a', 1, 0, zeroblob(32), zeroblob(8192));
      INSERT INTO accesses VALUES ('a', 1, ${time}, 'auditor', 'export', '');
    `)
    expect(client.prepare('SELECT count(*) FROM checkpoints').pluck().get()).toBe(3)
  })

  it('take an entry that is the next one: that it appends', () => {
    client.exec(`INSERT INTO entries VALUES ${entry('a', 2, 'third')}`)
    client.exec(`INSERT INTO entries VALUES ${entry('b', 0, 'first')}`)
    expect(everything()[0]).toHaveLength(4)
  })
})
