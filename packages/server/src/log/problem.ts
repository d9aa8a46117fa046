import { ConsentProblem } from '@kakburk/shared'

/**
 * A log that takes nothing until its operator has done something. Whoever sent a receipt is told no more than to come back, since
 * the reason may name files of the server; the reason, with what to do, is the problem's cause.
 */
export const operatorProblem = (reason: string, cause?: unknown): ConsentProblem =>
  new ConsentProblem('storage-unavailable', 'the log takes nothing now; try again', [], {
    cause: new ConsentProblem('storage-unavailable', reason, [], { cause }),
  })
