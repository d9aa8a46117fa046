import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../testing/folder.ts'
import { createKeyFolder } from './folder.ts'

const setUp = () => {
  const folder = join(makeFolder(), 'kakburk.db.keys')
  return { folder, place: createKeyFolder(folder) }
}

describe('a folder of keys', () => {
  it('is for its owner alone, and so is every file in it', () => {
    const { folder, place } = setUp()
    place.write('shop', 'ab12cd34', 'PRIVATE+KEY')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder)).toEqual(['shop.ab12cd34.key'])
    expect(statSync(join(folder, 'shop.ab12cd34.key')).mode & 0o777).toBe(0o600)
  })

  it('gives a key back as it was written, and knows what it has not', () => {
    const { place } = setUp()
    expect([place.read('shop', 'ab12cd34'), place.ids('shop')]).toEqual([undefined, []])
    place.write('shop', 'ab12cd34', 'PRIVATE+KEY')
    expect([place.read('shop', 'ab12cd34'), place.read('shop', '00000000'), place.read('sho', 'ab12cd34')]).toEqual([
      'PRIVATE+KEY',
      undefined,
      undefined,
    ])
  })

  it('tells the keys of one site from those of another, and from other files', () => {
    const { folder, place } = setUp()
    for (const site of ['shop', 'shop-two', 'other']) place.write(site, 'ab12cd34', 'PRIVATE+KEY')
    for (const name of ['shop.txt', 'shop.ab12cd34.key.old', 'README']) writeFileSync(join(folder, name), '')
    expect(place.ids('shop')).toEqual(['ab12cd34'])
  })

  it('writes over no key', () => {
    const { place } = setUp()
    place.write('shop', 'ab12cd34', 'first')
    expect(() => place.write('shop', 'ab12cd34', 'second')).toThrow()
    expect(place.read('shop', 'ab12cd34')).toBe('first')
  })

  it('takes half a key, of a crash or a full disk, for none, and clears it away with the next', () => {
    const { folder, place } = setUp()
    place.write('shop', 'ab12cd34', 'PRIVATE+KEY')
    writeFileSync(join(folder, 'shop.00000000.key.new'), 'PRIV', { mode: 0o600 })
    expect(place.ids('shop')).toEqual(['ab12cd34'])
    place.write('other', 'ab12cd34', 'PRIVATE+KEY')
    expect(readdirSync(folder).sort()).toEqual(['other.ab12cd34.key', 'shop.ab12cd34.key'])
  })

  it('removes a key, whether it is there or not', () => {
    const { place } = setUp()
    place.write('shop', 'ab12cd34', 'PRIVATE+KEY')
    for (let turn = 0; turn < 2; turn++) place.remove('shop', 'ab12cd34')
    expect(place.ids('shop')).toEqual([])
  })

  it.each([0o604, 0o640, 0o644, 0o660, 0o777])('refuses a file that others can use (%o), and says what to run', (mode) => {
    const { folder, place } = setUp()
    place.write('shop', 'ab12cd34', 'PRIVATE+KEY')
    const file = join(folder, 'shop.ab12cd34.key')
    chmodSync(file, mode)
    expect(() => place.read('shop', 'ab12cd34')).toThrow(
      expect.objectContaining({
        code: 'storage-unavailable',
        message: expect.not.stringContaining(folder),
        cause: expect.objectContaining({ message: expect.stringContaining(`run: chmod 600 ${file}`) }),
      }),
    )
    chmodSync(file, 0o600)
    expect(place.read('shop', 'ab12cd34')).toBe('PRIVATE+KEY')
  })

  it('says what the operating system refuses', () => {
    const { folder, place } = setUp()
    mkdirSync(join(folder, 'shop.ab12cd34.key'), { recursive: true, mode: 0o700 })
    chmodSync(join(folder, 'shop.ab12cd34.key'), 0o700)
    expect(() => place.read('shop', 'ab12cd34')).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ message: expect.stringMatching(/cannot be read: EISDIR/) }) }),
    )
  })
})
