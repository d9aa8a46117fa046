import { callWays } from './calls.ts'
import type { Mode } from './ground.ts'
import { insertionWays } from './insertion.ts'
import { realmWays } from './realms.ts'
import { staticWays } from './static.ts'
import { storageWays } from './storage.ts'
import type { Way } from './way.ts'

/** Every known way past a consent tool. */
export const ways: readonly Way[] = [...staticWays, ...insertionWays, ...callWays, ...realmWays, ...storageWays]

/** The ways that a mode says something about: `marked` is for what the owner marked, and nothing else. */
export const waysOf = (mode: Mode): readonly Way[] => (mode === 'marked' ? ways.filter(({ kind }) => kind === 'marked') : ways)
