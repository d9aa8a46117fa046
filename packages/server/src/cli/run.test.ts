import { describe, expect, it } from 'vitest'
import { createTerminal } from '../testing/command.ts'

const commands = [[], ['site'], ['policy'], ['serve'], ['site', 'add'], ['site', 'list'], ['policy', 'check'], ['token'], ['export']]

describe('help', () => {
  it.each(commands.map((command) => [['kakburk', ...command].join(' '), command] as const))(
    'of "%s" shows how it is used, with examples',
    async (name, command) => {
      const { code, stdout, stderr } = await createTerminal().kakburk(...command, '--help')
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toContain(`Usage: ${name} `)
      expect(stdout).toContain('Examples:')
    },
  )

  it('names every command and every variable', async () => {
    const { code, stdout } = await createTerminal().kakburk('--help')
    expect(code).toBe(0)
    for (const word of [
      'serve',
      'site',
      'policy',
      'token',
      'export',
      'KAKBURK_DATABASE',
      'KAKBURK_URL',
      'KAKBURK_COUNTRY_HEADER',
      'KAKBURK_ADDRESS_HEADER',
      'PORT',
      'HOST',
    ]) {
      expect(stdout).toContain(word)
    }
  })

  it('can be read although a variable cannot', async () => {
    const { kakburk } = createTerminal({ env: { PORT: 'abc' } })
    for (const args of [['--help'], ['serve', '--help'], ['--version']])
      expect(await kakburk(...args)).toMatchObject({ code: 0, stderr: '' })
  })

  it('names what holds when nobody says anything else', async () => {
    const { stdout } = await createTerminal({ env: {} }).kakburk('serve', '--help')
    for (const value of ['kakburk.db', '8787', '127.0.0.1']) expect(stdout.replace(/\s+/g, ' ')).toContain(`default: ${value}`)
  })

  it('is not needed to learn the version', async () => {
    expect((await createTerminal().kakburk('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('wrong use gets one clear line and exit code 2:', () => {
  it.each([
    [/expected a command/, []],
    [/expected a command/, ['site']],
    [/expected a command/, ['policy']],
    [/unknown command 'sreve'/, ['sreve']],
    [/unknown command 'remove'/, ['site', 'remove']],
    [/unknown option '--quickly'/, ['serve', '--quickly']],
    [/required option '--site <id>' not specified/, ['export']],
    [/required option '--site <id>' not specified/, ['token']],
    [/'--site <id>' argument missing/, ['token', '--site']],
    [/missing required argument 'file'/, ['site', 'add']],
    [/too many arguments/, ['policy', 'check', 'a.json', 'b.json']],
    [/'--days <number>' argument 'soon' is invalid. Expected 1 to 3650 days/, ['token', '--site', 'a', '--days', 'soon']],
    [/'--days <number>' argument '0' is invalid/, ['token', '--site', 'a', '--days', '0']],
    [/'--port <number>' argument '65536' is invalid/, ['serve', '--port', '65536']],
    [/'--url <address>' argument 'shop.example' is invalid/, ['serve', '--url', 'shop.example']],
    [/'--url <address>' argument '.*' is invalid/, ['serve', '--url', 'https://user:word@shop.example']],
    [/from: expected a date/, ['export', '--site', 'a', '--from', 'yesterday']],
    [/from: expected a time before to/, ['export', '--site', 'a', '--from', '2026-11-20', '--to', '2026-11-20']],
  ])('%s', async (message, args) => {
    const { code, stdout, stderr } = await createTerminal().kakburk(...args)
    expect(stderr).toMatch(/^kakburk: [^\n]+ \(see kakburk --help\)\n$/)
    expect(stderr).toMatch(message)
    expect([code, stdout]).toEqual([2, ''])
  })

  it.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['KAKBURK_URL', 'shop.example'],
    ['KAKBURK_URL', 'https://shop.example/?a=b'],
    ['KAKBURK_URL', 'https://user@shop.example'],
    ['KAKBURK_COUNTRY_HEADER', 'CF: IPCountry'],
    ['KAKBURK_ADDRESS_HEADER', 'X Forwarded For'],
  ])('a variable that cannot be read: %s=%s', async (name, value) => {
    const { code, stderr } = await createTerminal({ env: { [name]: value } }).kakburk('site', 'list')
    expect(stderr).toMatch(new RegExp(`^kakburk: ${name}: Expected [^\\n]+\\n$`))
    expect(code).toBe(2)
  })
})
