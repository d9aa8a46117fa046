import { core, holdsIn } from './holds.ts'

holdsIn('firefox', ['automatic'], core)
