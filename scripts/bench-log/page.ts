import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const page = resolve(import.meta.dirname, '../../docs/performance.md')
const [begin, end] = ['<!-- made by `pnpm bench:log --page` -->\n', '<!-- end -->']

/** Puts what was measured into the page that tells of it. */
export const writePage = (text: string): void => {
  const before = readFileSync(page, 'utf8')
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`${page}: has no place for what was measured`)
  writeFileSync(page, `${before.slice(0, from + begin.length)}\n${text}\n${before.slice(to)}`)
}
