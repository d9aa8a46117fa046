import { readFile } from 'node:fs/promises'
import { ConsentProblem, type Fault, type Policy, parsePolicyFile, printFault } from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'
import { findPublicSuffix } from './cookie-domain.ts'
import { findRepeatedNames } from './repeated-names.ts'

/** Reads a policy file and completes it. Throws `policy-invalid` with every fault, or an error that says why it cannot be read. */
export const readPolicyFile = async (file: string): Promise<Policy> => {
  const policy = parsePolicyFile(parseJson(decode(await readBytes(file))), texts)
  const faults = findPublicSuffix(policy)
  if (faults.length > 0) throw refusal(faults)
  return policy
}

const readBytes = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file)
  } catch (error) {
    throw new Error(`policy file ${file}: cannot be read: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** The text of a file, without the byte order mark that some editors put first. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw refusal([{ path: '', message: 'expected UTF-8; save the file as UTF-8' }], error)
  }
}

const parseJson = (text: string): unknown => {
  const value = parseLoosely(text)
  const repeated = findRepeatedNames(text)
  if (repeated.length > 0) throw refusal(repeated.map((path) => ({ path, message: 'stands twice; remove one of the two' })))
  return value
}

const parseLoosely = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refusal([{ path: '', message: `expected JSON: ${error instanceof Error ? error.message : error}` }], error)
  }
}

const refusal = (faults: Fault[], cause?: unknown): ConsentProblem =>
  new ConsentProblem('policy-invalid', `policy: ${faults.map(printFault).join('; ')}`, faults, { cause })
