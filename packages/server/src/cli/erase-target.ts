import { ConsentProblem } from '@kakburk/shared'
import { Option } from 'commander'
import type { Kept } from '../erase/kept.ts'
import type { ConsentLog } from '../log/contract.ts'

/** What is to be erased: exactly one of these. */
export type Target = { visitor?: string; receipt?: string; before?: string }

/** What was found: in words that tell of nobody, how much of it is kept, and the indices of that, some at a time. */
export type Found = { what: string; count: number; pages: Iterable<readonly number[]> }

const names = ['visitor', 'receipt', 'before'] as const

/** The options that name a target; one shuts the others out. */
export const targetOptions = (): Option[] => [
  new Option('--visitor <id>', 'all that is kept of a visitor').conflicts(['receipt', 'before']),
  new Option('--receipt <id>', 'what is kept of one receipt').conflicts(['visitor', 'before']),
  new Option('--before <time>', 'all that is older than a date or a time in UTC').conflicts(['visitor', 'receipt']),
]

type Parts = { log: ConsentLog; erasure: Kept }

/** Finds what is to be erased. Throws `not-found` for a visitor or a receipt that the log does not have, `range-invalid` for no target. */
export const readTarget = async ({ log, erasure }: Parts, { site, ...target }: Target & { site: string }): Promise<Found> => {
  if (target.visitor !== undefined) {
    const indices = erasure.ofVisitor(site, target.visitor)
    if (indices.length === 0) throw unknown(`visitor: nothing is kept of "${target.visitor}" at site "${site}"`)
    return { what: 'a visitor', count: indices.length, pages: [indices] }
  }
  if (target.receipt !== undefined) {
    const logged = await log.find(site, target.receipt)
    if (!logged) throw unknown(`receipt: there is none with the id "${target.receipt}" at site "${site}"`)
    const indices = logged.personal ? [logged.index] : []
    return { what: 'a receipt', count: indices.length, pages: [indices] }
  }
  if (target.before === undefined)
    throw new ConsentProblem('range-invalid', `expected one of ${names.map((name) => `--${name}`).join(', ')}`)
  const end = await log.indexAt(site, target.before)
  let count = 0
  for (const page of erasure.before(site, end)) count += page.length
  return { what: `all before ${target.before}`, count, pages: erasure.before(site, end) }
}

const unknown = (message: string) => new ConsentProblem('not-found', message)
