import { ways } from './all.ts'
import { exceptionFor } from './exceptions.ts'
import type { Result, Results } from './result.ts'

const columns = [
  ['chromium', 'automatic', 'Chromium, automatic'],
  ['chromium', 'strict', 'Chromium, strict'],
  ['firefox', 'automatic', 'Firefox, automatic'],
  ['webkit', 'automatic', 'WebKitGTK, automatic'],
] as const

const words: Record<Result, string> = { held: 'held', 'not held': '**not held**', race: 'not always' }

const titles: Record<string, string> = {
  marked: 'What the owner marked',
  static: 'Tags in the page’s source that nobody marked',
  insertion: 'What a script inserts',
  call: 'What a script calls',
  realm: 'Frames with globals of their own',
  storage: 'What a script keeps in the browser',
}

/** The tables of `docs/blocking.md`: a row for each way, a column for each engine and mode, and why something is not held. */
export const makeTable = (results: Results): string =>
  Object.entries(titles)
    .map(([kind, title]) => {
      const rows = ways
        .filter((way) => way.kind === kind)
        .map(({ id, name }) => {
          const seen = columns.map(([engine, mode]) => results[engine]?.[mode]?.[id] ?? results[engine]?.marked?.[id])
          const exception = seen.some((result) => result && result !== 'held') && exceptionFor(id)
          const why = exception ? `${exception.reason}: ${exception.cure}` : ''
          return `| ${name} | ${seen.map((result) => (result ? words[result] : '–')).join(' | ')} | ${why} |`
        })
      return [
        `### ${title}`,
        '',
        `| way | ${columns.map(([, , head]) => head).join(' | ')} | why not, and what to do |`,
        '| --- |'.concat(' --- |'.repeat(columns.length + 1)),
        ...rows,
      ].join('\n')
    })
    .join('\n\n')

const start = '<!-- made by `pnpm blocking` -->'
const end = '<!-- end of what is made -->'

/** The document with its table made anew. */
export const withTable = (text: string, table: string): string => {
  const [before, after] = [text.indexOf(start) + start.length, text.indexOf(end)]
  if (before < start.length || after < 0) throw new Error('the marks of the table are not in the document')
  return `${text.slice(0, before)}\n\n${table}\n\n${text.slice(after)}`
}
