import { holdStorageToo } from './gate/holding.ts'
import { strictly } from './gate/strict.ts'
import { surely } from './gate/surely.ts'
import { createGate } from './gate.ts'

/** The strict gate of a policy that knows of storage keys. */
export const start = createGate(strictly(holdStorageToo), surely)
