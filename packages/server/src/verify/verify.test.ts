import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCheckpoint, parseNote, printCheckpoint, signNote } from '@kakburk/shared/proof'
import { describe, expect, it } from 'vitest'
import { aNo, aYes, policyWithBoxes } from '../testing/box.ts'
import { post } from '../testing/server.ts'
import { signersOf, unpackBundle } from '../testing/unpacked.ts'
import { createVisitor } from '../testing/visitor.ts'
import { type BundleFault, describe as describeResult, readFolder, verifyBundle } from './verify.mjs'

/** Every so many bytes one is changed. The soak of `KAKBURK_FLIP_STEP=1` changes each. */
const step = Number(process.env.KAKBURK_FLIP_STEP ?? 1009)

const places = (faults: readonly BundleFault[]) => faults.map(({ file, line }) => `${file}:${line}`)

it('names the file and the line of a byte that is changed, wherever it is', async () => {
  const { files, faultsWith, faults } = await unpackBundle()
  expect(await faults()).toEqual([])
  const missed: string[] = []
  for (const [name, content] of files) {
    for (let at = 0; at < content.length; at += step) {
      const changed = Buffer.from(content)
      changed[at] = (changed[at] ?? 0) ^ (1 + ((at * 7) % 255))
      const line = content.subarray(0, at).toString('latin1').split('\n').length
      const found = places(await faultsWith(name, changed))
      // The manifest is what names lines: of itself it can only be said that nobody signed it so.
      const isNamed = name === 'manifest.txt' ? found.some((place) => place.startsWith(name)) : found.includes(`${name}:${line}`)
      if (!isNamed) missed.push(`${name}, byte ${at}, line ${line}: ${found.join(' ') || 'nothing'}`)
    }
  }
  expect(missed).toEqual([])
}, 900_000)

const lineFiles = ['log.csv', 'entries.jsonl', 'personal.jsonl', 'checkpoints.jsonl', 'keys.jsonl', 'signatures.jsonl', 'accesses.jsonl']

describe('lines that are not as they were signed are named:', () => {
  it.each(lineFiles)('in %s', async (name) => {
    const { lines, faultsWith } = await unpackBundle()
    const all = lines(name)
    const second = Math.min(1, all.length - 2)
    const [before, one, next, ...rest] = [all.slice(0, second), all[second] ?? '', all[second + 1] ?? '', ...all.slice(second + 2)] as [
      string[],
      string,
      string,
      ...string[],
    ]
    const faults = async (changed: string[]) =>
      (await faultsWith(name, changed.map((line) => `${line}\n`).join(''))).filter(({ file }) => file === name)
    const at = second + 1
    expect(await faults([...before, next, ...rest])).toContainEqual({
      file: name,
      line: at,
      message: `line ${at} of what was signed is missing before it`,
    })
    expect(await faults([...before, one, one, next, ...rest])).toContainEqual({ file: name, line: at + 1, message: 'was added' })
    expect(await faults([...before, one, `${one} `, next, ...rest])).toContainEqual({ file: name, line: at + 1, message: 'was added' })
    expect(await faults([...before, next, one, ...rest])).toContainEqual({
      file: name,
      line: at,
      message: `was line ${at + 1}: the order was changed`,
    })
    expect(await faults(all.slice(0, -1))).toContainEqual({ file: name, line: all.length, message: 'is missing at the end' })
    expect(await faults([...before, `${one} `, next, ...rest])).toContainEqual({ file: name, line: at, message: 'was altered' })
  })
})

describe('files that are not as they were signed are named:', () => {
  it('each that is missing', async () => {
    const { files, folder, faults } = await unpackBundle()
    for (const [name, content] of files) {
      rmSync(join(folder, name))
      expect(places(await faults()), name).toContain(`${name}:0`)
      writeFileSync(join(folder, name), content)
    }
  })

  it('one that was added, unless a system puts such files into folders', async () => {
    const { faultsWith, folder } = await unpackBundle()
    expect(await faultsWith('policies/other.json', '{}\n')).toContainEqual(expect.objectContaining({ file: 'policies/other.json' }))
    rmSync(join(folder, 'policies/other.json'))
    expect(await faultsWith('.DS_Store', '')).toEqual([])
  })
})

