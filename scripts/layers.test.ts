import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Which sibling folders each folder may import: the way data flows. Files beside the folders are entries and join them. */
const packages: Record<string, { may: Record<string, string[]>; packages: string[]; free: string[] }> = {
  shared: {
    may: { catalogue: [], proof: [] },
    packages: ['canonicalize', 'valibot'],
    free: [],
  },
  widget: {
    may: {
      storage: [],
      gate: ['storage'],
      consent: ['storage'],
      text: [],
      ui: ['consent', 'text'],
      receipt: ['storage'],
      boxes: ['gate', 'storage'],
      compile: ['ui', 'text'],
    },
    packages: ['@kakburk/shared', '@preact/signals', 'preact'],
    // Telling the console, and the shapes of a site and of what its page is told: every step may use them.
    free: ['api.ts', 'quiet.ts', 'site.ts'],
  },
  server: {
    may: {
      db: [],
      sites: ['db', 'log'],
      log: ['db'],
      access: ['db'],
      erase: ['db', 'log', 'sites'],
      fairness: ['sites'],
      receipts: ['log', 'sites'],
      signatures: ['db', 'log', 'receipts'],
      holder: ['db', 'log', 'receipts', 'sites'],
      pages: ['holder', 'log', 'sites'],
      export: ['access', 'db', 'log', 'sites'],
      routes: ['access', 'export', 'holder', 'log', 'pages', 'receipts', 'signatures', 'sites'],
      bundle: ['db', 'export', 'log', 'pages', 'sites', 'verify'],
      verify: [],
      cli: ['access', 'bundle', 'db', 'erase', 'export', 'fairness', 'holder', 'log', 'signatures', 'sites', 'verify'],
      rewrite: [],
    },
    packages: [
      '@hono/node-server',
      '@kakburk/shared',
      '@kakburk/widget',
      'better-sqlite3',
      'commander',
      'drizzle-orm',
      'hono',
      'parse5',
      'puppeteer-core',
      'tldts',
      'yauzl',
    ],
    // The whole app, which the command `serve` starts, and what is said of Global Privacy Control wherever it is asked.
    free: ['app.ts', 'gpc.ts', 'listen.ts', 'thread.ts'],
  },
}

type Import = { from: string; to: string }

const root = resolve(import.meta.dirname, '..')

const sourcesOf = (name: string): string[] =>
  readdirSync(resolve(root, `packages/${name}/src`), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^testing\//.test(file))
    .map((file) => `packages/${name}/src/${file}`)

const importsOf = (name: string): Import[] =>
  sourcesOf(name).flatMap((file) =>
    [
      ...readFileSync(resolve(root, file), 'utf8').matchAll(
        /^(?:import|export)\b(?:[\w\s{},*]*\bfrom)?\s*'([^']+)'|\bimport\('([^']+)'\)/gm,
      ),
    ].map(([, to, late = '']) => ({
      from: file,
      to: to ?? late,
    })),
  )

const folderOf = (name: string, file: string): string => {
  const inside = relative(`packages/${name}/src`, file)
  return inside.includes('/') ? (inside.split('/')[0] ?? '') : ''
}

describe.each(Object.entries(packages))('packages/%s', (name, { may, packages: allowed, free }) => {
  const imports = importsOf(name)
  const near = imports
    .filter(({ to }) => to.startsWith('.'))
    .map(({ from, to }) => ({ from, to: relative(root, resolve(root, dirname(from), to)) }))

  it('is found', () => {
    expect(imports.length).toBeGreaterThan(10)
  })

  it('has no folder that the flow does not name', () => {
    const folders = new Set(sourcesOf(name).map((file) => folderOf(name, file)))
    expect([...folders].filter((folder) => folder !== '' && !(folder in may))).toEqual([])
  })

  it('imports along the flow only', () => {
    const wrong = near.filter(({ from, to }) => {
      const [source, target] = [folderOf(name, from), folderOf(name, to)]
      if (source === '' || source === target) return false
      if (target === '') return !free.includes(relative(`packages/${name}/src`, to)) && name !== 'shared'
      return !may[source]?.includes(target)
    })
    expect(wrong).toEqual([])
  })

  it('uses the packages that were chosen, and no file of another package', () => {
    const far = imports.filter(({ to }) => !to.startsWith('.') && !to.startsWith('node:'))
    const nameOf = (to: string) =>
      to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/')
    expect(far.filter(({ to }) => !allowed.includes(nameOf(to)))).toEqual([])
    expect(near.filter(({ to }) => !to.startsWith(`packages/${name}/`))).toEqual([])
  })
})

describe('what runs where', () => {
  it('keeps Node out of the contract and of everything that runs on a page', () => {
    const onPages = [...importsOf('shared'), ...importsOf('widget')].filter(({ to }) => to.startsWith('node:'))
    expect(onPages.map(({ from }) => from).filter((file) => file !== 'packages/widget/src/compile.tsx')).toEqual([])
  })

  it('keeps frameworks out of the gate', () => {
    for (const mode of ['marked', 'automatic', 'strict']) {
      const gate = readFileSync(resolve(root, `packages/widget/dist/gate.${mode}.js`), 'utf8')
      for (const word of ['preact', 'valibot', 'eval(']) expect(gate).not.toContain(word)
    }
  })
})
