import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Client from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { openDatabase } from './open.ts'
import { whenUnlocked } from './patience.ts'

const setUp = () => {
  const file = join(makeFolder(), 'kakburk.db')
  const database = openDatabase(file, { patience: 0 })
  const other = new Client(file)
  onTestFinished(() => {
    database.close()
    other.close()
  })
  other.exec('BEGIN IMMEDIATE')
  return { other, add: () => database.change(() => database.orm.run("INSERT INTO sites VALUES ('a', 'p')").changes) }
}

it('makes a change once the lock is gone, and lets everything else go on until then', async () => {
  const { other, add } = setUp()
  const added = whenUnlocked(add, 5000)
  const start = performance.now()
  await setTimeout(50)
  expect(performance.now() - start).toBeLessThan(500)
  other.exec('COMMIT')
  expect(await added).toBe(1)
})

it('says what SQLite says when its patience is over', async () => {
  const { add } = setUp()
  await expect(whenUnlocked(add, 50)).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
})

it('tries nothing else again', async () => {
  let attempts = 0
  const fail = () => {
    attempts++
    throw new Error('a mistake of ours')
  }
  await expect(whenUnlocked(fail, 1000)).rejects.toThrow('a mistake of ours')
  expect(attempts).toBe(1)
})
