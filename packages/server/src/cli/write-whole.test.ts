import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { writeWhole } from './write-whole.ts'

it('writes every piece', async () => {
  const file = join(makeFolder(), 'log.csv')
  await writeWhole(
    file,
    (async function* () {
      yield 'först '
      yield 'sist'
    })(),
  )
  expect(readFileSync(file, 'utf8')).toBe('först sist')
})

it('names the file that it was told of when that cannot be made', async () => {
  const file = join(makeFolder(), 'x'.repeat(250))
  await expect(writeWhole(file, (async function* () {})())).rejects.toThrow(`${file}: cannot be written: ENAMETOOLONG`)
})

it.skipIf(process.platform !== 'linux')('names it when the disk has no room for it, and leaves nothing', async () => {
  const folder = makeFolder()
  const file = join(folder, 'log.csv')
  symlinkSync('/dev/full', `${file}.${process.pid}.partial`)
  const pieces = (async function* () {
    yield 'half'
  })()
  await expect(writeWhole(file, pieces)).rejects.toThrow(`${file}: cannot be written: ENOSPC`)
  expect(readdirSync(folder)).toEqual([])
})

it('leaves what was there, and nothing beside it, when the pieces break off', async () => {
  const folder = makeFolder()
  const file = join(folder, 'log.csv')
  writeFileSync(file, 'before')
  const breaking = (async function* () {
    yield 'half'
    throw new Error('the disk is gone')
  })()
  await expect(writeWhole(file, breaking)).rejects.toThrow('the disk is gone')
  expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['log.csv'], 'before'])
})