describe('what whoever has the key could sign, and is wrong all the same:', () => {
  type Bundle = Awaited<ReturnType<typeof unpackBundle>>
  const replace = (bundle: Bundle, name: string, from: string | RegExp, to: string) => {
    const before = bundle.files.get(name)?.toString() ?? ''
    const after = before.replace(from, to)
    expect(after, `${name} has ${from}`).not.toBe(before)
    return bundle.resealed(new Map([[name, Buffer.from(after)]]))
  }

  it.each<[string, (bundle: Bundle) => Promise<BundleFault[]>, string, RegExp]>([
    [
      'an entry',
      (bundle) => replace(bundle, 'entries.jsonl', '"analytics":true', '"analytics":false'),
      'entries.jsonl',
      /^lines 3 to 3: one of them/,
    ],
    [
      'a half',
      (bundle) => replace(bundle, 'personal.jsonl', '"page":"/kassa"', '"page":"/annan"'),
      'personal.jsonl',
      /^is not what entry 2 commits to/,
    ],
    ['a salt', (bundle) => replace(bundle, 'personal.jsonl', /"salt":"../, '"salt":"zz'), 'personal.jsonl', /commits to/],
    ['a CSV', (bundle) => replace(bundle, 'log.csv', 'accept-all', 'reject-all'), 'log.csv', /is not what the entry/],
    ['a half that is left out', (bundle) => replace(bundle, 'personal.jsonl', /^.*\n/, ''), 'personal.jsonl', /half of entry 2 is missing/],
    [
      'a policy',
      (bundle) => replace(bundle, [...bundle.files.keys()].find((name) => name.startsWith('policies')) ?? '', '"v":1', '"v":2'),
      'policies/',
      /SHA-256 of its content/,
    ],
    ['a checkpoint', (bundle) => replace(bundle, 'checkpoints.jsonl', /\\n(\d)\\n/, '\\n9\\n'), 'checkpoints.jsonl', /signature/],
    [
      'a forged signature that is said to hold',
      (bundle) => replace(bundle, 'signatures.jsonl', 'false', 'true'),
      'personal.jsonl',
      /does not hold/,
    ],
    [
      'a signature that is said not to hold',
      (bundle) => replace(bundle, 'signatures.jsonl', 'true', 'false'),
      'personal.jsonl',
      /says it does not/,
    ],
    [
      'a checkpoint left out at the end',
      (bundle) => replace(bundle, 'checkpoints.jsonl', /[^\n]+\n$/, ''),
      'entries.jsonl',
      /checkpoint.txt has/,
    ],
  ])('%s', async (_, change, file, message) => {
    const bundle = await unpackBundle()
    const faults = await change(bundle)
    expect(
      faults.some((fault) => fault.file.startsWith(file) && message.test(fault.message)),
      JSON.stringify(faults),
    ).toBe(true)
  })

  it('a log written anew, with a tree and commitments of its own', async () => {
    const bundle = await unpackBundle()
    const rewritten = async (from: string | RegExp, to: string) =>
      bundle.rewritten((entries) => entries.map((line) => line.replace(from, to)))
    expect(await rewritten(/x^/, '')).toEqual([])
    expect(await rewritten('"at":"2026-12', '"at":"2025-12')).toContainEqual(
      expect.objectContaining({ file: 'entries.jsonl', line: 9, message: expect.stringContaining('time went back') }),
    )
    const yes = /"id":"([^"]+)"/.exec(bundle.lines('entries.jsonl')[2] ?? '')?.[1] ?? ''
    const other = /"id":"([^"]+)"/.exec(bundle.lines('entries.jsonl')[3] ?? '')?.[1] ?? ''
    expect(await rewritten(`"previous":"${yes}"`, `"previous":"${other}"`)).toContainEqual(
      expect.objectContaining({ file: 'entries.jsonl', line: 9, message: expect.stringContaining('another key') }),
    )
    expect(await rewritten(`"previous":"${other}"`, `"previous":"${yes}"`)).toContainEqual(
      expect.objectContaining({ line: 10, message: expect.stringContaining('another visitor') }),
    )
    expect(await rewritten(`"previous":"${yes}"`, '"previous":"00000000-0000-4000-8000-000000000000"')).toContainEqual(
      expect.objectContaining({ line: 9, message: expect.stringContaining('not before it') }),
    )
    expect(await rewritten(`"previous":"${yes}"`, `"previous":"${'-'.repeat(36)}"`)).toContainEqual(
      expect.objectContaining({ line: 9, message: 'is no entry in canonical form' }),
    )
    expect(await rewritten(`"previous":"${yes}"`, '"previous":null')).toContainEqual(
      expect.objectContaining({ line: 9, message: 'takes back nothing' }),
    )
    expect(await rewritten(`"id":"${other}"`, `"id":"${yes}"`)).toContainEqual(
      expect.objectContaining({ line: 4, message: 'has the id of line 3' }),
    )
    expect(await rewritten(/("accept-all".*"policy":"sha256-)..../, '$1AAAA')).toContainEqual(
      expect.objectContaining({ line: 3, message: expect.stringContaining('not among the policies') }),
    )
    expect(await rewritten(/"erased":\[\d+\]/, '"erased":[2]')).toContainEqual(
      expect.objectContaining({ file: 'personal.jsonl', message: 'has the half of entry 2, which was erased' }),
    )
    expect(await rewritten(/"erased":\[\d+\]/, '"erased":[0]')).toContainEqual(
      expect.objectContaining({ line: 11, message: expect.stringContaining('something to erase') }),
    )
    expect(await rewritten('"site":"window-shop"', '"site":"other-shop"')).toContainEqual(
      expect.objectContaining({ line: 1, message: 'is of the site other-shop' }),
    )
    expect(await rewritten('"type":"withdrawal"', '"type":"consent"')).toContainEqual(
      expect.objectContaining({ line: 9, message: 'is a consent with the action withdraw' }),
    )
    expect(await rewritten('"grants":{"', `"grants":{"${'a'.repeat(8192)}":true,"`)).toContainEqual(
      expect.objectContaining({ line: 3, message: 'is longer than 8 KiB' }),
    )
    expect(await rewritten('{"action"', '{ "action"')).toContainEqual(
      expect.objectContaining({ line: 1, message: 'is no entry in canonical form' }),
    )
  })
})

