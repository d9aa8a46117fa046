import { holdStorageToo } from './gate/holding.ts'
import { surely } from './gate/surely.ts'
import { createGate } from './gate.ts'

/** The automatic gate of a policy that knows of storage keys. */
export const start = createGate(holdStorageToo, surely)
