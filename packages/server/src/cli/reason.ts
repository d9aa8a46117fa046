import { ConsentProblem } from '@kakburk/shared'

/** What an operator should be told of an error: where a problem has another one for its cause, the outer one is for the public. */
export const forOperator = (error: unknown): unknown =>
  error instanceof ConsentProblem && error.cause instanceof ConsentProblem ? error.cause : error
