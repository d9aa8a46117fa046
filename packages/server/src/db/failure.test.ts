import Client from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { readStorageFailure } from './failure.ts'

describe('a failure of storage', () => {
  it.each([
    'SQLITE_BUSY',
    'SQLITE_BUSY_SNAPSHOT',
    'SQLITE_FULL',
    'SQLITE_READONLY',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_IOERR',
    'SQLITE_IOERR_WRITE',
    'SQLITE_CORRUPT',
    'SQLITE_CANTOPEN',
    'SQLITE_NOTADB',
  ])('is told by %s', (code) => {
    expect(readStorageFailure(new Client.SqliteError('x', code))).toMatchObject({ code: 'storage-unavailable' })
  })

  it('is told by a database that is closed', () => {
    const client = new Client(':memory:')
    client.close()
    const use = () => {
      try {
        return client.prepare('SELECT 1')
      } catch (error) {
        return readStorageFailure(error)
      }
    }
    expect(use()).toMatchObject({ code: 'storage-unavailable' })
  })

  it.each([
    ['a constraint', new Client.SqliteError('x', 'SQLITE_CONSTRAINT_TRIGGER')],
    ['a mistake in SQL', new Client.SqliteError('x', 'SQLITE_ERROR')],
    ['a code that only starts alike', new Client.SqliteError('x', 'SQLITE_FULLNESS')],
    ['a mistake of ours', new TypeError('x')],
    ['what is no error', 'SQLITE_BUSY'],
  ])('is not %s', (_, error) => {
    expect(readStorageFailure(error)).toBeUndefined()
  })
})
