import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Client from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createTerminal } from '../testing/command.ts'
import { policyId } from '../testing/shop.ts'

describe('kakburk site add', () => {
  it('publishes a policy, and prints the tag to paste', async () => {
    const { kakburk, writePolicy } = createTerminal()
    const { code, stdout } = await kakburk('site', 'add', writePolicy())
    expect(code).toBe(0)
    expect(stdout).toContain(`published: site window-shop, policy version 1, ${policyId}\n`)
    expect(stdout).toContain('src="http://localhost:8787/s/window-shop/gate.js"')
  })

  it('says that nothing changed when the policy did not', async () => {
    const { kakburk, writePolicy } = createTerminal()
    await kakburk('site', 'add', writePolicy())
    expect((await kakburk('site', 'add', writePolicy())).stdout).toContain('unchanged: site window-shop, policy version 1')
    expect((await kakburk('site', 'add', writePolicy({ lifetimeDays: 30 }))).stdout).toContain(
      'published: site window-shop, policy version 2',
    )
  })

  it('prints the tag for the address at which the public reaches the server', async () => {
    const { kakburk, writePolicy, database } = createTerminal()
    const tag = 'src="https://consent.example/s/window-shop/gate.js"'
    expect((await kakburk('site', 'add', writePolicy(), '--url', 'https://consent.example/')).stdout).toContain(tag)
    const env = { KAKBURK_DATABASE: database, KAKBURK_URL: 'https://consent.example' }
    expect((await createTerminal({ env }).kakburk('site', 'add', writePolicy())).stdout).toContain(tag)
  })

  it('prints JSON for machines', async () => {
    const { kakburk, writePolicy } = createTerminal()
    const { stdout } = await kakburk('site', 'add', writePolicy(), '--json')
    expect(JSON.parse(stdout)).toEqual({
      site: 'window-shop',
      state: 'published',
      policy: policyId,
      version: 1,
      tag: expect.stringContaining('gate.js'),
      key: expect.stringMatching(/^localhost:8787\/window-shop\+[0-9a-f]{8}\+A[\w+/]{43}$/),
      notes: [],
      fairness: { why: expect.stringContaining('no browser was found') },
    })
  })

  it('makes the key of the log, named after the public address, and keeps it', async () => {
    const { kakburk, writePolicy, database } = createTerminal()
    const keyIn = (stdout: string) => /\n(\S+\/window-shop\+[0-9a-f]{8}\+\S{44})\n/.exec(stdout)?.[1]
    const { stdout } = await kakburk('site', 'add', writePolicy(), '--url', 'https://consent.example:8443/kakor')
    expect(keyIn(stdout)).toMatch(/^consent\.example:8443\/window-shop\+/)
    expect(stdout).not.toContain('the log is called')
    const again = (await kakburk('site', 'add', writePolicy({ lifetimeDays: 30 }))).stdout
    expect(keyIn(again)).toBe(keyIn(stdout))
    expect(again).toContain('Note: the log is called consent.example:8443/window-shop, as when its first key was made, and stays so')
    expect(readdirSync(`${database}.keys`)).toEqual([`window-shop.${keyIn(stdout)?.split('+')[1]}.key`])
  })

  it('says what the owner should know, below the tag', async () => {
    const { kakburk, writePolicy } = createTerminal()
    const { stdout } = await kakburk('site', 'add', writePolicy({ consentMode: 'advanced' }))
    expect(stdout).toMatch(/\n\nNote: google-analytics loads before a yes [^\n]+\.\n$/)
  })

  it.each([
    ['https://consent.shop.example', {}, /: write "cookieDomain": "shop.example"\.$/m],
    ['https://consent.example', {}, /consent\.example can set the cookie for www\.shop\.example.*: pass requests on/],
    ['https://consent.shop.example', { cookieDomain: 'shop.example' }, undefined],
    ['https://www.shop.example/kakburk', {}, undefined],
  ])('says whether an answer of %s can set the cookie, with %j', async (url, differing, note) => {
    const { kakburk, writePolicy } = createTerminal()
    const { stdout } = await kakburk('site', 'add', writePolicy({ origins: ['https://www.shop.example'], ...differing }), '--url', url)
    if (note) expect(stdout).toMatch(note)
    else expect(stdout).not.toContain('can set the cookie')
  })

  it('refuses a policy with faults, a line for each, and publishes nothing', async () => {
    const { kakburk, writePolicy } = createTerminal()
    const { code, stderr } = await kakburk('site', 'add', writePolicy({ site: 'Shop', languages: ['xx'] }))
    expect(stderr).toMatch(/^kakburk: site: expected [^\n]+\nkakburk: languages\[0\]: expected [^\n]+\n$/)
    expect(code).toBe(1)
    expect((await kakburk('site', 'list')).code).toBe(1)
  })

  it.each([
    ['that is missing', 'nowhere.json', undefined],
    ['that is no JSON', 'letter.json', 'Dear owner'],
    ['that breaks off', 'half.json', '{\n"site":\n'],
  ])('refuses a file %s with one line', async (_, name, content) => {
    const { kakburk, folder } = createTerminal()
    if (content !== undefined) writeFileSync(join(folder, name), content)
    const { code, stderr } = await kakburk('site', 'add', join(folder, name))
    expect(stderr).toMatch(/^kakburk: [^\n]+\n$/)
    expect(code).toBe(1)
  })

  it('says that the folder of the database is missing', async () => {
    const { kakburk, writePolicy, folder } = createTerminal()
    const { code, stderr } = await kakburk('site', 'add', writePolicy(), '--database', join(folder, 'nowhere', 'kakburk.db'))
    expect(stderr).toMatch(/^kakburk: database .*nowhere is missing; make it first\n$/)
    expect(code).toBe(1)
  })
})

