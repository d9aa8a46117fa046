import { ConsentProblem } from '@kakburk/shared'
import { isDamaged, readStorageFailure } from '../db/failure.ts'
import { whenUnlocked } from '../db/patience.ts'
import type { Appended } from './contract.ts'
import type { Outcome, Wish } from './writer.ts'

/** At most so many wishes wait: beyond that whoever asks is told to come back, before memory is full. */
const waitingLimit = 10_000

/** At most so many share a change, so that everything else has its turn between two. */
const groupLimit = 1_000

type Waiting = Wish & { resolve: (appended: Appended) => void; reject: (error: unknown) => void }

/**
 * Gathers what is to be appended, for as long as each turn of the event loop brings more, into one change of the database, which has
 * one checkpoint and one wait for the disk, and answers each when it is there. A group waits `patience` milliseconds for another
 * process to be done with the database.
 */
export const createSequencer = (append: (wishes: readonly Wish[]) => Outcome[], patience: number): ((wish: Wish) => Promise<Appended>) => {
  let waiting: Waiting[] = []
  let isAtWork = false

  const commit = (group: readonly Waiting[]): Promise<void> =>
    whenUnlocked(() => append(group), patience).then((outcomes) => {
      for (const [place, outcome] of outcomes.entries()) {
        const { resolve, reject } = group[place] as Waiting
        if (outcome instanceof ConsentProblem) reject(outcome)
        else resolve(outcome)
      }
    })

  /**
   * One at a time when together they failed, so that a bad one, or one of a site of which a page is damaged, takes nobody along; a
   * disk that does not answer fails for all alike.
   */
  const commitApart = async (group: readonly Waiting[], error: unknown): Promise<void> => {
    if (group.length === 1 || (readStorageFailure(error) && !isDamaged(error))) {
      for (const { reject } of group) reject(error)
    } else for (const each of group) await commit([each]).catch(each.reject)
  }

  const work = async (): Promise<void> => {
    const group = waiting.slice(0, groupLimit)
    waiting = waiting.slice(groupLimit)
    await commit(group).catch((error) => commitApart(group, error))
    if (waiting.length > 0) setImmediate(gather, 0)
    else isAtWork = false
  }

  /** Of those who connect at the same time Node accepts one a turn: were there a change in each, the last would wait for all of them. */
  const gather = (before: number): void => {
    if (waiting.length === before || waiting.length >= groupLimit) void work()
    else setImmediate(gather, waiting.length)
  }

  return (wish) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= waitingLimit) {
        return reject(new ConsentProblem('storage-unavailable', 'more receipts wait than can be written; try again'))
      }
      waiting.push({ ...wish, resolve, reject })
      if (isAtWork) return
      isAtWork = true
      setImmediate(gather, 0)
    })
}
