import { ways } from '../ways/all.ts'
import { holdsIn } from './holds.ts'

holdsIn('chromium', ['marked', 'automatic', 'strict'], ways)
