/** Every way in which a request, a file or a command can be refused. Callers look at the code, never at the message. */
export const problemCodes = [
  'body-not-json',
  'body-too-large',
  'content-type-not-json',
  'internal',
  'key-differs',
  'method-not-allowed',
  'not-found',
  'note-invalid',
  'origin-not-allowed',
  'policy-invalid',
  'policy-unknown',
  'previous-unknown',
  'proof-invalid',
  'proof-wrong',
  'range-invalid',
  'receipt-differs',
  'receipt-invalid',
  'signature-wrong',
  'site-unknown',
  'storage-unavailable',
  'token-invalid',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** One thing wrong with a document: where it is, and what is expected there. */
export type Fault = {
  /** Such as `services[2].cookies[0].lifetime`; empty for the document itself. */
  path: string
  /** Such as `expected "session" or a duration such as "P90D", got "90 days"`. */
  message: string
}

/** The one error that crosses packages. Its message tells the caller what to do about it. */
export class ConsentProblem extends Error {
  override readonly name = 'ConsentProblem'

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly faults: readonly Fault[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
