/** Runs what the documentation shows and compares what it says with what there is. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { createMemoryLog, type Sites } from '@kakburk/server'
import { canonical, catalogue, categories, parsePolicyFile, problemCodes, vendors } from '@kakburk/shared'
import { makeTag, texts } from '@kakburk/widget/compile'
import { describe, expect, it } from 'vitest'
import { shopHosts, writtenPort } from '../examples/hosts.ts'
import { createTerminal } from '../packages/server/src/testing/command.ts'
import { createServer } from '../packages/server/src/testing/server.ts'
import { blockUnder, firstCells, listed, pages, read, root, rowsUnder } from './pages.ts'

const samplePolicy = JSON.parse(blockUnder('README.md', 'sample policy'))

describe('the sample policies', () => {
  it.each(['README.md', 'docs/install.md'])('of %s are sound', (page) => {
    expect(() => parsePolicyFile(JSON.parse(blockUnder(page, 'sample policy')), texts)).not.toThrow()
  })

  it('take the sample service that is described whole', () => {
    const service = JSON.parse(blockUnder('docs/install.md', 'sample service'))
    const policy = parsePolicyFile({ ...samplePolicy, services: [...samplePolicy.services, service] }, texts)
    expect(makeTag(policy, 'https://consent.shop.example/s/my-shop/gate.js')).toContain(` ${service.hosts[0]}:* `)
  })

  it('give the tag that the README prints, by `makeTag` and by the commands that it names', async () => {
    const tag = blockUnder('README.md', 'tag of the sample policy')
    expect(makeTag(parsePolicyFile(samplePolicy, texts), 'https://consent.shop.example/s/my-shop/gate.js')).toBe(tag)
    const { kakburk, folder } = createTerminal()
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(samplePolicy))
    const commands = commandsIn('README.md').filter((words) => words.includes('policy.json'))
    expect(commands.map(([first]) => first)).toEqual(['policy', 'site'])
    for (const words of commands) {
      const { code, stdout, stderr } = await kakburk(...words.map((word) => (word === 'policy.json' ? join(folder, word) : word)))
      expect([code, stderr]).toEqual([0, ''])
      if (words[0] === 'site') expect(stdout).toContain(`${tag}\n`)
    }
  })

  it('have every member and default that the documentation tells', () => {
    const { site, origins, controller, languages, services } = samplePolicy
    const least = parsePolicyFile({ site, origins, controller, languages, services }, texts)
    const plain: Record<string, unknown> = { ...least, look: {}, texts: {} }
    const full = {
      ...plain,
      controller: { ...controller, authority: 'none', country: 'none' },
      essentialHosts: 'none',
      cookieDomain: 'none',
      purposes: 'none',
      control: 'none',
    }
    const rows = rowsUnder('docs/install.md', 'members')
    const members = Object.entries(full).flatMap(([name, value]) =>
      name === 'controller' ? Object.keys(value as object).map((inner) => `${name}.${inner}`) : name === 'v' ? [] : [name],
    )
    expect(rows.map(([member]) => member).sort()).toEqual(members.sort())
    for (const [member = '', , told = ''] of rows) {
      if (['must be there', 'none'].includes(told)) continue
      const value = member.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], plain)
      expect([member, JSON.parse(told)]).toEqual([member, value])
    }
  })
})

describe('the tables', () => {
  it('of the catalogue has every service, with its name and category', () => {
    const english = (name: string | { en?: string | undefined }) => (typeof name === 'string' ? name : name.en)
    expect(rowsUnder('docs/install.md', 'catalogue')).toEqual(
      [...catalogue.values()].map(({ id, name, category }) => [id, english(name), category]),
    )
  })

  it('of a service’s members has what the catalogue’s services have', () => {
    const members = new Set([...catalogue.values()].flatMap((service) => Object.keys(service)))
    expect(firstCells('docs/install.md', 'service members').sort()).toEqual([...members].sort())
  })

  it('of vendors has each one, with a service of the catalogue that it is for', () => {
    const rows = rowsUnder('docs/install.md', 'vendors')
    expect(rows.map(([vendor]) => vendor)).toEqual([...vendors])
    for (const [vendor = '', id = ''] of rows) {
      const use = /^`?([a-z-]+)/.exec(id)?.[1] ?? ''
      expect(() => parsePolicyFile({ ...samplePolicy, services: [{ use, vendor, hosts: ['x.example'] }] }, texts)).not.toThrow()
    }
  })

  it('of settings has what the help says, with the same defaults', async () => {
    const help = (await createTerminal().kakburk('--help')).stdout
    const inHelp = [...help.matchAll(/^ {2}([A-Z_]{4,}) +(.*)$/gm)]
    const rows = rowsUnder('docs/install.md', 'settings')
    expect(rows.map(([name]) => name)).toEqual(inHelp.map(([, name]) => name))
    for (const [n, [, , about = '']] of inHelp.entries()) {
      const [, told] = /\(default: ([^,)]+)/.exec(about) ?? []
      if (told !== undefined) expect(rows[n]?.[2]).toBe(told)
    }
  })

  it('of console messages has each one that the widget can say, and no other', () => {
    const sources = readdirSync(resolve(root, 'packages/widget/src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .map((file) => read(`packages/widget/src/${file}`))
      .join('\n')
    const said = [...sources.matchAll(/\bwarn\(\s*['`](?:kakburk: )?([^'`]+)['`]/g)].map(([, message = '']) => message)
    const shown = said.map((message) => message.replace(/ \(\$\{.*/, ' (…)'))
    expect(firstCells('docs/install.md', 'console').sort()).toEqual(
      [...new Set(shown)].filter((message) => !message.startsWith('${')).sort(),
    )
  })

  it('of refusals has codes that exist, with the statuses that the server gives', () => {
    const statuses = Object.fromEntries(
      [...read('packages/server/src/app.ts').matchAll(/^ {2}'?([a-z-]+)'?: (\d{3}),$/gm)].map(([, code = '', status]) => [code, status]),
    )
    expect(Object.keys(statuses).sort()).toEqual([...problemCodes].sort())
    for (const [status, code = ''] of rowsUnder('docs/receipt.md', 'refusals')) expect([code, status]).toEqual([code, statuses[code]])
  })

  it('of columns has those of an export, in order', async () => {
    const { kakburk, writePolicy } = createTerminal()
    await kakburk('site', 'add', writePolicy())
    const { stdout } = await kakburk('export', '--site', 'window-shop')
    expect(firstCells('docs/receipt.md', 'columns')).toEqual(stdout.split('\r\n')[0]?.split(','))
  })

  it('of receipt members has those of the example', () => {
    expect(firstCells('docs/receipt.md', 'receipt members').sort()).toEqual(Object.keys(posted().receipt).sort())
  })
})

