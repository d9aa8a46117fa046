import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of the repository. */
export const root = resolve(import.meta.dirname, '..')

/** The text of a file of the repository. */
export const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')

/** The pages of documentation in a folder of the repository. */
export const listed = (folder: string): string[] =>
  readdirSync(resolve(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file))

/** All pages of documentation. */
export const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...listed('docs'), ...listed('docs/decisions')]

/** Every fenced block of a page that stands right under `<!-- name -->`. */
const blocksUnder = (page: string, name: string): string[] =>
  [...read(page).matchAll(/<!-- ([\w ]+) -->\n```\w*\n([\s\S]*?)\n```/g)]
    .filter(([, title]) => title === name)
    .map(([, , block = '']) => block)

/** The one fenced block of a page that stands right under `<!-- name -->`. Throws when there is none, or more. */
export const blockUnder = (page: string, name: string): string => {
  const [block, ...more] = blocksUnder(page, name)
  if (block === undefined || more.length > 0) throw new Error(`${page}: expected one block under <!-- ${name} -->`)
  return block
}

/** The rows of the table under `<!-- name -->`, without its head; cells with the backticks around them taken off. Throws when there is none. */
export const rowsUnder = (page: string, name: string): string[][] => {
  const [, table] = new RegExp(`<!-- ${name} -->\n((?:\\|.*\n)+)`).exec(read(page)) ?? []
  if (table === undefined) throw new Error(`${page}: expected a table under <!-- ${name} -->`)
  const cells = (line: string) => line.split(/(?<!\\)\|/).slice(1, -1)
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => cells(line).map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')))
}

/** The first cell of each of those rows. */
export const firstCells = (page: string, name: string): string[] => rowsUnder(page, name).map(([first = '']) => first)
