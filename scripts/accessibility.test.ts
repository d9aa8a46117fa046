/** Compares the conformance report with the criteria that there are, the tests that it names, and the rules that axe has. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { read, root } from './pages.ts'

/** Levels A and AA of WCAG 2.2; 4.1.1 is no longer one. */
const criteria = {
  A: '1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2',
  AA: '1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3',
}

const folder = join(root, 'e2e/accessibility')
const tests = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => [basename(file, '.test.ts'), namesIn(readFileSync(join(folder, file), 'utf8'))]),
)

/** The names of tests and of their groups, as they stand in a file. */
function namesIn(source: string): string[] {
  return [...source.matchAll(/^\s*(?:(?:describe|it)(?:\.each\(.*\))?\(|\]?\)\(|\[)\s*'([^']+)'/gm)].map(([, name = '']) => name)
}

const [table = ''] = read('docs/accessibility.md').split('<!-- criteria -->\n').slice(1)
const rows = [...table.matchAll(/^\| ([\d.]+) [^|]*\| (A+) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, number = '', level, result, shown = '']) => ({
    number,
    level,
    result,
    shown,
    named: [...shown.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  }),
)

/** The criteria that a rule of axe's looks at, by the tags of its rules: `wcag1412` is 1.4.12. */
const seenByAxe = new Set(axe.getRules().flatMap(({ tags }) => tags.map((tag) => tag.replace(/^wcag(\d)(\d)(\d+)$/, '$1.$2.$3'))))

describe('the report on accessibility', () => {
  it('has every criterion of WCAG 2.2, level A and AA, once and in order', () => {
    const number = (text: string) => text.split('.').reduce((sum, part) => sum * 100 + Number(part), 0)
    const all = Object.entries(criteria).flatMap(([level, numbers]) => numbers.split(' ').map((one) => `${one} ${level}`))
    expect(rows.map((row) => `${row.number} ${row.level}`)).toEqual(
      all.sort((a, b) => number(a.split(' ')[0] ?? '') - number(b.split(' ')[0] ?? '')),
    )
    expect(all).toHaveLength(55)
  })

  it.each(rows)('names for $number only what there is', ({ number, result, shown, named }) => {
    expect(['supports', 'not applicable']).toContain(result)
    for (const name of named.filter((name) => !/^\/\w/.test(name))) {
      const [file = '', words] = name.split(': ')
      if (words === undefined) expect([name, seenByAxe.has(number)]).toEqual(['axe', true])
      else expect([name, (tests.get(file) ?? []).some((test) => test.includes(words))]).toEqual([name, true])
    }
    // What no test shows, a person has looked at, or there is nothing of the kind.
    if (result === 'supports' && named.length === 0) expect(shown).toMatch(/By (hand|reading)|Nothing of ours is/)
    expect(shown).not.toBe('')
  })

  it('names a test of every file that there is', () => {
    const named = new Set(rows.flatMap(({ named }) => named.map((name) => name.split(': ')[0])))
    expect([...tests.keys()].filter((file) => !named.has(file))).toEqual([])
  })
})
