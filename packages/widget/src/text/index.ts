import type { Language, Texts } from '@kakburk/shared'
import { en } from './en.ts'
import { sv } from './sv.ts'

/** Our own texts. A language that is claimed but lacks a text does not compile. */
export const texts: Record<Language, Texts> = { sv, en }