describe('kakburk site add --help', () => {
  it('says how long the earlier policy may still be shown', async () => {
    const { stdout } = await createTerminal().kakburk('site', 'add', '--help')
    expect(stdout).toContain('may keep the gate of the earlier one for five')
  })
})

describe('kakburk site list', () => {
  it('lists the sites', async () => {
    const { kakburk, writePolicy } = createTerminal()
    await kakburk('site', 'add', writePolicy())
    await kakburk('site', 'add', writePolicy({ lifetimeDays: 30 }))
    await kakburk('site', 'add', writePolicy({ site: 'a-shop' }))
    const { code, stdout } = await kakburk('site', 'list')
    expect([code, stdout.split('\n')]).toEqual([
      0,
      [
        'a-shop: policy version 1 of 2026-11-20T12:00:00.000Z, 1 entry, https://shop.example http://localhost:3000',
        'window-shop: policy version 2 of 2026-11-20T12:00:00.000Z, 2 entries, https://shop.example http://localhost:3000',
        '',
      ],
    ])
    const sites = JSON.parse((await kakburk('site', 'list', '--json')).stdout) as { site: string; entries: number }[]
    expect(sites.map(({ site, entries }) => [site, entries])).toEqual([
      ['a-shop', 1],
      ['window-shop', 2],
    ])
  })

  it('makes no database when there is none', async () => {
    const { kakburk } = createTerminal()
    for (let turn = 0; turn < 2; turn++) {
      const { code, stderr } = await kakburk('site', 'list')
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^kakburk: database .*there is none[^\n]*\n$/)])
    }
  })

  it('leaves no site out of whose policy nothing is there', async () => {
    const { kakburk, writePolicy, database } = createTerminal()
    await kakburk('site', 'add', writePolicy())
    const client = new Client(database)
    client.exec("UPDATE sites SET current_policy = 'sha256-gone'")
    client.close()
    const { code, stderr } = await kakburk('site', 'list')
    expect([code, stderr]).toEqual([
      1,
      'kakburk: site "window-shop": its current policy, sha256-gone, is not in the database; publish one with "kakburk site add"\n',
    ])
    expect((await kakburk('site', 'add', writePolicy())).code).toBe(0)
    expect((await kakburk('site', 'list')).stdout).toContain('window-shop: policy version 1')
  })
})
