import type { Database } from '../db/open.ts'

/**
 * Destroys what is personal about entries of a site, and the secrets of their receipts; only inside a change of the database. The
 * rows stay, empty: of rows that are deleted SQLite leaves copies in the free space of its pages.
 */
export const createEraser = ({ connection }: Database): ((site: string, indices: readonly number[]) => void) => {
  const empty = connection.prepare(`UPDATE personal_halves SET salt = x'', half = '' WHERE site = ? AND "index" = ? AND half <> ''`)
  const removeSecret = connection.prepare('DELETE FROM receipt_secrets WHERE site = ? AND "index" = ?')
  return (site, indices) => {
    for (const index of indices) {
      empty.run(site, index)
      removeSecret.run(site, index)
    }
  }
}
