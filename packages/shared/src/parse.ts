import * as v from 'valibot'
import { ConsentProblem, type Fault, type ProblemCode } from './problem.ts'

/** Checks a value once, at the door. Throws a `ConsentProblem` of the given code that names every fault with its path. */
export const parseWith = <S extends v.GenericSchema>(schema: S, value: unknown, code: ProblemCode, what: string): v.InferOutput<S> => {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  throw problemOf(result.issues.map(faultOf), code, what)
}

/** Throws a `ConsentProblem` of the given code when there are faults. */
export const refuseFaults = (faults: readonly Fault[], code: ProblemCode, what: string): void => {
  if (faults.length > 0) throw problemOf(faults, code, what)
}

/** A fault on one line: `services[0].hosts: expected an array, got "x"`. */
export const printFault = (fault: Fault): string => (fault.path === '' ? fault.message : `${fault.path}: ${fault.message}`)

const problemOf = (faults: readonly Fault[], code: ProblemCode, what: string): ConsentProblem => {
  const [first] = faults
  const rest = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  return new ConsentProblem(code, `${what}: ${first ? printFault(first) : 'not understood'}${rest}`, faults)
}

const faultOf = (issue: v.BaseIssue<unknown>): Fault => ({ path: pathOf(issue), message: messageOf(issue) })

const pathOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).reduce((path, step) => {
    if (typeof step.key === 'number') return `${path}[${step.key}]`
    return path === '' ? String(step.key) : `${path}.${String(step.key)}`
  }, '')

const messageOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never') return 'not known here; remove it or correct its name'
    if (issue.received === 'undefined') return 'missing'
  }
  // Our own schemas say what they expect; where one is silent, valibot's names of types do.
  const expected = issue.message.startsWith('expected') ? issue.message : `expected ${plain(issue.expected ?? 'something else')}`
  return `${expected}, got ${issue.type === 'min_length' && Array.isArray(issue.input) ? 'an empty list' : plain(issue.received)}`
}

const plain = (name: string): string => {
  if (name === 'undefined') return 'nothing'
  if (name === 'Object') return 'an object'
  if (name === 'Array') return 'a list'
  if (name === '""') return 'an empty text'
  return name.length > 80 ? `${name.slice(0, 80)}…` : name
}
