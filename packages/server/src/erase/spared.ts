import type { Database } from '../db/open.ts'
import type { Kept } from './kept.ts'

/** Tells of which entries a rule of retention may take what is personal. */
export type Spare = (site: string, indices: readonly number[], end: number) => number[]

/**
 * Leaves out the yeses to a purpose that were not taken back before `end`. They hold for as long as nobody does so, unlike a yes to
 * cookies, which ends by itself; and whoever sends a newsletter must be able to show the consent to it (GDPR, article 7(1)).
 */
export const createSpare = ({ connection }: Database, { ofVisitor }: Kept): Spare => {
  const visitorOf = connection
    .prepare<[string, number], string | null>(
      `SELECT json_extract(half, '$.visitor') FROM entries JOIN personal_halves USING (site, "index")
       WHERE site = ? AND "index" = ? AND entry LIKE '{"action":"grant-purpose"%'`,
    )
    .pluck()
  const isWithdrawal = connection.prepare(
    `SELECT 1 FROM entries WHERE site = ? AND "index" = ? AND entry LIKE '{"action":"withdraw-purpose"%'`,
  )
  const isSpared = (site: string, index: number, end: number): boolean => {
    const visitor = visitorOf.get(site, index)
    if (!visitor) return false
    return !ofVisitor(site, visitor).some((other) => other > index && other < end && isWithdrawal.get(site, other) !== undefined)
  }
  return (site, indices, end) => indices.filter((index) => !isSpared(site, index, end))
}
