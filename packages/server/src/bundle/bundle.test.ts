import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeBundle, readBundle, runVerifier, writeFiles } from '../testing/bundle.ts'
import { createTerminal } from '../testing/command.ts'
import { makeFolder } from '../testing/folder.ts'
import { policyId } from '../testing/shop.ts'

it('verifies, packed by the command and unpacked by plain Node', async () => {
  const { exported, file, kakburk, folder } = await makeBundle()
  expect(exported).toMatchObject({ code: 0, stdout: '' })
  const checked = await kakburk('verify', file)
  expect(checked).toMatchObject({ code: 0, stderr: '' })
  const plain = runVerifier(writeFiles(makeFolder(), await readBundle(file)))
  expect(plain).toEqual({ code: 0, stdout: checked.stdout })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  expect(readFileSync(join(folder, 'bundle.zip')).subarray(0, 2).toString()).toBe('PK')
})

it('has the banner of each policy, and pages that draw it, to which the reports lead; every link leads to what is inside', async () => {
  const { file } = await makeBundle()
  const files = await readBundle(file)
  const kept = [...files.keys()].filter((name) => name.startsWith(`screens/${policyId}/`)).map((name) => name.split('/')[2])
  expect(kept.sort()).toEqual(['1.en.html', '1.json', '1.sv.html', `banner.${policyId.slice(7, 19)}.js`, 'gate.js', 'show.js'])
  for (const report of ['report.en.html', 'report.sv.html']) {
    const links = [...String(files.get(report)).matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link)
    expect(links).toContain(`screens/${policyId}/1.sv.html`)
    for (const link of links.filter((one) => !one.startsWith('https:'))) expect([...files.keys()]).toContain(link)
  }
})

it('has a line for itself in its access log', async () => {
  const files = await readBundle((await makeBundle()).file)
  expect(String(files.get('accesses.jsonl')).trim().split('\n').at(-1)).toContain('"detail":"bundle, 11 entries"')
})

it('verifies when the clock is behind the making of the newest key', async () => {
  const { database, folder } = await makeBundle()
  const { kakburk } = createTerminal({ now: () => new Date('2026-12-20T12:00:00.000Z'), env: { KAKBURK_DATABASE: database } })
  const file = join(folder, 'behind.zip')
  expect(await kakburk('export', '--site', 'window-shop', '--bundle', file)).toMatchObject({ code: 0 })
  expect(await kakburk('verify', file)).toMatchObject({ code: 0, stdout: expect.stringContaining('bundle of 2026-12-24T12:00:00.000Z') })
})

it('is not made without a key that is still to sign, but once that has retired', async () => {
  const { database, folder, kakburk } = await makeBundle()
  const keys = readdirSync(`${database}.keys`).filter((name) => name.endsWith('.key'))
  const [, id = ''] = /"verifier":"[^+]+\+(\w+)/.exec(String((await readBundle(join(folder, 'bundle.zip'))).get('keys.jsonl'))) ?? []
  rmSync(join(`${database}.keys`, keys.find((name) => name.includes(id)) ?? ''))
  const file = join(folder, 'without.zip')
  expect(await kakburk('export', '--site', 'window-shop', '--bundle', file)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /which is to sign until 2027-01-23\S+, is missing; .* run: kakburk site rotate-key window-shop --overlap 0/,
    ),
  })
  await kakburk('site', 'rotate-key', 'window-shop', '--overlap', '0')
  expect(await kakburk('export', '--site', 'window-shop', '--bundle', file)).toMatchObject({ code: 0 })
  expect(await kakburk('verify', file)).toMatchObject({ code: 0, stderr: '' })
})
