import { holdByAddress } from './gate/holding.ts'
import { strictly } from './gate/strict.ts'
import { surely } from './gate/surely.ts'
import { createGate } from './gate.ts'

/** The gate that also holds every unknown third party. */
export const start = createGate(strictly(holdByAddress), surely)
