import { holdByAddress } from './gate/holding.ts'
import { surely } from './gate/surely.ts'
import { createGate } from './gate.ts'

/** The gate that also holds what the policy declares and the best-known trackers, wherever they come from. */
export const start = createGate(holdByAddress, surely)
