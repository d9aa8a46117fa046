import type Client from 'better-sqlite3'

/** Gives what a table has of each entry of a page, as texts: first that of the first entry, and undefined where there is none. */
export type ReadPage = (site: string, range: { start: number; end: number }) => (string | undefined)[]

/**
 * Reads pages of a table by index. SQLite puts the texts of a page together and hands one over instead of hundreds, which takes
 * two thirds of the time; none may have a line break, and canonical JSON has none. Each table is read alone, for joining two
 * costs a search in the second one for every entry.
 */
export const createPageReader =
  (connection: Client.Database) =>
  (table: string, value: string, condition = 'true'): ReadPage => {
    const statement = connection
      .prepare<[string, number, number], [indices: string | null, texts: string | null]>(
        `SELECT group_concat("index"), group_concat(value, char(10)) FROM (
          SELECT "index", ${value} AS value FROM ${table} WHERE site = ? AND "index" >= ? AND "index" < ? AND ${condition} ORDER BY "index"
        )`,
      )
      .raw()
    return (site, { start, end }) => {
      const [indices, texts] = statement.get(site, start, end) ?? []
      const found: (string | undefined)[] = []
      if (indices == null || texts == null) return found
      const values = texts.split('\n')
      indices.split(',').forEach((index, n) => {
        found[Number(index) - start] = values[n]
      })
      return found
    }
  }
