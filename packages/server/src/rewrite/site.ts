import { compileRules, type Policy, parsePolicyFile, policyName, questionNames } from '@kakburk/shared'
import type { KnownSite } from './visit.ts'

/** Which things a rewriter holds that the site's own gate does not. */
export type Wider = Exclude<Policy['blocking'], 'marked'> | undefined

/** A site by its policy, as an owner writes it or as it was published. Throws `policy-invalid`. */
export const makeSite = async (
  value: unknown,
  { blocking, ours }: { blocking?: Wider; ours?: string | undefined } = {},
): Promise<KnownSite> => {
  const policy = isPublished(value) ? value : await completed(value)
  const rules = compileRules({ ...policy, ...(blocking && { blocking }) }, await policyName(policy), await questionNames(policy))
  return { policy, rules, ours }
}

/** A published policy is taken as it is: a default that was filled in today would give it another name. */
const isPublished = (value: unknown): value is Policy => typeof value === 'object' && value !== null && 'v' in value && value.v === 1

/** Loaded only for a policy as it is written: our own texts come with the widget's compiler. */
const completed = async (value: unknown): Promise<Policy> => {
  const { texts } = await import('@kakburk/widget/compile')
  return parsePolicyFile(value, texts)
}
