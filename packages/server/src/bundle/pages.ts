import type Client from 'better-sqlite3'

/** So many rows are read at a time. */
const pageSize = 1000

/** A table of a site as lines, page by page of its index: each row as `print` writes it, and a newline. */
export function* readLines<Row>(
  connection: Client.Database,
  { site, end, select, print }: { site: string; end: number; select: string; print: (row: Row) => string },
): Generator<Buffer> {
  const page = connection.prepare<[string, number, number], Row>(select)
  for (let start = 0; start < end; start += pageSize) {
    const text = page
      .all(site, start, Math.min(start + pageSize, end))
      .map((row) => `${print(row)}\n`)
      .join('')
    if (text !== '') yield Buffer.from(text)
  }
}
