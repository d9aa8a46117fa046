import type { Figure } from './figure.ts'

/** What was measured: the members of each row are the cells under their names. Of `figures`, each has an aim. */
export type Table = { title: string; rows: Record<string, string>[]; figures?: Figure[] }

/** A table as Markdown; the names of the first row's members are its head. */
export const printTable = ({ title, rows }: Table): string => {
  const names = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const cells = rows.map((row) => line(names.map((name) => row[name] ?? '')))
  return [`### ${title}`, '', line(names), line(names.map((_, place) => (place === 0 ? '---' : '---:'))), ...cells, ''].join('\n')
}

/** 10,000 or 0.81. */
export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits })

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
