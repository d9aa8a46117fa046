import { askedCategories, ConsentProblem, findUnfair, type Measurement, type Policy, printFault } from '@kakburk/shared'
import { findBrowser, type Surroundings, startBrowser } from './browser.ts'
import { measurePolicy } from './measure.ts'

/** What came of looking at a policy's layers: measured in a browser, or why by its colours and texts alone. */
export type Fairness = { browser: string; screens: Measurement[] } | { why: string }

/**
 * Measures the layers of a policy in a browser when there is one. Throws `policy-invalid` when one of them is unfair, with what was
 * measured. Without a browser the rules for colours and texts stand alone, which every policy file has passed.
 */
export const checkFairness = async (policy: Policy, surroundings: Surroundings): Promise<Fairness> => {
  if (askedCategories(policy).length === 0) return { why: 'nothing is asked' }
  const path = findBrowser(surroundings)
  if (path === undefined) return { why: 'no browser was found; KAKBURK_BROWSER names one' }
  const measured = await tryToMeasure(path, policy)
  const faults = 'screens' in measured ? measured.screens.flatMap(findUnfair) : []
  if (faults.length > 0) throw new ConsentProblem('policy-invalid', `policy: ${faults.map(printFault).join('; ')}`, faults)
  return measured
}

/** A browser that does not work is no fault of the policy. */
const tryToMeasure = async (path: string, policy: Policy): Promise<Fairness> => {
  try {
    const browser = await startBrowser(path)
    try {
      return { browser: await browser.version(), screens: await measurePolicy(browser, policy) }
    } finally {
      await browser.close()
    }
  } catch (error) {
    return { why: `${path} could not measure it: ${error instanceof Error ? error.message : error}` }
  }
}

/** A line on it for whoever publishes. */
export const printFairness = (fairness: Fairness): string =>
  'screens' in fairness
    ? `Fair: ${fairness.screens.length} screens measured in ${fairness.browser}`
    : `Fair by its colours and texts; not measured, since ${fairness.why}`
