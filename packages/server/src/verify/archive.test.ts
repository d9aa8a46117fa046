import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeBundle } from '../testing/bundle.ts'
import { makeFolder } from '../testing/folder.ts'
import { readArchive } from './archive.ts'
import { headerLength, makeContainer } from './container.ts'
import { verifyBundle } from './verify.mjs'

const step = Number(process.env.KAKBURK_FLIP_STEP ?? 1511)

const setUp = async () => {
  const { file } = await makeBundle()
  const content = readFileSync(file)
  const copy = join(makeFolder(), 'copy.zip')
  const faultsOf = async (changed: Buffer) => {
    writeFileSync(copy, changed)
    const { places, faults } = await readArchive(copy)
    return places.size === 0 ? faults : [...faults, ...(await verifyBundle(places)).faults]
  }
  return { file, content, faultsOf }
}

/** Bytes of an archive that are no file's, with a few of those that are. */
const interesting = async (file: string, content: Buffer): Promise<number[]> => {
  const inside = new Set<number>()
  for (const { start, end } of (await readArchive(file)).places.values()) for (let at = start; at < end; at++) inside.add(at)
  return [...content.keys()].filter((at) => at % step === 0 || (!inside.has(at) && at % 3 === 0))
}

it('has no byte that can be changed unseen', async () => {
  const { file, content, faultsOf } = await setUp()
  expect(await faultsOf(content)).toEqual([])
  const missed: number[] = []
  for (const at of await interesting(file, content)) {
    const changed = Buffer.from(content)
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    if ((await faultsOf(changed)).length === 0) missed.push(at)
  }
  expect(missed).toEqual([])
}, 900_000)

it('cut off, with bytes behind it, or no archive at all is a fault and no crash', async () => {
  const { content, faultsOf } = await setUp()
  for (const changed of [
    content.subarray(0, -1),
    content.subarray(0, 5000),
    Buffer.concat([content, Buffer.from('x')]),
    Buffer.from('PK'),
    Buffer.alloc(0),
  ])
    expect(await faultsOf(changed)).not.toEqual([])
})

it('that another program packed is not believed to be ours, and the reason is told', async () => {
  const file = join(makeFolder(), 'other.zip')
  const script =
    'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],"w",zipfile.ZIP_DEFLATED)\nz.writestr("../../etc/passwd","x"*1000)\nz.writestr("log.csv","y"*1000)\nz.close()'
  execFileSync('python3', ['-c', script, file])
  expect(await readArchive(file)).toEqual({
    places: new Map(),
    faults: [expect.objectContaining({ line: 0, message: expect.stringMatching(/cannot be read as a zip/) })],
  })
})

it.each([
  ['a name twice', 'log.csv', 'log.csv', /has log.csv twice/],
  ['a name outside of it', '../../etc/passwd', 'log.csv', /cannot be read as a zip archive: invalid relative path/],
  ['an absolute name', '/etc/passwd', 'log.csv', /cannot be read as a zip archive: absolute path/],
])('with %s is refused, and the reason is told', async (_, first, second, reason) => {
  const file = join(makeFolder(), 'odd.zip')
  const script = `import sys,zipfile,warnings
warnings.simplefilter('ignore')
z=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_STORED)
z.writestr(sys.argv[2],'one')
z.writestr(sys.argv[3],'two')
z.close()`
  execFileSync('python3', ['-c', script, file, first, second])
  const { faults } = await readArchive(file)
  expect(faults).toContainEqual(expect.objectContaining({ line: 0, message: expect.stringMatching(reason) }))
})

it('is read by others: Python tests it and finds nothing wrong', async () => {
  const { file } = await makeBundle()
  const script = 'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(len(z.namelist()))'
  expect(Number(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }))).toBe((await readArchive(file)).places.size)
})

describe('beyond four gigabytes', () => {
  it('sizes and offsets have eight bytes, as ZIP64 says', () => {
    const size = 5 * 2 ** 30
    const members = [
      { path: 'a', crc: 1, size, offset: 0 },
      { path: 'b', crc: 2, size: 3, offset: headerLength('a') + size + 24 },
    ]
    const [, behind, before, , directory] = makeContainer(members, { time: 0, date: 33 })
    expect(behind?.bytes.readBigUInt64LE(8)).toBe(BigInt(size))
    expect(before?.start).toBe(members[1]?.offset)
    expect(directory?.bytes.readUInt32LE(20)).toBe(0xffffffff)
    expect(directory?.bytes.readBigUInt64LE(46 + 1 + 4)).toBe(BigInt(size))
    expect(directory?.bytes.includes(Buffer.from('PK\x06\x06', 'latin1'))).toBe(true)
  })
})
