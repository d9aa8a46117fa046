import type Client from 'better-sqlite3'

/** Gives what a table has of each entry of a page, as texts: first that of the first entry, and undefined where there is none. */
export type ReadPage = (site: string, range: { start: number; end: number }) => (string | undefined)[]

/**
 * Reads pages of a table by index. SQLite puts the texts of a page together and hands one over instead of hundreds, which takes
 * two thirds of the time; none may have a line break, and canonical JSON has none. Each table is read alone, for joining two
 * costs a search in the second one for every entry. Indices are read where some are missing, and most pages are whole.
 */
export const createPageReader =
  (connection: Client.Database) =>
  (table: string, value: string): ReadPage => {
    const page = (aggregates: string, column: string) =>
      `SELECT ${aggregates} FROM (SELECT ${column} AS value FROM ${table} WHERE site = ? AND "index" >= ? AND "index" < ? ORDER BY "index")`
    const texts = connection
      .prepare<[string, number, number], [count: number, texts: string | null]>(page('count(*), group_concat(value, char(10))', value))
      .raw()
    const indices = connection.prepare<[string, number, number], string>(page('group_concat(value)', '"index"')).pluck()
    return (site, { start, end }) => {
      const [count, joined] = texts.get(site, start, end) ?? []
      const found = count ? (joined?.split('\n') ?? []) : []
      if (count === 0 || count === end - start) return found
      const spread: (string | undefined)[] = []
      indices
        .get(site, start, end)
        ?.split(',')
        .forEach((index, n) => {
          spread[Number(index) - start] = found[n]
        })
      return spread
    }
  }