describe('entries about purposes', () => {
  /** A yes to the newsletter, its withdrawal, a yes to another purpose and a no. */
  const withBoxes = () =>
    unpackBundle(async (server) => {
      const { published } = await server.sites.publish(policyWithBoxes())
      const { name } = published
      const visitor = createVisitor()
      const yes = visitor.signed(aYes(name))
      await post(server, yes)
      await post(server, visitor.signed(aNo(name, yes.receipt.id)))
      await post(server, visitor.signed(aYes(name, { grants: { youtube: true }, text: 'Ja, visa "filmer"' })))
      await post(server, createVisitor().signed(aYes(name, { action: 'refuse-purpose', grants: { newsletter: false } })))
    })

  it('are whole, and their lines of the CSV are written again', async () => {
    const { faults, lines } = await withBoxes()
    expect(await faults()).toEqual([])
    const rows = lines('log.csv').filter((line) => line.includes('-purpose,'))
    expect(
      rows.map((row) =>
        row
          .replace(/.*-purpose,/, '')
          .replace(/,sha256.*/, '')
          .trim(),
      ),
    ).toEqual([
      ',,,,newsletter=yes,"Ja, skicka ""nyheter"", =1+1"',
      ',,,,newsletter=no,',
      ',,,,youtube=yes,"Ja, visa ""filmer"""',
      ',,,,newsletter=no,"Ja, skicka ""nyheter"", =1+1"',
    ])
  })

  it('whose text is changed are named', async () => {
    const { faultsWith, files } = await withBoxes()
    const changed = String(files.get('personal.jsonl')).replace('Ja, visa', 'Ja, salj')
    expect(places(await faultsWith('personal.jsonl', changed))).toContainEqual(expect.stringMatching(/^personal\.jsonl:/))
  })

  it.each([
    ['takes back another purpose', '"grants":{"newsletter":false}', '"grants":{"youtube":false}', 'which is about something else'],
    ['is called otherwise than its answer', '"grants":{"youtube":true}', '"grants":{"youtube":false}', 'is of the action grant-purpose'],
    ['is about cookies after all', '"action":"withdraw-purpose"', '"action":"withdraw"', 'which is about something else'],
    ['says that nothing was taken back', '"action":"withdraw-purpose"', '"action":"refuse-purpose"', 'is a withdrawal with the action'],
  ])('written anew so that one %s are named', async (_, from, to, message) => {
    const { rewritten } = await withBoxes()
    const found = await rewritten((entries) => entries.map((line) => (line.includes('-purpose"') ? line.replace(from, to) : line)))
    expect(found).toContainEqual(expect.objectContaining({ file: 'entries.jsonl', message: expect.stringContaining(message) }))
  })
})