describe('the sizes in the README', () => {
  it('are at most 3 % from what is measured, with the limits that are checked', () => {
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/sizes.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    const measured = [...stdout.matchAll(/│ \d +│ '[^']+' +│ (\d+) +│ (\d+) +│/g)].map(([, bytes, budget]) => [
      Number(bytes),
      Number(budget),
    ])
    const told = rowsUnder('README.md', 'sizes').map(([, bytes = '', limit = '']) =>
      [bytes, limit].map((text) => Number(text.replace(',', ''))),
    )
    expect(told).toHaveLength(8)
    expect(measured.map(([, budget]) => budget)).toEqual(told.map(([, limit]) => limit))
    for (const [n, [bytes = 0]] of measured.entries()) {
      const figure = told[n]?.[0] ?? 0
      expect(Math.abs(figure - bytes) / bytes, `the README says ${figure}, measured are ${bytes}`).toBeLessThan(0.03)
    }
  }, 60_000)
})

const posted = () => JSON.parse(blockUnder('docs/receipt.md', 'posted'))

describe('the worked example', () => {
  const example = blockUnder('docs/receipt.md', 'posted')
  const answer = JSON.parse(blockUnder('docs/receipt.md', 'answer'))

  it('prints what it says: the signature holds, and visitor, commitment and leaf hash come out', () => {
    const { folder } = createTerminal()
    writeFileSync(join(folder, 'posted.json'), example)
    writeFileSync(join(folder, 'answer.json'), blockUnder('docs/receipt.md', 'answer'))
    writeFileSync(join(folder, 'check.mjs'), blockUnder('docs/receipt.md', 'check'))
    const printed = execFileSync(process.execPath, ['check.mjs'], { cwd: folder, encoding: 'utf8' })
    expect(printed.trim()).toBe(blockUnder('docs/receipt.md', 'printed'))
    expect(printed).toContain(`${answer.personal.visitor} visitor\n${answer.entry.commitment} commitment\n`)
  })

  it('has a CSV line from which the entry and its leaf hash can be had', async () => {
    const [names = [], cells = []] = blockUnder('docs/receipt.md', 'csv')
      .split('\n')
      .map((line) => line.split(','))
    const row = Object.fromEntries(names.map((name, n) => [name, cells[n] ?? '']))
    const asked = categories.filter((category) => row[category])
    const entry = {
      v: 1,
      type: row.type,
      id: row.id,
      site: row.site,
      at: row.server_time,
      action: row.action,
      grants: Object.fromEntries(asked.map((category) => [category, row[category] === 'yes'])),
      policy: row.policy,
      previous: row.previous || null,
      commitment: row.commitment || null,
    }
    expect(entry).toEqual(answer.entry)
    const leaf = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`\0${canonical(entry)}`))
    expect(Buffer.from(leaf).toString('hex')).toBe(row.leaf_hash)
    expect(blockUnder('docs/receipt.md', 'printed')).toContain(`${row.leaf_hash} leaf hash`)
  })

  it('is taken by the server as it is told, once, and answered with the same entry', async () => {
    const { receipt } = posted()
    const published = { policy: parsePolicyFile(samplePolicy, texts), name: receipt.policy, version: 1, publishedAt: '' }
    const sites: Sites = {
      readCurrent: async () => published,
      readPolicy: async (_, name) => (name === receipt.policy ? published : undefined),
      policyNames: async () => [receipt.policy],
      list: async () => [published],
      publish: async () => ({ published, isNew: false }),
    }
    const now = () => new Date(answer.entry.at)
    const { app } = await createServer({ log: createMemoryLog({ now }), sites, now })
    const post = () =>
      app.request('/s/my-shop/receipts', {
        method: 'POST',
        headers: { Origin: 'https://www.shop.example', 'Content-Type': 'text/plain', 'User-Agent': 'Chrome/156.0' },
        body: example,
      })
    const first = await post()
    const given = JSON.parse(await first.text())
    expect([first.status, (await post()).status]).toEqual([201, 200])
    expect(given.personal).toEqual(answer.personal)
    // The salt, and with it the commitment, is another one each time.
    expect({ ...given.entry, commitment: '' }).toEqual({ ...answer.entry, commitment: '' })
  })
})

