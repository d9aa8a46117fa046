import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeBundle, readBundle, runVerifier, writeFiles } from '../testing/bundle.ts'
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
