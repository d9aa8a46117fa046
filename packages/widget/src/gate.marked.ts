import { createGate } from './gate.ts'

/** The gate that heeds the owner's marks alone, and changes nothing of the browser's. */
export const start = createGate()