/** The commands of `kakburk` in the blocks of a page, as the words behind `kakburk --`. */
const commandsIn = (page: string): string[][] =>
  [...read(page).matchAll(/npm run (?:--silent )?kakburk -- ([^\n`)>]+)/g)].map(([, line = '']) =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain).filter((word) => word !== '…'),
  )

describe('the commands in the documentation', () => {
  const commands = pages
    .flatMap((page) => commandsIn(page).map((words) => [page, words.join(' '), words] as const))
    .filter(([, , { length }]) => length > 0)

  it('are found', () => {
    expect(commands.length).toBeGreaterThan(10)
  })

  it.each(commands)('of %s exist with their options: %s', async (_, __, words) => {
    const { kakburk } = createTerminal()
    const names = words.slice(0, words.findIndex((word) => !/^[a-z]+$/.test(word)) >>> 0)
    const { code, stdout } = await kakburk(...names, '--help')
    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: kakburk ${names.join(' ')}`.trimEnd())
    for (const option of words.filter((word) => word.startsWith('--'))) expect(stdout).toMatch(new RegExp(`${option}\\b`))
  })

  it('are all the commands there are', async () => {
    const { stdout } = await createTerminal().kakburk('--help')
    const there = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[| {2})/gm)].map(([, name]) => name).filter((name) => name !== 'help')
    expect([...new Set(commands.map(([, , [name]]) => name).filter((name) => name !== '--help'))].sort()).toEqual(there.sort())
  })

  it('put -- before what is meant for kakburk and not for npm', () => {
    for (const page of pages) expect([page, read(page).match(/npm run (--silent )?kakburk (?!-- )\S+/)]).toEqual([page, null])
  })

  it('name scripts of package.json, and pnpm in its version', () => {
    const { scripts, packageManager } = JSON.parse(read('package.json'))
    for (const page of pages) {
      for (const [, name = ''] of read(page).matchAll(/\bnpm run (?:--silent )?([a-z:]+)/g))
        expect([page, Object.keys(scripts)]).toEqual([page, expect.arrayContaining([name])])
      for (const [named] of read(page).matchAll(/pnpm@[\d.]+/g)) expect([page, named]).toEqual([page, packageManager])
    }
  })
})

describe('the marks in the documentation', () => {
  it('name categories and services that the policy beside them has', () => {
    const known = new Set<string>(categories)
    for (const page of ['README.md', 'docs/install.md']) {
      for (const { id } of parsePolicyFile(JSON.parse(blockUnder(page, 'sample policy')), texts).services) known.add(id)
    }
    const named = ['README.md', 'docs/install.md'].flatMap((page) =>
      [...read(page).matchAll(/ data-consent="([^"]+)"/g)].map(([, name]) => name),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !known.has(name ?? ''))).toEqual([])
  })
})

describe('the links in the documentation', () => {
  const links = pages.flatMap((page) => [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => [page, target] as const))

  it.each(links.filter(([, target]) => !target.startsWith('http')))('of %s lead somewhere: %s', (page, target) => {
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : relative(root, resolve(root, dirname(page), path))
    expect(existsSync(resolve(root, file))).toBe(true)
    if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor)
  })

  it('to the demo have its addresses', () => {
    const shops = [...read('README.md').matchAll(/<(http:\/\/[^>]+)>/g)].map(([, address]) => address)
    expect(shops.sort()).toEqual(
      Object.values(shopHosts)
        .map((host) => `http://${host}:${writtenPort}/`)
        .sort(),
    )
  })

  it('lead from the README to every page of docs', () => {
    const fromReadme = links.filter(([page]) => page === 'README.md').map(([, target]) => target.split('#')[0])
    expect(fromReadme).toEqual(expect.arrayContaining(listed('docs')))
  })
})

/** The anchors that GitHub gives the headings of a page. */
const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
