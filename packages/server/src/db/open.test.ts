import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Client from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { openDatabase } from './open.ts'

const newFile = () => join(makeFolder(), 'kakburk.db')

const open = (file: string) => {
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  return database
}

describe('opening a database', () => {
  it('makes a file that its owner alone can read', () => {
    const file = newFile()
    open(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600)
  })

  it('makes a file that was empty one that its owner alone can read', () => {
    const file = newFile()
    writeFileSync(file, '', { mode: 0o644 })
    open(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('writes nothing when there is nothing to bring up to date, so that it need not wait for whoever writes', () => {
    const file = newFile()
    openDatabase(file).close()
    const writing = new Client(file)
    onTestFinished(() => void writing.close())
    writing.exec('BEGIN IMMEDIATE')
    expect(open(file).orm.all('SELECT * FROM sites')).toEqual([])
  })

  it('opens the same file again and again, and twice at a time', () => {
    const file = newFile()
    for (let turn = 0; turn < 3; turn++) open(file)
  })

  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['secure_delete', 1],
    ['busy_timeout', 5000],
  ])('sets %s to %s', (pragma, value) => {
    const { orm } = open(newFile())
    expect(Object.values(orm.get<Record<string, unknown>>(`PRAGMA ${pragma}`))).toEqual([value])
  })

  it('waits for a lock as long as it is told to', () => {
    const database = openDatabase(newFile(), { patience: 0 })
    onTestFinished(() => database.close())
    expect(Object.values(database.orm.get<Record<string, unknown>>('PRAGMA busy_timeout'))).toEqual([0])
  })

  it('takes a change wholly or not at all', () => {
    const database = open(newFile())
    const change = () =>
      database.change(() => {
        database.orm.run("INSERT INTO sites (id, current_policy) VALUES ('a', 'p')")
        throw new Error('after all not')
      })
    expect(change).toThrow('after all not')
    expect(database.orm.all('SELECT * FROM sites')).toEqual([])
  })
})

describe('a database that cannot be opened is refused with a reason:', () => {
  it('one in a folder that is missing', () => {
    const file = join(makeFolder(), 'nowhere', 'kakburk.db')
    expect(() => openDatabase(file)).toThrow(/nowhere is missing; make it first/)
  })

  it('one that is missing, when it must not be made', () => {
    const file = newFile()
    expect(() => openDatabase(file, { create: false })).toThrow(/there is none/)
    expect(existsSync(file)).toBe(false)
  })

  it('a file that is not a database', () => {
    const file = newFile()
    writeFileSync(file, 'To whom it may concern: this is a letter. '.repeat(100))
    expect(() => openDatabase(file)).toThrow(/not a SQLite database/)
  })

  it('a folder', () => {
    expect(() => openDatabase(makeFolder())).toThrow(/cannot be opened/)
  })

  it.each([
    ['of another program', 'CREATE TABLE letters (text)'],
    [
      'of another program that uses drizzle too',
      'CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash text, created_at numeric)',
    ],
  ])('a database %s, which stays as it was to the byte', (_, statement) => {
    const file = newFile()
    const other = new Client(file)
    other.exec(statement)
    other.close()
    const before = readFileSync(file)
    for (const create of [true, false]) expect(() => openDatabase(file, { create })).toThrow(/another program/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('an empty file, when nothing must be made', () => {
    const file = newFile()
    writeFileSync(file, '')
    expect(() => openDatabase(file, { create: false })).toThrow(/nothing in it/)
    expect(statSync(file).size).toBe(0)
  })

  it('a database of a newer version of this program', () => {
    const file = newFile()
    openDatabase(file).close()
    const newer = new Client(file)
    newer.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)")
    newer.close()
    expect(() => openDatabase(file)).toThrow(/newer version of kakburk/)
  })

  it('each with the code of storage', () => {
    expect(() => openDatabase('/nowhere/kakburk.db')).toThrow(expect.objectContaining({ code: 'storage-unavailable' }))
  })
})
