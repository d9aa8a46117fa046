import type { Language } from '@kakburk/shared'
import { en } from './en.ts'
import { sv } from './sv.ts'
import type { MineTexts } from './texts.ts'

export type { MineTexts } from './texts.ts'

/** The texts of "my choices". A language that lacks one does not compile. */
export const mineTexts: Record<Language, MineTexts> = { sv, en }
