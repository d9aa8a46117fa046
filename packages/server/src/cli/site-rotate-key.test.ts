import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTerminal } from '../testing/command.ts'

const setUp = async () => {
  const terminal = createTerminal()
  const added = await terminal.kakburk('site', 'add', terminal.writePolicy(), '--url', 'https://consent.example', '--json')
  return { ...terminal, folder: `${terminal.database}.keys`, first: (JSON.parse(added.stdout) as { key: string }).key }
}

describe('kakburk site rotate-key', () => {
  it('prints the new key, and until when the one before signs beside it', async () => {
    const { kakburk, first, folder } = await setUp()
    const { code, stdout } = await kakburk('site', 'rotate-key', 'window-shop')
    const [, added = ''] = /^From now on: (consent\.example\/window-shop\+\S+)\n/.exec(stdout) ?? []
    expect([code, stdout]).toEqual([0, `From now on: ${added}\nUntil 2026-12-20T12:00:00.000Z: ${first}\n`])
    expect(added).not.toBe(first)
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it('prints JSON for machines', async () => {
    const { kakburk, first } = await setUp()
    const { stdout } = await kakburk('site', 'rotate-key', 'window-shop', '--overlap', '7', '--json')
    expect(JSON.parse(stdout)).toEqual({
      site: 'window-shop',
      key: expect.stringMatching(/^consent\.example\/window-shop\+/),
      retiring: [{ key: first, until: '2026-11-27T12:00:00.000Z' }],
    })
  })

  it('prints no private key, and leaves none that has retired', async () => {
    const { kakburk, writePolicy, folder } = await setUp()
    const { stdout, stderr } = await kakburk('site', 'rotate-key', 'window-shop', '--overlap', '0')
    expect(stdout + stderr).not.toContain('PRIVATE')
    await kakburk('site', 'add', writePolicy({ lifetimeDays: 30 }))
    const [, id = ''] = /window-shop\+([0-9a-f]{8})/.exec(stdout) ?? []
    expect(readdirSync(folder)).toEqual([`window-shop.${id}.key`])
  })

  it.each([
    ['a site that there is not', ['rotate-key', 'nobody'], 1, /there is none called "nobody"/],
    ['an overlap that is none', ['rotate-key', 'window-shop', '--overlap', '-1'], 2, /Expected 0 to 3650 days/],
    ['no site', ['rotate-key'], 2, /missing required argument 'site'/],
  ])('refuses %s in one line', async (_, args, code, message) => {
    const { kakburk } = await setUp()
    expect(await kakburk('site', ...args)).toEqual({ code, stdout: '', stderr: expect.stringMatching(message) })
  })
})

describe('a command that finds a key it cannot use', () => {
  it('says that the file lies open, and what to run', async () => {
    const { kakburk, writePolicy, folder } = await setUp()
    const file = join(folder, readdirSync(folder)[0] ?? '')
    chmodSync(file, 0o644)
    expect(await kakburk('site', 'add', writePolicy({ lifetimeDays: 30 }))).toEqual({
      code: 1,
      stdout: '',
      stderr: `kakburk: key file ${file}: others can read it; run: chmod 600 ${file} (and "kakburk site rotate-key" if anybody may have)\n`,
    })
  })

  it('says that it is missing when the server starts, which serves all the same', async () => {
    const { kakburk, folder } = await setUp()
    rmSync(folder, { recursive: true })
    const { code, stdout, stderr } = await kakburk('serve', '--port', '0')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Listening on .*1 site\nStopped\.\n$/s)])
    expect(stderr).toMatch(
      /storage-unavailable: site "window-shop": the private half of its key \w{8} is missing; put .* run: kakburk site rotate-key window-shop\n$/,
    )
  })

  it('says which of those in the environment is none, and nothing of it', async () => {
    const { kakburk, writePolicy, database } = createTerminal()
    const terminal = createTerminal({ env: { KAKBURK_DATABASE: database, KAKBURK_KEYS: 'PRIVATE+KEY+swordfish' } })
    await kakburk('site', 'add', writePolicy())
    for (const args of [['serve'], ['site', 'add', terminal.writePolicy()], ['site', 'rotate-key', 'window-shop']]) {
      const { code, stderr } = await terminal.kakburk(...args)
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^kakburk: KAKBURK_KEYS: key 1: key: expected [^\n]*\n$/)])
      expect(stderr).not.toContain('swordfish')
    }
  })
})
