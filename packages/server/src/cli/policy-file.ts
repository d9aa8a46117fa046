import { readFile } from 'node:fs/promises'
import { ConsentProblem, type Policy, parsePolicyFile } from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'

/** Reads a policy file and completes it. Throws `policy-invalid` with every fault, or an error that says why it cannot be read. */
export const readPolicyFile = async (file: string): Promise<Policy> => parsePolicyFile(parseJson(await readText(file)), texts)

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Error(`policy file ${file}: cannot be read: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = `expected JSON: ${error instanceof Error ? error.message : error}`
    throw new ConsentProblem('policy-invalid', `policy: ${message}`, [{ path: '', message }], { cause: error })
  }
}
