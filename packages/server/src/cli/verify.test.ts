import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeBundle, readBundle, writeFiles } from '../testing/bundle.ts'
import { createTerminal } from '../testing/command.ts'
import { makeFolder } from '../testing/folder.ts'
import { createServer, post } from '../testing/server.ts'
import { createVisitor } from '../testing/visitor.ts'

describe('kakburk verify', () => {
  it('says what it checked of a bundle, as an archive and as a folder', async () => {
    const { kakburk, file } = await makeBundle()
    const folder = writeFiles(makeFolder(), await readBundle(file))
    for (const place of [file, folder]) {
      const { code, stdout, stderr } = await kakburk('verify', place)
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toContain('Log consent.example/window-shop, 11 entries')
      expect(stdout).toContain('Signatures of visitors: all 6')
      expect(stdout).toMatch(/\nWHOLE: [^\n]+\n$/)
    }
  })

  it('names a line that was changed, and exits with 1', async () => {
    const { kakburk, file } = await makeBundle()
    const files = await readBundle(file)
    const csv = files.get('log.csv')?.toString() ?? ''
    const folder = writeFiles(makeFolder(), new Map([...files, ['log.csv', Buffer.from(csv.replace('accept-all', 'reject-all'))]]))
    const { code, stdout, stderr } = await kakburk('verify', folder)
    expect(stdout).toContain('\nFAULT log.csv, line 4: was altered\nNOT WHOLE: 1 fault.\n')
    expect([code, stderr]).toEqual([1, `kakburk: ${folder}: is not whole\n`])
  })

  it('prints JSON for machines', async () => {
    const { kakburk, file } = await makeBundle()
    const { stdout } = await kakburk('verify', file, '--json', '--all')
    expect(JSON.parse(stdout)).toMatchObject({
      whole: true,
      faults: [],
      origin: 'consent.example/window-shop',
      size: 11,
      checked: { receipts: 6, receiptSignatures: 6, erased: 1 },
    })
  })

  it('takes an earlier checkpoint, and keys from a file', async () => {
    const { kakburk, file, folder } = await makeBundle()
    const files = await readBundle(file)
    const [first = ''] = (files.get('checkpoints.jsonl')?.toString() ?? '').split('\n')
    const key = (JSON.parse((files.get('keys.jsonl')?.toString() ?? '').split('\n')[0] ?? '') as { verifier: string }).verifier
    const [since, keys] = [join(folder, 'since.txt'), join(folder, 'keys.txt')]
    writeFileSync(since, (JSON.parse(first) as { note: string }).note)
    // As a program of Windows saves what the site answered.
    writeFileSync(keys, `\uFEFF${key} until 2027-01-23T12:00:00.000Z\r\n`)
    const { code, stdout } = await kakburk('verify', file, '--since', since, '--key', keys)
    expect(code).toBe(0)
    expect(stdout).toContain('the key that you gave')
    expect(stdout).toContain('Compared with the earlier checkpoint of 1 entries')
    expect((await kakburk('verify', file, '--key', key.replace(/^consent/, 'another'))).code).toBe(1)
  })

  it('is used wrongly without a file, and with one that is not there', async () => {
    const { kakburk, folder } = await makeBundle()
    expect((await kakburk('verify')).code).toBe(2)
    expect(await kakburk('verify', join(folder, 'nothing.zip'))).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing.zip') })
    expect((await kakburk('verify', folder, '--since', join(folder, 'nothing.txt'))).code).toBe(2)
    expect((await kakburk('verify', folder, '--key', join(folder, 'nothing.txt'))).code).toBe(2)
  })

  it.each(['', '\n', '<html>Not found</html>\n'])(
    'takes no file without a key in it for leave to believe the bundle: %j',
    async (content) => {
      const { kakburk, file, folder } = await makeBundle()
      const keys = join(folder, 'keys.txt')
      writeFileSync(keys, content)
      expect(await kakburk('verify', file, '--key', keys)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(`--key ${keys}: has no key of a log`),
      })
    },
  )

  it('does not take a folder without a bundle for one', async () => {
    const { kakburk } = await makeBundle()
    const { code, stdout } = await kakburk('verify', makeFolder())
    expect([code, stdout]).toEqual([1, expect.stringContaining('FAULT manifest.txt: is missing')])
  })
})

describe('kakburk verify, of a saved receipt', () => {
  const setUp = async () => {
    const server = await createServer()
    const folder = makeFolder()
    const [file, keys] = [join(folder, 'receipt.json'), join(folder, 'key.txt')]
    writeFileSync(file, await (await post(server, createVisitor().signed())).text())
    writeFileSync(keys, await (await server.app.request('/s/window-shop/key')).text())
    const root = (await server.log.checkpoint('window-shop'))?.note.split('\n')[2]
    return { file, keys, root, kakburk: createTerminal().kakburk }
  }

  it('prints JSON for machines, with the root as checkpoints have it', async () => {
    const { file, keys, root, kakburk } = await setUp()
    const { code, stdout } = await kakburk('verify', file, '--key', keys, '--json')
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ signature: expect.objectContaining({ holds: true }) })])
    expect(JSON.parse(stdout).logged).toMatchObject({ holds: true, proven: { index: 1, size: 2, root } })
  })

  it.each([[['--since', 'checkpoint.txt']], [['--all']]])('passes over nothing that it was asked: %j', async (args) => {
    const { file, keys, kakburk } = await setUp()
    const { code, stdout, stderr } = await kakburk('verify', file, '--key', keys, ...args)
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(`${args[0]}: is for a bundle alone`)])
  })
})
