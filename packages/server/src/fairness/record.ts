import { canonical } from '@kakburk/shared'
import type { Screens } from '../sites/screens.ts'
import type { Fairness } from './check.ts'

/** Keeps the first measurement of a policy with its screens, as canonical JSON. A policy that was not measured has none. */
export const keepFairness = (screens: Screens, policy: string, fairness: Fairness): void => {
  if ('screens' in fairness) screens.keepFile(policy, 'fairness.json', canonical(fairness))
}