describe('an earlier checkpoint', () => {
  const setUp = async () => {
    const bundle = await unpackBundle()
    const notes = bundle.lines('checkpoints.jsonl').map((line) => (JSON.parse(line) as { note: string }).note)
    const faults = async (since: string) => (await verifyBundle(readFolder(bundle.folder), { since })).faults
    return { ...bundle, notes, faults }
  }
  const forked = (note: string, change: { size?: number; origin?: string }, signers: Parameters<typeof signNote>[1]) =>
    signNote(
      printCheckpoint({ ...parseCheckpoint(parseNote(note).text), root: createHash('sha256').update('fork').digest(), ...change }),
      signers,
    )

  it('of the same log fits, each of them', async () => {
    const { notes, faults } = await setUp()
    for (const note of notes) expect(await faults(note)).toEqual([])
  })

  it('of a log that was forked, cut off or is another does not', async () => {
    const { notes, faults, made } = await setUp()
    const signers = signersOf(made.database)
    const note = notes[4] ?? ''
    expect(await faults(forked(note, {}, signers))).toEqual([
      expect.objectContaining({ file: '--since', message: expect.stringContaining('forked') }),
    ])
    expect(await faults(forked(note, { size: 12 }, signers))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('cut off') }),
    ])
    expect(await faults(forked(note, { origin: 'other.example/shop' }, signers))).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('other.example/shop') }),
    )
  })

  it('that nobody signed is believed by nobody', async () => {
    const { notes, faults } = await setUp()
    expect(await faults((notes[4] ?? '').replace(/^— .*$/m, (row) => `${row.slice(0, -8)}AAAAAAA=`))).not.toEqual([])
  })

  it('that is none is said to be none, and not that it was compared', async () => {
    const { folder } = await setUp()
    const result = await verifyBundle(readFolder(folder), { since: 'nonsense' })
    expect(result.faults).toEqual([{ file: '--since', line: 0, message: 'is no signed note' }])
    expect(describeResult(result).join('\n')).not.toContain('Compared with')
  })
})

describe('a key that the auditor knows', () => {
  it('must be one that signed; the key of before does, as long as both sign', async () => {
    const { folder, lines } = await unpackBundle()
    const keys = lines('keys.jsonl').map((line) => (JSON.parse(line) as { verifier: string }).verifier)
    const wholeWith = async (key: string) => (await verifyBundle(readFolder(folder), { keys: [key] })).whole
    expect(await wholeWith(keys[0] ?? '')).toBe(true)
    // The new key has signed the bundle and no checkpoint yet.
    expect(await wholeWith(keys[1] ?? '')).toBe(false)
    expect(await wholeWith('consent.example/window-shop+00000000+AQ')).toBe(false)
  })

  it('and that did not sign is said to be none that did', async () => {
    const { folder } = await unpackBundle()
    const said = describeResult(await verifyBundle(readFolder(folder), { keys: ['consent.example/window-shop+00000000+AQ'] }))
    expect(said).toContain('Signed by none of the keys that you gave')
  })
})
