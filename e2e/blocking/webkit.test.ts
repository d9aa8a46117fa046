import { core, holdsIn } from './holds.ts'

holdsIn('webkit', ['automatic'], core)
