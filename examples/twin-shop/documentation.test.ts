import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as rewrite from '@kakburk/server/rewrite'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(resolve(root, 'docs/rewrite.md'), 'utf8')
const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block)
const [, table = ''] = page.split('rewriter options -->')
const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)

it('shows imports that there are', () => {
  const named = blocks.flatMap((block) =>
    [...block.matchAll(/import \{ ([\w, ]+) \} from '@kakburk\/server\/rewrite'/g)].flatMap(([, names = '']) => names.split(', ')),
  )
  expect([...new Set(named)].sort()).toEqual(['createRewriter', 'forHono', 'forNode', 'kakburk'])
  expect(Object.keys(rewrite)).toEqual(expect.arrayContaining([...named, 'forWeb']))
})

it('tells every option, and shows no other', () => {
  const source = readFileSync(resolve(root, 'packages/server/src/rewrite/rewriter.ts'), 'utf8')
  const options = /export type RewriterOptions = \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? ''
  expect(rows.length).toBeGreaterThan(5)
  expect([...options.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name)).toEqual(rows)
  const shown = blocks
    .flatMap((block) => [...block.matchAll(/(?:createRewriter|kakburk)\(\{ ([^}]*) \}\)/g)])
    .map(([, inner = '']) => inner)
  expect(shown.length).toBeGreaterThan(3)
  for (const inner of shown) for (const [, name] of inner.matchAll(/(\w+): /g)) expect(rows).toContain(name)
})
